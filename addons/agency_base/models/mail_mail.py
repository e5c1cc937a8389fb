from odoo import api, models
from odoo.tools import email_normalize_all

# Tracking values, invitations and reminders are the system talking, not an action of the agency.
LOGGED_TYPES = ("comment", "email_outgoing", "auto_comment")


class MailMail(models.Model):
    """Every e-mail to a person passes here, in single and in mass mode: the place to log it."""

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        mails = super().create(vals_list)
        mails.sudo()._log_interactions()
        return mails

    def _log_interactions(self):
        """Log the mails that the agency sends to people outside about its own records."""
        sent = self.filtered(lambda mail: mail._is_agency_mail())
        if not sent:
            return
        known = sent._partners_by_address()
        partners_by_message = {}
        for mail in sent:
            partners = mail.recipient_ids
            strangers = False
            for address in email_normalize_all(mail.email_to or ""):
                partners |= known.get(address, partners)
                strangers = strangers or address not in known
            outside = partners.filtered("partner_share")
            if outside or strangers:
                message = mail.mail_message_id
                partners_by_message[message] = partners_by_message.get(message, outside) | outside
        if partners_by_message:
            self.env["agency.interaction"]._log_sent("email", partners_by_message)

    def _is_agency_mail(self):
        """Tell whether this is a mail by a colleague, not an internal note, on a record of ours."""
        message = self.mail_message_id
        return (
            message.message_type in LOGGED_TYPES
            and hasattr(self.env.get(message.model), "_interaction_values")
            and self.state in ("outgoing", "sent")
            and not (message.is_internal or message.subtype_id.internal)
            and not message.create_uid.share
        )

    def _partners_by_address(self):
        addresses = {a for mail in self for a in email_normalize_all(mail.email_to or "")}
        if not addresses:
            return {}
        partners = self.env["res.partner"].search(
            [("email_normalized", "in", list(addresses)), ("is_agency_account", "=", False)]
        )
        return {
            address: (group.filtered(lambda p: not p.partner_share) or group)[:1]
            for address, group in partners.grouped("email_normalized").items()
        }
