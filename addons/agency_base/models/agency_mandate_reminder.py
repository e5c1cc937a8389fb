from datetime import timedelta

from odoo import api, fields, models


class AgencyMandate(models.Model):
    """Whoever looks after a mandate hears in time that it is about to end."""

    _inherit = "agency.mandate"

    reminded_for = fields.Date(
        readonly=True, copy=False, help="End date that the responsible was reminded of."
    )

    @api.model
    def _cron_remind_of_end(self):
        """Tell the responsible in time that a mandate is about to end, once for each end date."""
        today = fields.Date.context_today(self)
        for company in self.env["res.company"].search([("agency_mandate_reminder_days", ">", 0)]):
            horizon = today + timedelta(days=company.agency_mandate_reminder_days)
            ending = self.search(
                [
                    ("company_id", "=", company.id),
                    ("state", "=", "running"),
                    ("date_to", "<=", horizon),
                ]
            )
            ending.filtered(lambda m: m.reminded_for != m.date_to)._remind_of_end()

    def _remind_of_end(self):
        for (user, date_to), mandates in self.grouped(lambda m: (m.user_id, m.date_to)).items():
            mandates.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=date_to,
                summary=self.env._("The mandate ends: renew it?"),
                user_id=(user or self.env.user).id,
            )
            mandates.reminded_for = date_to
