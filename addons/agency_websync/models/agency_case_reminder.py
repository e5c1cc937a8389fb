from datetime import timedelta

from odoo import api, fields, models

ACTIVITY = "agency_websync.activity_type_expiry"
# A reminder that comes late, after days without the server, is better than none. What expired
# before that is history: files of former years may be imported without a flood of reminders.
LATE_DAYS = 7


class AgencyCase(models.Model):
    """Whoever is responsible for a case hears in time that it is about to expire."""

    _inherit = "agency.case"

    reminder_days = fields.Integer(
        string="Remind",
        default=lambda self: self.env.company.agency_case_reminder_days,
        help="Days before the expiry on which the responsible is reminded; 0 is never.",
    )
    reminder_date = fields.Date(
        string="Reminder on",
        compute="_compute_reminder_date",
        store=True,
        index="btree_not_null",
    )
    reminded_for = fields.Date(
        readonly=True, copy=False, help="Expiry date that the responsible was reminded of."
    )

    days_left = fields.Integer(compute="_compute_days_left")

    @api.depends("expiry_date")
    def _compute_days_left(self):
        today = fields.Date.context_today(self)
        for case in self:
            case.days_left = (case.expiry_date - today).days if case.expiry_date else 0

    @api.depends("expiry_date", "reminder_days")
    def _compute_reminder_date(self):
        for case in self:
            has_reminder = case.expiry_date and case.reminder_days > 0
            case.reminder_date = (
                case.expiry_date - timedelta(days=case.reminder_days) if has_reminder else False
            )

    def write(self, vals):
        result = super().write(vals)
        if {"expiry_date", "state"} & vals.keys():
            self._drop_reminders()
        return result

    @api.model
    def _cron_remind_of_expiry(self):
        """Tell the responsible in time that a case is about to expire, once per expiry date."""
        today = fields.Date.context_today(self)
        due = self.search(
            [
                ("reminder_date", "<=", today),
                ("expiry_date", ">=", today - timedelta(days=LATE_DAYS)),
                ("state", "!=", "done"),
            ]
        )
        due.filtered(lambda c: c.reminded_for != c.expiry_date)._remind_of_expiry()

    def _remind_of_expiry(self):
        groups = self.grouped(lambda c: (c.user_id or c.create_uid, c.expiry_date))
        for (user, expiry_date), cases in groups.items():
            cases.activity_schedule(
                ACTIVITY,
                date_deadline=expiry_date,
                summary=self.env._("The case expires: what has to be done?"),
                user_id=user.id,
            )
            cases.reminded_for = expiry_date

    def _drop_reminders(self):
        """Take back reminders of another expiry date, and those of closed cases."""
        moved = self.filtered(lambda c: c.reminded_for and c.reminded_for != c.expiry_date)
        moved.reminded_for = False
        (moved | self.filtered(lambda c: c.state == "done")).activity_unlink([ACTIVITY])
