from odoo import models
from odoo.tools import format_datetime

MOST_LINES = 50
ERRORS = ("failed", "partial", "set_aside")


class AgencyImportDelivery(models.Model):
    """Tells the office by e-mail what became of a delivery."""

    _inherit = "agency.import.delivery"

    def _in_own_language(self):
        """Return the delivery in the language of the company: so its protocol is written."""
        self.ensure_one()
        return self.with_context(lang=self.source_id._in_own_language().env.lang)

    def _report(self):
        """Queue one e-mail per closed delivery, when the source wants one."""
        for delivery in self:
            source_sudo = delivery.source_id.sudo()
            wanted = source_sudo.report_when == "always" or delivery.state in ERRORS
            if source_sudo.report_email and wanted:
                delivery._send_report(source_sudo)

    def _send_report(self, source_sudo):
        company = source_sudo.company_id
        delivery = self._in_own_language().with_context(
            tz=self.env.context.get("tz") or source_sudo._decider().tz or "UTC",
        )
        body = delivery.env["ir.qweb"]._render(
            "agency_imv_import.delivery_report", delivery._report_values()
        )
        self.env["mail.mail"].sudo().create(
            {
                "subject": delivery._report_subject(),
                "body_html": body,
                "email_from": company.email_formatted or self.env.user.email_formatted,
                "email_to": source_sudo.report_email,
                "auto_delete": True,
            }
        )
        self._send_mails_soon()

    def _send_mails_soon(self):
        """Have the queue of e-mails worked off now, and not in an hour."""
        self.env.ref("mail.ir_cron_mail_scheduler_action").sudo()._trigger()

    def _report_subject(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        return self.env._(
            "Import %(box)s: %(file)s – %(state)s",
            box=self.source_id.name,
            file=self.name,
            state=states[self.state],
        )

    def _report_values(self):
        states = dict(self._fields["state"]._description_selection(self.env))
        actions = dict(self.listing_ids._fields["action"]._description_selection(self.env))
        lines = self.listing_ids.filtered("message")
        return {
            "delivery": self,
            "state": states[self.state],
            "received": format_datetime(self.env, self.received_on, dt_format="short"),
            "lines": lines[:MOST_LINES],
            "more": max(len(lines) - MOST_LINES, 0),
            "actions": actions,
            "url": f"{self.get_base_url()}/odoo/deliveries/{self.id}",
        }
