from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestSections(OfficeCase, HttpCase):
    """A section that the agency does not offer is closed for all of its guests."""

    def _offer(self, *without):
        sections = self.env["agency.guest.section"].search([("code", "not in", without)])
        self.company.agency_section_ids = sections

    def _levels(self, guest):
        names = ("low", "high")
        return {
            section.code: [name for name in names if self._has(guest, section, name)]
            for section in self.env["agency.guest.section"].search([])
        }

    def _has(self, guest, section, name):
        return section[f"{name}_group_id"] in guest.user_id.all_group_ids

    def test_all_are_offered_until_the_agency_says_otherwise(self):
        everything = self.env["agency.guest.section"].search([])
        self.assertEqual(self.company.agency_section_ids, everything)
        fresh = self.env["res.company"].create({"name": "Fresh Homes"})
        self.assertEqual(fresh.agency_section_ids, everything)

    def test_a_section_not_offered_is_level_none(self):
        low = self._guest("anna", self.anna, "low")
        before = {guest: self._levels(guest) for guest in (self.guest, low)}
        self._offer("actions", "mandates")
        for guest, levels in before.items():
            closed = {**levels, "actions": [], "mandates": []}
            self.assertEqual(self._levels(guest), closed)
        self._offer()
        self.assertEqual({guest: self._levels(guest) for guest in before}, before)

    def test_levels_given_meanwhile_count_once_it_is_offered(self):
        self._offer("actions")
        line = self.guest.permission_ids.filtered(lambda p: p.section_id.code == "actions")
        self.assertFalse(line.is_offered)
        line.level = "low"
        new = self._guest("otto", self.otto)
        self.assertEqual(self._levels(self.guest)["actions"], [])
        self.assertEqual(self._levels(new)["actions"], [])
        self._offer()
        self.assertEqual(self._levels(self.guest)["actions"], ["low"])
        self.assertEqual(self._levels(new)["actions"], ["low", "high"])

    def test_other_agencies_and_archived_guests(self):
        abroad = self._guest("abroad", self.olga, company=self.foreign)
        self.guest.active = False
        self._offer("listings")
        self.assertEqual(self._levels(abroad)["listings"], ["low", "high"])
        self.guest.active = True
        self.assertEqual(self._levels(self.guest)["listings"], [])

    def test_menu_pages_and_calls_are_gone(self):
        self.guest.user_id.sudo().write({"login": "olga_door", "password": "Tami-rosu-47"})
        self._offer("actions")
        self.authenticate("olga_door", "Tami-rosu-47")
        self.assertNotIn("/my/actions", self.url_open("/my").text)
        self.assertEqual(self.url_open("/my/actions").status_code, 404)
        with self.assertRaises(AccessError):
            self._as(self.guest)["agency.interaction"].search_read([], ["name"])
        self._offer()
        self.assertIn("/my/actions", self.url_open("/my").text)
        self.assertEqual(self.url_open("/my/actions").status_code, 200)

    def test_the_preview_tells_why(self):
        self._offer("actions")
        preview = self._dialog(self._at_desk(self.guest).action_preview())
        section = preview.section_ids.filtered(
            lambda line: line.permission_id.section_id.code == "actions"
        )
        self.assertEqual((section.level, section.seen, section.hidden), ("none", 0, 1))
        self.assertIn("does not offer", section.reason)

    def test_settings_show_and_keep_it(self):
        settings = self.env["res.config.settings"].with_company(self.company).create({})
        actions = self.env["agency.guest.section"].search([("code", "=", "actions")])
        settings.agency_section_ids -= actions
        settings.execute()
        self.assertEqual(self.company.agency_closed_section_ids, actions)
        self.assertEqual(self._levels(self.guest)["actions"], [])
