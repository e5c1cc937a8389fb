from unittest.mock import patch

from lxml import html

from odoo.http import request, root
from odoo.tests import HttpCase, tagged

from ..controllers.preview import GuestPreview
from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestPreview(OfficeCase):
    def _look(self, guest):
        preview = self._dialog(self._at_desk(guest).action_preview())
        return preview, {s.permission_id.section_id.code: s for s in preview.section_ids}

    def test_each_entry_tells_level_client_and_rule(self):
        preview, sections = self._look(self.guest)
        line = preview.line_ids.filtered(lambda entry: entry.res_model == "agency.property")
        self.assertEqual(line.res_id, self.harbour.id)
        self.assertEqual(line.level, "high")
        self.assertIn("Olga Owner owns it", line.link)
        self.assertTrue(line.rule)
        self.assertEqual(sections["listings"].level, "high")

    def test_only_what_the_guest_sees_is_shown(self):
        preview, _sections = self._look(self.guest)
        env = self.guest._guest_env()
        sections = self.guest.permission_ids.section_id.mapped("code")
        sources = self.guest._visibility_sources()
        for name in {source[1] for source in sources if source[0] in sections}:
            lines = preview.line_ids.filtered(lambda entry, name=name: entry.res_model == name)
            seen = env[name].search([])
            self.assertEqual(set(lines.mapped("res_id")), set(seen.ids), name)
            titles = {record.id: record.display_name for record in seen}
            for line in lines:
                self.assertIn(line.name, (titles[line.res_id], "(no name at this level)"))

    def test_a_closed_section_says_so(self):
        self.guest.permission_ids.filtered(lambda p: p.section_id.code == "actions").level = "none"
        preview, sections = self._look(self.guest)
        self.assertEqual((sections["actions"].seen, sections["actions"].hidden), (0, 1))
        self.assertIn("none", sections["actions"].reason)
        self.assertNotIn("agency.interaction", preview.line_ids.mapped("res_model"))

    def test_an_applicant_at_low(self):
        preview, _sections = self._look(self._guest("anna", self.anna, "low"))
        line = preview.line_ids.filtered(lambda entry: entry.res_model == "agency.property")
        self.assertIn("Anna Applicant is interested", line.link)
        self.assertNotIn("agency.mandate", preview.line_ids.mapped("res_model"))

    def test_looking_is_logged(self):
        self._look(self.guest)
        entry = self.env["agency.guest.log"].search([("guest_id", "=", self.guest.id)], limit=1)
        self.assertEqual((entry.event, entry.user_id), ("preview", self.agent))


