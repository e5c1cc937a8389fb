from odoo import fields, models


class AgencyGuest(models.Model):
    """Mails between a guest and the cases that it follows."""

    _inherit = "agency.guest"

    notice_cases = fields.Boolean(string="Notices about Case Messages", default=True)

    def _send_case_notice(self, copy, message):
        """Tell the guest of a new message under a web copy.

        An answer to this mail comes to the case, because it refers to the message there.
        """
        self.ensure_one()
        template = self.env.ref("agency_websync.mail_template_case_message").sudo()
        notice = {
            "label": copy._guest_label(),
            "url": f"{self.get_base_url()}/my/cases/{copy.id}#messages",
        }
        mail_id = template.with_context(agency_case=notice).send_mail(
            self.id,
            email_values={"references": message.message_id, "reply_to": message.reply_to},
        )
        self.env["mail.mail"].sudo().browse(mail_id).send_after_commit()

    def _was_written_to(self, record, message_dict):
        """An answer about a case is taken while the guest still follows it."""
        written = super()._was_written_to(record, message_dict)
        if written and record._name == "agency.case":
            return bool(record.sudo()._access_of_account(self.user_id.partner_id))
        return written
