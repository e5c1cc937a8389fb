from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalForms(PortalCase):
    def setUp(self):
        super().setUp()
        self.request_record = self._record("Harbour", "agency.request")
        self.foreign_request = self._record("Castle", "agency.request")
        self.interest = self._record("Harbour", "agency.interest")
        self.foreign_interest = self._record("Castle", "agency.interest")

    def _save(self, record, status=303, **values):
        values = {"price_max": "350.000", "places": "Porto", **values}
        return self._post(f"/my/requests/{record.id}/save", status, **values)

    def test_the_own_search_is_changed(self):
        self._enter(self.applicant)
        self.assertIn("Sea view", self._get(f"/my/requests/{self.request_record.id}").text)
        self._save(
            self.request_record, rooms_min="2,5", places="Porto, 39100", area_living_min="80"
        )
        record = self.request_record
        self.assertEqual((record.price_max, record.rooms_min), (350000, 2.5))
        self.assertEqual(record.place_ids.mapped("kind"), ["city", "zip"])
        self.assertEqual(record.place_ids.mapped("value"), ["Porto", "39100"])

    @mute_logger("odoo.http")
    def test_another_search_is_not_touched(self):
        self._enter(self.applicant)
        self._get(f"/my/requests/{self.foreign_request.id}", 404)
        self._save(self.foreign_request, 404)
        self._post(f"/my/requests/{self.foreign_request.id}/state", 404, state="paused")
        self.assertEqual(self.foreign_request.state, "open")
        self.assertFalse(self.foreign_request.price_max)

    def test_bad_figures_change_nothing(self):
        self._enter(self.applicant)
        for values in (
            {"price_min": "abc"},
            {"price_min": "400000"},
            {"rooms_min": "-1"},
            {"price_max": "9" * 30},
            {"price_max": "²"},
            {"kind_ids": "999999"},
            {"kind_ids": "x"},
            {"places": ",".join(map(str, range(30)))},
        ):
            with self.subTest(values=values):
                page = self._save(self.request_record, 422, **values).text
                self.assertIn("alert-danger", page)
                self.assertFalse(self.request_record.price_max)
                self.assertEqual(self.request_record.place_ids.mapped("value"), ["Porto"])

    @mute_logger("odoo.http")
    def test_pausing_and_taking_up_again(self):
        self._enter(self.applicant)
        for state in ("paused", "open"):
            self._post(f"/my/requests/{self.request_record.id}/state", state=state)
            self.assertEqual(self.request_record.state, state)
        self._post(f"/my/requests/{self.request_record.id}/state", 404, state="done")
        self.assertEqual(self.request_record.state, "open")

    def test_a_figure_is_typed_as_it_is_kept(self):
        self._enter(self.applicant)
        for figure, typed in ((123456.5, "123456.5"), (1250000, "1250000"), (2.5, "2.5")):
            self.request_record.price_max = figure
            self.assertIn(
                f'value="{typed}"', self._get(f"/my/requests/{self.request_record.id}").text
            )

    @mute_logger("odoo.http")
    def test_feedback_to_the_own_viewing_only(self):
        self._enter(self.applicant)
        self.assertIn("Harbour house", self._get(f"/my/feedback/{self.interest.id}").text)
        self._post(f"/my/feedback/{self.interest.id}/send", score="4", text="Bright rooms")
        self.assertEqual(self.interest.feedback_score, "4")
        self.assertEqual(self.interest.feedback, "Bright rooms")
        self._get(f"/my/feedback/{self.foreign_interest.id}", 404)
        self._post(f"/my/feedback/{self.foreign_interest.id}/send", 404, score="1", text="Bad")
        self.assertFalse(self.foreign_interest.feedback_score)

    @mute_logger("odoo.http")
    def test_an_owner_gives_no_feedback_for_an_applicant(self):
        self._enter(self.owner)
        self._get(f"/my/feedback/{self.interest.id}", 404)

    def test_a_score_that_does_not_exist(self):
        self._enter(self.applicant)
        self._post(f"/my/feedback/{self.interest.id}/send", 422, score="6", text="Wow")
        self.assertFalse(self.interest.feedback_score)

    def test_messages_stay_between_guest_and_agency(self):
        self._enter(self.owner)
        self._post("/my/messages/send", text="Hello <b>agency</b>")
        page = self._get("/my/messages").text
        self.assertIn("Hello &lt;b&gt;agency&lt;/b&gt;", page)
        self.owner.message_post(body="For colleagues only", subtype_xmlid="mail.mt_note")
        self.owner.message_post(
            body="Good news", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.env.flush_all()
        page = self._get("/my/messages").text
        self.assertIn("Good news", page)
        self.assertNotIn("For colleagues only", page)
        self._enter(self.other_owner)
        page = self._get("/my/messages").text
        self.assertNotIn("Good news", page)
        self.assertNotIn("Hello", page)

    def test_empty_and_endless_messages(self):
        self._enter(self.owner)
        self._post("/my/messages/send", 422, text="  ")
        self._post("/my/messages/send", 422, text="x" * 6000)
        self.assertFalse(self.owner._thread_messages_sudo())

    @mute_logger("odoo.http")
    def test_notices_are_switched(self):
        self._enter(self.owner)
        self._post("/my/notices/save", notice_messages="on", frequency="weekly")
        self.assertTrue(self.owner.notice_messages)
        self.assertFalse(self.owner.notice_actions)
        self.assertEqual(self.owner.report_frequency, "weekly")
        self.assertEqual(self.other_owner.report_frequency, "none")
        self._post("/my/notices/save", 404, frequency="hourly")
        self.assertEqual(self.owner.report_frequency, "weekly")

    @mute_logger("odoo.http")
    def test_no_change_without_token_nor_by_get(self):
        self._enter(self.applicant)
        for path in (
            f"/my/requests/{self.request_record.id}/save",
            f"/my/requests/{self.request_record.id}/state",
            f"/my/feedback/{self.interest.id}/send",
            "/my/messages/send",
            "/my/notices/save",
            "/my/documents/upload",
            "/my/appointments/feed",
        ):
            with self.subTest(path=path):
                self._post(path, 400, token=False, text="x", state="paused", score="1")
                self.assertIn(self.url_open(path).status_code, (404, 405))
