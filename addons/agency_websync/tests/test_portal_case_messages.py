from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .message_common import PDF, MessageCase


@tagged("post_install", "-at_install")
class TestPortalCaseMessages(MessageCase, HttpCase):
    """The messages on the page of a case, and what its form takes."""

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.copy = self._copy(self.olga_access)
        self._enter(self.olga)

    def _enter(self, guest):
        self.env.flush_all()
        self.authenticate(guest.user_id.login, guest.user_id.login)

    def _get(self, path, status=200):
        self.env.flush_all()
        response = self.url_open(path, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        self.env.invalidate_all()
        return response

    def _post(self, copy=None, status=303, files=None, **values):
        values = {"csrf_token": Request.csrf_token(self), "submission": "form", **values}
        self.env.flush_all()
        path = f"/my/cases/{(copy or self.copy).id}/message"
        response = self.url_open(path, data=values, files=files, allow_redirects=False)
        self.assertEqual(response.status_code, status, f"{path}: {response.text[-300:]}")
        self.env.invalidate_all()
        return response

    def test_text_and_file_are_sent_and_shown(self):
        response = self._post(text="Hello\r\nagency", files={"files": ("../deed.pdf", PDF)})
        message = self._messages()
        self.assertEqual((message.body, message.direction), ("Hello\nagency", "in"))
        self.assertEqual(message.attachment_ids.mapped("name"), ["deed.pdf"])
        page = self._get(response.headers["Location"]).text
        self.assertIn("Hello\nagency", page)
        self.assertIn("Sent. The agency has been told.", page)
        file = message.attachment_ids
        answer = self._get(f"/my/cases/{self.copy.id}/message-file/{file.id}")
        self.assertEqual(answer.content, PDF)
        self.assertIn("attachment", answer.headers["Content-Disposition"])

    def test_html_is_shown_as_text(self):
        self._post(text="<script>alert(1)</script>")
        page = self._get(f"/my/cases/{self.copy.id}").text
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)
        self.assertNotIn("<script>alert(1)", page)

    def test_what_is_refused_is_said_once_and_nothing_is_kept(self):
        self.company.agency_upload_limit = 1
        for values, sentence in (
            ({"text": "  "}, "Write a message first."),
            ({"text": "x" * 5001}, "At most 5000 characters fit."),
            (
                {"text": "See", "files": {"files": ("big.pdf", PDF + b"0" * 1024 * 1024)}},
                "larger than 1 MB",
            ),
            ({"text": "See", "files": {"files": ("run.exe", b"MZ")}}, "cannot be sent"),
            ({"text": "See", "files": {"files": ("fake.pdf", b"MZ" * 9)}}, "not what its name"),
            ({"text": "See", "files": {"files": ("none.pdf", b"")}}, "is empty"),
        ):
            with self.subTest(sentence=sentence):
                page = self._get(self._post(**values).headers["Location"]).text
                self.assertIn(sentence, page)
                self.assertIn(values["text"].strip()[:5000], page)
                self.assertNotIn(sentence, self._get(f"/my/cases/{self.copy.id}").text)
        self.assertFalse(self._messages())

    def test_a_file_without_text_is_a_message(self):
        self._post(files={"files": ("deed.pdf", PDF)})
        self.assertEqual(len(self._messages().attachment_ids), 1)

    def test_sent_twice_is_one_message(self):
        self._post(text="Once")
        self._post(text="Once")
        self.assertEqual(len(self._messages()), 1)

    def test_without_the_token_nothing_is_taken(self):
        with mute_logger("odoo.http"):
            self._post(text="Hi", csrf_token="no", status=400)
        self.assertFalse(self._messages())

    def test_others_can_neither_write_nor_read(self):
        self._post(text="Mine", files={"files": ("deed.pdf", PDF)})
        file = self._messages().attachment_ids
        for guest in (self.ivan, self.zoe):
            self._enter(guest)
            self._post(text="Not mine", submission=guest.user_code, status=404)
            self._get(f"/my/cases/{self.copy.id}/message-file/{file.id}", status=404)
        own = self._copy(self.ivan_access)
        self._enter(self.ivan)
        self.assertNotIn("Mine", self._get(f"/my/cases/{own.id}").text)
        self._get(f"/my/cases/{own.id}/message-file/{file.id}", status=404)
        self._get(f"/web/content/{file.id}", status=404)
        self.assertEqual(len(self._messages()), 1)

    def test_a_withdrawn_registration_can_neither_write_nor_read(self):
        self._post(text="Mine", files={"files": ("deed.pdf", PDF)})
        file = self._messages().attachment_ids
        self.olga_access.action_withdraw()
        self._copy_now()
        self._post(text="Again", submission="two", status=404)
        self._get(f"/my/cases/{self.copy.id}/message-file/{file.id}", status=404)
        self.assertEqual(len(self._messages()), 1)

    def test_the_low_level_has_no_messages(self):
        self._answer(self.olga, "For high eyes")
        self.olga.permission_ids.level = "low"
        page = self._get(f"/my/cases/{self.copy.id}").text
        self.assertNotIn("For high eyes", page)
        self.assertNotIn("/message", page.partition("o_agency_case")[2])
        self._post(text="Hi", status=404)

    def test_opening_the_page_reads_the_answers_but_not_the_preview(self):
        answer = self._answer(self.olga, "Come on Monday")
        self.authenticate(self.agent.login, self.agent.login)
        preview = f"/agency/guest/{self.olga.id}/preview/my/cases/{self.copy.id}"
        self.assertIn("Come on Monday", self._get(preview).text)
        self.assertFalse(answer.read_by_client_at)
        self._enter(self.ivan)
        self._get(f"/my/cases/{self._copy(self.ivan_access).id}")
        self.assertFalse(answer.read_by_client_at)
        self._enter(self.olga)
        self._get(f"/my/cases/{self.copy.id}/part")
        self.assertTrue(answer.read_by_client_at)

    def test_the_customer_sees_that_the_agency_has_read(self):
        self._post(text="Please read")
        self.assertNotIn("Read by the agency", self._get(f"/my/cases/{self.copy.id}").text)
        self.case.with_user(self.agent).action_read_messages()
        self.assertIn("Read by the agency", self._get(f"/my/cases/{self.copy.id}").text)

    def test_the_notice_is_the_customers_choice(self):
        self.assertIn("notice_cases", self._get("/my/notices").text)
        values = {"csrf_token": Request.csrf_token(self), "frequency": "none"}
        self.url_open("/my/notices/save", data=values)
        self.env.invalidate_all()
        self.assertFalse(self.olga.notice_cases)
