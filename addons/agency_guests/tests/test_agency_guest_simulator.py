from odoo import fields
from odoo.tests import tagged

from .office_common import OfficeCase

MONDAY_NOON = fields.Datetime.to_datetime("2026-11-23 11:00:00")


@tagged("post_install", "-at_install")
class TestAgencyGuestSimulator(OfficeCase):
    def _try(self, date=MONDAY_NOON, address=False):
        wizard = self._dialog(self._at_desk(self.guest).action_simulate())
        wizard.write({"date": date, "address": address})
        return wizard

    def test_without_limits_the_guest_comes_in(self):
        wizard = self._try()
        self.assertTrue(wizard.allowed)
        self.assertEqual(wizard.rule, "ok")
        self.assertNotIn("o_agency_shut", wizard.week)

    def test_the_rule_that_refuses_and_the_next_opening_are_named(self):
        self.guest.tz = "Europe/Rome"
        self.guest.window_ids = [(0, 0, {"weekday": "1", "hour_from": 9, "hour_to": 12})]
        wizard = self._try()
        self.assertFalse(wizard.allowed)
        self.assertEqual(wizard.rule, "outside_hours")
        self.assertIn("12:00", wizard.guest_moment)
        self.assertIn("Tuesday 24 November, 09:00", wizard.next_opening)
        self.assertEqual(wizard.week.count("o_agency_open"), 3)

    def test_an_address_is_tried(self):
        self.guest.network_ids = [(0, 0, {"cidr": "203.0.113.0/24"})]
        self.assertEqual(self._try(address="203.0.113.9").rule, "ok")
        self.assertEqual(self._try(address=" 198.51.100.1 ").rule, "wrong_address")
        self.assertEqual(self._try(address="nonsense").rule, "wrong_address")
        self.assertEqual(self._try().rule, "ok")

    def test_what_is_no_address_is_told(self):
        self.assertIn("300.1.1.1", self._try(address="300.1.1.1").address_problem)
        for address in ("203.0.113.9", "2001:db8::7", " ", False):
            self.assertFalse(self._try(address=address).address_problem)

    def test_every_rule_has_its_sentence(self):
        texts = self.env["agency.guest.simulator"]._rule_texts()
        for values, rule in (
            ({"suspended": True}, "suspended"),
            ({"suspended": False, "valid_from": "2026-12-01"}, "not_yet_valid"),
            ({"valid_from": False, "valid_until": "2026-11-01"}, "expired"),
            ({"valid_until": False, "block_on": "2026-11-23"}, "blocked"),
            ({"extension_until": "2026-11-23 12:00:00"}, "extension"),
        ):
            self.guest.write(values)
            wizard = self._try()
            self.assertEqual(wizard.rule, rule)
            self.assertEqual(wizard.explanation, texts[rule])
