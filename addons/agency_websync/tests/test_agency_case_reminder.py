from datetime import date, timedelta

from odoo import models
from odoo.tests import freeze_time, tagged

from ..models.agency_case_reminder import ACTIVITY, LATE_DAYS
from .office_common import OfficeCase

TODAY = date(2026, 3, 10)


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 09:00:00")
class TestAgencyCaseReminder(OfficeCase):
    def _expiring(self, days, **values):
        return self._case(
            self.anna,
            filing_date=date(2025, 1, 1),
            expiry_date=TODAY + timedelta(days),
            **values,
        )

    def _remind(self):
        self.env["agency.case"].sudo()._cron_remind_of_expiry()

    def _reminders(self, case):
        return case.activity_ids.filtered(lambda a: a.activity_type_id == self.env.ref(ACTIVITY))

    def test_days_come_from_the_agency(self):
        self.company.sudo().agency_case_reminder_days = 14
        case = self._expiring(100)
        self.assertEqual(case.reminder_days, 14)
        self.assertEqual(case.reminder_date, TODAY + timedelta(86))
        self.assertEqual(case.days_left, 100)

    def test_no_reminder_without_a_date_or_days(self):
        self.assertFalse(self._expiring(5, reminder_days=0).reminder_date)
        self.assertFalse(self._case(self.anna).reminder_date)

    def test_the_responsible_is_reminded_once(self):
        due, early = self._expiring(30, reminder_days=30), self._expiring(31, reminder_days=30)
        self._remind()
        self._remind()
        reminder = self._reminders(due)
        self.assertEqual(len(reminder), 1)
        self.assertEqual(reminder.user_id, self.agent)
        self.assertEqual(reminder.date_deadline, due.expiry_date)
        self.assertFalse(self._reminders(early))

    def test_a_done_reminder_does_not_come_back(self):
        case = self._expiring(10)
        self._remind()
        self._reminders(case).action_done()
        self._remind()
        self.assertFalse(self._reminders(case))

    def test_another_expiry_date_starts_again(self):
        case = self._expiring(10)
        self._remind()
        case.expiry_date = TODAY + timedelta(400)
        self.assertFalse(self._reminders(case))
        case.expiry_date = TODAY + timedelta(20)
        self._remind()
        self.assertEqual(self._reminders(case).date_deadline, case.expiry_date)

    def test_the_same_expiry_date_does_not(self):
        case = self._expiring(10)
        self._remind()
        case.write({"expiry_date": case.expiry_date, "name": "Another name"})
        self.assertEqual(len(self._reminders(case)), 1)

    def test_closed_cases_are_left_alone(self):
        closed, closing = self._expiring(10, state="done"), self._expiring(10)
        self._remind()
        self.assertFalse(self._reminders(closed))
        closing.state = "done"
        self.assertFalse(self._reminders(closing))

    def test_late_is_better_than_never_but_history_is_history(self):
        late, old = self._expiring(-LATE_DAYS), self._expiring(-LATE_DAYS - 1)
        self._remind()
        self.assertTrue(self._reminders(late))
        self.assertFalse(self._reminders(old))

    def test_without_a_responsible_whoever_opened_the_case(self):
        case = self._expiring(10, user_id=False)
        self._remind()
        self.assertEqual(self._reminders(case).user_id, self.agent)

    def test_the_columns_of_the_company_come_first(self):
        """While a database is updated, the new column of cases reads its default from there."""
        made = [model.__name__ for model in models.MetaModel._module_to_models__["agency_websync"]]
        self.assertLess(made.index("ResCompany"), made.index("AgencyCase"))
