from unittest.mock import patch

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
        for name in set(preview.line_ids.mapped("res_model")):
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

    def test_only_agents_of_the_agency(self):
        self.guest.user_id.sudo().write({"login": "olga_door"})
        self.assertEqual(self._get("/my", "o_stranger").status_code, 404)
        self._employee("o_clerk", "base.group_user")
        self.assertEqual(self._get("/my", "o_clerk").status_code, 404)
        self.authenticate(None, None)
        response = self.url_open(f"/agency/guest/{self.guest.id}/preview/my", allow_redirects=False)
        self.assertIn(response.status_code, (302, 303))
