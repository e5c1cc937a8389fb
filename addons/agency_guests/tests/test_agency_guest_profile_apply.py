from odoo.exceptions import UserError
from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestProfileApply(OfficeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.profile = cls._profile(
            "Basic",
            "low",
            window_ids=[(0, 0, {"weekday": "0", "hour_from": 8, "hour_to": 18.5})],
            network_ids=[(0, 0, {"cidr": "10.0.0.0/8"})],
        )
        cls.other = cls._guest("otto", cls.otto, "low")

    def _wizard(self, guests):
        return self._dialog(self._at_desk(self.profile, self.manager).action_apply()).create(
            {"profile_id": self.profile.id, "guest_ids": [(6, 0, guests.ids)]}
        )

    def _apply(self, guests):
        action = self._wizard(guests).action_apply()
        return self._at_desk(self.env[action["res_model"]]).search(action["domain"])

    def test_differences_are_shown_before_anything_changes(self):
        before = self.guest._settings_image()
        wizard = self._wizard(self.guest | self.other)
        texts = {line.guest_id: line.differences.splitlines() for line in wizard.line_ids}
        self.assertIn("Listings: high → low ↓", texts[self.guest])
        self.assertIn("Hours: always → Monday 8:00–18:30", texts[self.guest])
        self.assertIn("Addresses: everywhere → 10.0.0.0/8", texts[self.other])
        self.assertFalse([line for line in texts[self.other] if "Listings" in line])
        self.assertEqual(self.guest._settings_image(), before)

    def test_applying_changes_limits_levels_and_groups(self):
        self._apply(self.guest)
        self.assertEqual(self.guest.profile_id, self.profile)
        self.assertEqual(set(self.guest.permission_ids.mapped("level")), {"low"})
        self.assertFalse(self.guest.user_id.has_group("agency_guests.group_listings_high"))
        self.assertEqual(self.guest.window_ids.hour_to, 18.5)
        self.assertEqual(self.guest.network_ids.cidr, "10.0.0.0/8")

    def test_undo_gives_back_what_was(self):
        self.guest.valid_until = "2030-01-01"
        before = self.guest._settings_image()
        changes = self._apply(self.guest | self.other)
        self.assertEqual(len(changes), 2)
        changes.action_undo()
        self.assertEqual(self.guest._settings_image(), before)
        self.assertTrue(self.guest.user_id.has_group("agency_guests.group_listings_high"))
        self.assertEqual(set(changes.mapped("undone_by_id")), {self.agent})
        self.assertFalse(any(changes.mapped("can_undo")))

    def test_undo_leaves_alone_what_was_changed_since(self):
        changes = self._apply(self.guest | self.other)
        self.guest.suspended = True
        message = changes.action_undo()["params"]["message"]
        self.assertIn(self.guest.name, message)
        self.assertEqual(set(self.guest.permission_ids.mapped("level")), {"low"})
        self.assertFalse(self.other.network_ids)

    def test_applied_twice_is_refused(self):
        self._apply(self.guest)
        with self.assertRaisesRegex(UserError, "already"):
            self._apply(self.guest)

    def test_a_guest_without_permissions_gets_them(self):
        bare = self._guest("bare", self.adam, {})
        self._apply(bare)
        self.assertEqual(len(bare.permission_ids), len(self.profile.permission_ids))

    def test_sections_that_the_profile_leaves_out_are_closed(self):
        self.profile.permission_ids[0].unlink()
        self._apply(self.guest)
        self.assertEqual(self.guest.permission_ids[0].level, "none")

    def test_other_agencies_do_not_see_the_changes(self):
        changes = self._apply(self.guest)
        Change = self._at_desk(self.env["agency.guest.profile.change"], self.stranger)
        self.assertFalse(Change.search([("id", "in", changes.ids)]))