@tagged("post_install", "-at_install")
class TestGuestPreviewPages(OfficeCase, HttpCase):
    def _get(self, path, login="o_agent", **kwargs):
        self.authenticate(login, login)
        url = f"/agency/guest/{self.guest.id}/preview{path}"
        return self.url_open(url, allow_redirects=False, **kwargs)

    def test_the_agent_sees_the_guests_page_with_the_band(self):
        response = self._get("/my/properties")
        self.assertEqual(response.status_code, 200)
        self.assertIn("o_agency_preview_band", response.text)
        self.assertIn(self.harbour.name, response.text)
        self.assertNotIn(self.castle.name, response.text)
        self.assertIn(f"/agency/guest/{self.guest.id}/preview/my/properties", response.text)
        self.assertIn("Olga Owner owns it", response.text)
        self.assertIn("connect-src", response.headers["Content-Security-Policy"])

    def test_every_entry_tells_why(self):
        made = self.records["Harbour"]
        self.guest._post_from_guest("Hello")
        pages = {
            "/my/properties": ("agency.property", self.harbour),
            f"/my/properties/{self.harbour.id}": ("agency.property", self.harbour),
            "/my/appointments": ("calendar.event", made["calendar.event"]),
            "/my/actions": ("agency.interaction", made["agency.interaction"]),
            "/my/advertising": ("agency.publication", made["agency.publication"]),
            "/my/mandates": ("agency.mandate", made["agency.mandate"]),
            "/my/contacts": ("agency.property.party", self.harbour.party_ids),
            "/my/documents": (
                "agency.property.media",
                made["agency.property.media"].filtered(lambda item: item.kind == "document"),
            ),
            "/my/messages": ("mail.message", self.guest._thread_messages_sudo()),
        }
        for path, (model_name, records) in pages.items():
            page = html.fromstring(self._get(path).text)
            told = {place.get("data-entry"): place for place in page.iter("details")}
            wanted = {f"{model_name},{record.id}" for record in records}
            self.assertEqual(set(told), wanted, path)
            for place in told.values():
                self.assertIn("Visible because", place.findtext("p"), path)

    def test_news_and_report_tell_why(self):
        action = f"agency.interaction,{self.records['Harbour']['agency.interaction'].id}"
        for path in ("/my/news", "/my/report"):
            page = html.fromstring(self._get(path).text)
            told = {place.get("data-entry"): place for place in page.iter("details")}
            self.assertIn("Olga Owner owns it", told[action].findtext("p"), path)

    def test_an_applicants_request_and_interest_tell_why(self):
        anna = self._guest("anna", self.anna, {"listings": "low", "requests": "low"})
        # The own interest is part of the property: the section of requests is not needed.
        bare = self._guest("anna.two", self.anna, {"listings": "low"})
        made = self.records["Harbour"]
        self.authenticate("o_agent", "o_agent")
        for guest, path, record in (
            (anna, "/my/requests", made["agency.request"]),
            (anna, f"/my/properties/{self.harbour.id}", made["agency.interest"]),
            (bare, f"/my/properties/{self.harbour.id}", made["agency.interest"]),
        ):
            page = html.fromstring(self.url_open(f"/agency/guest/{guest.id}/preview{path}").text)
            [place] = page.xpath(f"//details[@data-entry='{record._name},{record.id}']")
            self.assertIn("Anna Applicant", place.findtext("p"))

    def test_guests_themselves_are_told_nothing(self):
        self.guest.user_id.sudo().write({"login": "olga_door", "password": "Tami-rosu-47"})
        self.authenticate("olga_door", "Tami-rosu-47")
        for path in ("/my/properties", "/my/news", "/my/actions"):
            page = self.url_open(path).text
            self.assertNotIn("data-entry", page)
            self.assertNotIn("Visible because", page)

    def test_files_open_and_count_as_a_preview_not_as_a_download(self):
        made = self.records["Harbour"]
        document = made["agency.property.media"].filtered(lambda item: item.kind == "document")[0]
        event = made["calendar.event"]
        log = self.env["agency.guest.log"]
        mine = [("guest_id", "=", self.guest.id)]
        before = log.search(mine)
        for path, mimetype in (
            (f"/my/documents/{document.id}", "text/plain"),
            (f"/my/appointments/{event.id}/ics", "text/calendar"),
            ("/my/report/pdf", "application/pdf"),
        ):
            response = self._get(path)
            self.assertEqual(response.status_code, 200, path)
            self.assertTrue(response.headers["Content-Type"].startswith(mimetype), path)
            self.assertIn("attachment", response.headers["Content-Disposition"], path)
            self.assertIn("connect-src", response.headers["Content-Security-Policy"])
            entry = (log.search(mine) - before)[:1]
            self.assertEqual((entry.event, entry.note), ("preview", path))
            self.assertEqual(entry.user_id, self.agent)
        self.assertEqual(set((log.search(mine) - before).mapped("event")), {"preview"})

    def test_a_record_of_others_is_not_there(self):
        self.assertEqual(self._get(f"/my/properties/{self.harbour.id}").status_code, 200)
        self.assertEqual(self._get(f"/my/properties/{self.castle.id}").status_code, 404)

    def test_nothing_is_written(self):
        self.guest.write({"last_visit": False, "previous_visit": False})
        for path in ("/my", "/my/news", "/my/actions"):
            self.assertEqual(self._get(path).status_code, 200, path)
        self.guest.invalidate_recordset()
        self.assertFalse(self.guest.last_visit)
        self.assertFalse(self.guest.last_access)

    def test_what_a_page_writes_is_undone(self):
        def write(_controller, *_arguments):
            request.env["agency.guest"].sudo().browse(self.guest.id).surname = "Changed"
            request.session["left_behind"] = True
            return request.make_response(request.env.user.login)

        with patch.object(GuestPreview, "_call", write):
            response = self._get("/my")
        self.assertIn(self.guest.user_id.login, response.text)
        self.guest.invalidate_recordset()
        self.assertNotEqual(self.guest.surname, "Changed")
        self.assertNotIn("left_behind", root.session_store.get(self.session.sid))

    def test_the_agent_stays_the_agent(self):
        self._get("/my")
        self.assertEqual(self.session.uid, self.agent.id)
        info = self.make_jsonrpc_request("/web/session/get_session_info", {})
        self.assertEqual(info["uid"], self.agent.id)

    def test_only_the_guests_pages_and_only_reading(self):
        for path in ("/web/login", "/odoo", "/web/session/logout", "/my/../odoo"):
            self.assertEqual(self._get(path).status_code, 404, path)
        self.assertEqual(self._get("/my", data={"x": "1"}).status_code, 405)

    def test_a_guest_of_an_agency_without_website(self):
        """The website belongs to one company; who works for several looks at guests of each."""
        website = self.env["website"].search([], limit=1).company_id
        self.agent.company_ids = [(4, website.id)]
        response = self._get("/my/properties")
        self.assertEqual(response.status_code, 200)
        self.assertIn(self.harbour.name, response.text)
        self.assertIn("Olga Owner owns it", response.text)
        self.agent.write({"company_id": website.id, "company_ids": [(3, self.company.id)]})
        self.assertEqual(self._get("/my/properties").status_code, 404)

    def test_only_agents_of_the_agency(self):
        self.guest.user_id.sudo().write({"login": "olga_door"})
        self.assertEqual(self._get("/my", "o_stranger").status_code, 404)
        self._employee("o_clerk", "base.group_user")
        self.assertEqual(self._get("/my", "o_clerk").status_code, 404)
        self.authenticate(None, None)
        response = self.url_open(f"/agency/guest/{self.guest.id}/preview/my", allow_redirects=False)
        self.assertIn(response.status_code, (302, 303))
