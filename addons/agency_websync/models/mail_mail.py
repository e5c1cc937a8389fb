from odoo import api, models
from odoo.tools import email_normalize_all

# Tracking values, reminders and web notices are the system talking.
SENT_TYPES = ("comment", "email_outgoing", "auto_comment")


class MailMail(models.Model):
    """Every e-mail passes here: what goes out from a case is entered in its annotation book."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        mails.sudo()._enter_in_cases()
        return mails

    def _enter_in_cases(self):
        """Make one entry per message, in however many pieces it goes out."""
        sent = self.filtered(lambda mail: mail._is_case_mail() and mail._goes_outside())
        if sent:
            cases = self.env["agency.case"]
            cases._enter_messages({msg: cases._subject(msg) for msg in sent.mail_message_id})

    def _is_case_mail(self):
        """Tell whether this is a mail by a colleague, not an internal note, about a case."""
        message = self.mail_message_id
        by_colleague = not message.create_uid.share and message.message_type in SENT_TYPES
        # A colleague's answer by mail, sent on to everybody who follows the case.
        by_mail = message.message_type == "email" and not message.author_id.partner_share
        return (
            message.model == "agency.case"
            and self.state in ("outgoing", "sent")
            and (by_colleague or by_mail)
            and not (message.is_internal or message.subtype_id.internal)
        )

    def _goes_outside(self):
        """Tell whether somebody gets it who is neither a colleague nor a mere account."""
        if self.recipient_ids.filtered(lambda p: p.partner_share and not p.is_agency_account):
            return True
        known = self._partners_by_address()
        addresses = email_normalize_all(self.email_to or "")
        return any(address not in known or known[address].partner_share for address in addresses)
