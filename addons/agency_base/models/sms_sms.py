from odoo import api, models


class SmsSms(models.Model):
    """Every SMS passes here, in single and in mass mode: the place to log it as an action."""

    _inherit = "sms.sms"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages.sudo()._log_interactions()
        return messages

    def _log_interactions(self):
        """Log the messages that the agency sends to people outside about its own records."""
        sent = self.filtered(lambda sms: sms._is_agency_sms())
        if not sent:
            return
        known = sent._partners_by_number()
        partners_by_message = {}
        for sms in sent:
            partner = sms.partner_id or known.get(sms.number, sms.partner_id)
            if not partner or partner.partner_share:
                message = sms.mail_message_id
                partners_by_message[message] = partners_by_message.get(message, partner) | partner
        if partners_by_message:
            self.env["agency.interaction"]._log_sent("sms", partners_by_message)

    def _is_agency_sms(self):
        """Tell whether this is an SMS by a colleague, ready to leave, on a record of ours."""
        message = self.mail_message_id
        return (
            self.state not in ("canceled", "error")
            and hasattr(self.env.get(message.model), "_interaction_values")
            and not message.create_uid.share
        )

    def _partners_by_number(self):
        numbers = [sms.number for sms in self if sms.number and not sms.partner_id]
        if not numbers:
            return {}
        partners = self.env["res.partner"].search(
            [("phone_sanitized", "in", numbers), ("is_agency_account", "=", False)]
        )
        return {
            number: (group.filtered(lambda p: not p.partner_share) or group)[:1]
            for number, group in partners.grouped("phone_sanitized").items()
        }
