from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_common import PortalCase

# page: section, and what stands on it for the first owner and for the second
LISTS = {
    "/my/properties": "listings",
    "/my/appointments": "appointments",
    "/my/actions": "actions",
    "/my/advertising": "advertising",
    "/my/mandates": "mandates",
    "/my/contacts": "contacts",
    "/my/documents": "documents",
    "/my/requests": "requests",
    "/my/report": None,
    "/my/messages": None,
    "/my/notices": None,
    "/my/news": None,
    "/my": None,
}
NAMED = ("/my/properties", "/my/appointments", "/my/actions", "/my/advertising", "/my/mandates")
SECRETS = ("SECRET", "777,001")


@tagged("post_install", "-at_install")
class TestPortalPages(PortalCase):
    def test_each_owner_sees_the_own_records_on_every_page(self):
        for guest, own, foreign in (
            (self.owner, "Harbour house", "Castle house"),
            (self.other_owner, "Castle house", "Harbour house"),
        ):
            self._enter(guest)
            for path in LISTS:
                page = self._get(path).text
                self.assertNotIn(foreign, page, path)
                self.assertNotIn("Abroad house", page, path)
                if path in NAMED:
                    self.assertIn(own, page, path)

    def test_low_pages_show_nothing_that_is_not_public(self):
        self._enter(self.applicant)
        property_page = f"/my/properties/{self.harbour.id}"
        for path in (*LISTS, property_page):
            if path in ("/my/mandates", "/my/contacts"):
                continue
            page = self._get(path).text
            for secret in SECRETS:
                self.assertNotIn(secret, page, path)
            self.assertNotIn("Olga Owner", page, path)

    def test_high_pages_show_what_is_private(self):
        self._enter(self.owner)
        page = self._get(f"/my/properties/{self.harbour.id}").text
        self.assertIn("SECRET street 7", page)
        self.assertIn("777,001", page)
        self.assertIn("SECRET note", page)
        self.assertIn("SECRET call", self._get("/my/actions").text)
        self.assertIn("SECRET mandate", self._get("/my/mandates").text)
        self.assertIn("SECRET place", self._get("/my/appointments").text)

    def test_a_pseudonym_stands_for_the_other_side_at_low(self):
        low = self._guest("lowowner", self.olga, "low")
        self._enter(low)
        page = self._get("/my/actions").text
        self.assertRegex(page, r"Applicant [A-Z]\d{4}")
        self.assertNotIn("Anna Applicant", page)

    def test_another_property_is_not_found(self):
        self._enter(self.owner)
        self._get(f"/my/properties/{self.harbour.id}")
        with mute_logger("odoo.http"):
            self._get(f"/my/properties/{self.castle.id}", 404)
            self._get(f"/my/properties/{self.abroad.id}", 404)

    def test_without_the_section_there_is_no_page(self):
        for path, section in LISTS.items():
            if not section:
                continue
            with self.subTest(path=path):
                guest = self._guest(f"no.{section}", self.olga, self._all_but(section))
                self._enter(guest)
                with mute_logger("odoo.http"):
                    self._get(path, 404)
                self.assertNotIn(f'href="{path}"', self._get("/my").text)
                self.assertNotIn(f'href="{path}"', self._get("/my/news").text)

    def test_narrowing_to_a_foreign_property_shows_no_name_of_it(self):
        self._enter(self.owner)
        for path in ("/my/actions", "/my/appointments", "/my/advertising", "/my/documents"):
            page = self._get(f"{path}?property_id={self.castle.id}").text
            self.assertNotIn("Castle", page)
            self.assertIn("Only:", self._get(f"{path}?property_id={self.harbour.id}").text)

    def test_filters_and_searches_of_any_content(self):
        self._enter(self.applicant)
        for path in (
            "/my/properties?search=Harbour&sortby=name&filterby=market",
            "/my/properties?search=%25&sortby=nonsense&filterby=nonsense",
            "/my/properties/page/99",
            "/my/actions?kind=nonsense&property_id=nonsense",
            "/my/actions?kind=call",
            "/my/appointments?filterby=past",
            "/my/advertising?filterby=ended",
            "/my/report?date_from=2026-13-45",
            "/my/report?date_from=2026-02-01&date_to=2026-01-01",
        ):
            self._get(path)

    def test_employees_keep_their_own_home(self):
        self.authenticate("admin", "admin")
        self.assertNotIn("o_agency_guest", self._get("/my").text)

    def test_a_plain_portal_user_has_none_of_the_pages(self):
        self.env["res.users"].with_context(no_reset_password=True).create(
            {
                "name": "Portal",
                "login": "plain.portal",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        self.env.flush_all()
        self.authenticate("plain.portal", "plain.portal")
        with mute_logger("odoo.http"):
            for path in LISTS:
                if path != "/my":
                    self._get(path, 404)

    def test_the_first_visit_and_the_next_are_told_apart(self):
        self._enter(self.owner)
        self.assertIn("The last 30 days", self._get("/my/news").text)
        self.env.invalidate_all()
        first = self.owner.last_visit
        self.assertTrue(first)
        self.assertFalse(self.owner.previous_visit)
        self.owner.last_visit = "2026-01-01 10:00:00"
        self.env.flush_all()
        self.assertIn("New since your last visit", self._get("/my/news").text)
        self.env.invalidate_all()
        self.assertEqual(str(self.owner.previous_visit), "2026-01-01 10:00:00")

    def test_times_are_in_the_time_zone_of_the_guest(self):
        event = self._record("Harbour", "calendar.event")
        event.write({"start": "2030-07-01 10:00:00", "stop": "2030-07-01 11:00:00"})
        for zone, shown in (("Europe/Rome", "12:00 – 13:00"), ("UTC", "10:00 – 11:00")):
            self.owner.tz = zone
            self._enter(self.owner)
            self.assertIn(shown, self._get("/my/appointments").text)
