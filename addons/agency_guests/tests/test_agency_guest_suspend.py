from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestSuspend(OfficeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls._guest("anna", cls.anna)
        cls.unrelated = cls._guest("otto", cls.otto)

    def test_all_guests_of_a_property(self):
        wizard = self._dialog(self._at_desk(self.harbour).action_suspend_guests())
        self.assertEqual(wizard.guest_ids, self.guest | self.applicant)
        wizard.reason = "Sold"
        wizard.action_apply()
        self.assertEqual((self.guest | self.applicant).mapped("state"), ["suspended"] * 2)
        self.assertFalse(self.unrelated.suspended)
        self.assertIn("Sold", self.guest.message_ids[0].body)

    def test_only_the_applicants(self):
        wizard = self._dialog(self._at_desk(self.harbour).action_suspend_guests())
        wizard.whose = "applicant"
        self.assertEqual(wizard.guest_ids, self.applicant)

    def test_those_selected_and_back(self):
        guests = self._at_desk(self.guest | self.unrelated)
        self._dialog(guests.action_suspend_selected()).action_apply()
        self.assertTrue(all(guests.mapped("suspended")))
        wizard = self._dialog(guests.action_resume_selected())
        self.assertEqual(wizard.touched_count, 2)
        wizard.action_apply()
        self.assertFalse(any(guests.mapped("suspended")))
        with self.assertRaises(UserError):
            self._dialog(guests.action_resume_selected()).action_apply()

    def test_an_extension_of_some_hours(self):
        self.guest.extension_request = "Please, this evening"
        wizard = self._dialog(self._at_desk(self.guest).action_extend())
        self.assertEqual(wizard.extension_request, "Please, this evening")
        wizard.hours = 3
        wizard.action_grant()
        self.assertFalse(self.guest.extension_request)
        rest = self.guest.extension_until - fields.Datetime.now()
        self.assertAlmostEqual(rest, timedelta(hours=3), delta=timedelta(minutes=1))

    def test_an_extension_has_an_end(self):
        wizard = self._dialog(self._at_desk(self.guest).action_extend())
        for hours in (0, -1, 24 * 31 + 1):
            wizard.hours = hours
            self.assertFalse(wizard.until)
            with self.assertRaisesRegex(ValidationError, "from 1 hour to 31 days"):
                wizard.action_grant()
