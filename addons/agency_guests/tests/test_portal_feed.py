import re
from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalFeed(PortalCase):
    def _address(self, guest):
        """Make the feed on the page, sign out, and return its path."""
        self._enter(guest)
        self._post("/my/appointments/feed")
        page = self._get("/my/appointments").text
        [path] = re.findall(r"(/my/calendar/[\w-]+\.ics)", page)
        self.assertNotIn(path, self._get("/my/appointments").text, "shown once")
        self.logout()
        return path

    def test_each_feed_holds_the_own_appointments(self):
        for guest, own, foreign in (
            (self.applicant, "Harbour house", "Castle house"),
            (self.other_applicant, "Castle house", "Harbour house"),
        ):
            content = self._get(self._address(guest)).text
            self.assertIn(own, content)
            self.assertNotIn(foreign, content)
            self.assertNotIn("SECRET", content)

    def test_only_a_hash_is_kept(self):
        path = self._address(self.applicant)
        token = path.split("/")[-1].removesuffix(".ics")
        self.assertNotIn(token, self.applicant.sudo().calendar_token)

    @mute_logger("odoo.http")
    def test_unknown_and_revoked_addresses_look_alike(self):
        path = self._address(self.applicant)
        self._enter(self.applicant)
        self._post("/my/appointments/feed", revoke="1")
        self.logout()
        self.assertEqual(self._get(path, 404).text, self._get("/my/calendar/x.ics", 404).text)

    @mute_logger("odoo.http")
    def test_a_new_address_ends_the_old_one(self):
        old = self._address(self.applicant)
        new = self._address(self.applicant)
        self._get(old, 404)
        self._get(new)

    @mute_logger("odoo.http")
    def test_the_feed_obeys_the_limits(self):
        path = self._address(self.applicant)
        yesterday = fields.Date.today() - timedelta(days=2)
        for limits in (
            {"suspended": True},
            {"valid_until": yesterday},
            {"block_on": yesterday},
            {"network_ids": [(0, 0, {"cidr": "203.0.113.0/24"})]},
        ):
            with self.subTest(limits=limits):
                undo = {name: False for name in limits if name != "network_ids"}
                self.applicant.write(limits)
                self.env.flush_all()
                self._get(path, 404)
                self.applicant.write(undo or {"network_ids": [(5, 0, 0)]})
                self.env.flush_all()
                self._get(path)

    @mute_logger("odoo.http")
    def test_the_feed_needs_the_section_and_the_setting(self):
        path = self._address(self.applicant)
        self.company.agency_calendar_feed = False
        self.env.flush_all()
        self._get(path, 404)
        self.company.agency_calendar_feed = True
        section = self.env.ref("agency_guests.section_appointments")
        permissions = self.applicant.permission_ids
        permissions.filtered(lambda p: p.section_id == section).level = "none"
        self.env.flush_all()
        self._get(path, 404)
