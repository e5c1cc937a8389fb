import json
from datetime import timedelta

from odoo import Command, fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .levels_common import LevelsCase

ANSWERS = ("meeting/accept", "meeting/decline", "recurrence/accept", "recurrence/decline")


@tagged("post_install", "-at_install")
class TestDoorsTokens(LevelsCase, HttpCase):
    """Doors that a token opens without any sign-in: none of them leads around the limits."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._guest("olga", cls.olga, "low")
        start = fields.Datetime.now() + timedelta(days=3)
        cls.event = cls.env["calendar.event"].create(
            {
                **{"name": "Key SECRET", "description": "The SECRET alarm code"},
                **{"start": start, "stop": start + timedelta(hours=1)},
                "agency_property_id": cls.harbour.id,
                "partner_ids": [Command.set((cls.olga | cls.guest.user_id.partner_id).ids)],
            }
        )
        cls.event.access_token = "0123456789abcdef"
        cls.attendees = cls.event.attendee_ids
        cls.attendee = cls.attendees.filtered(lambda each: each.partner_id == cls.olga)

    def _json(self, url, **params):
        answer = self.url_open(
            url,
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        return answer.json() if "json" in answer.headers["Content-Type"] else {"error": {}}

    def _click(self, door, attendee=None):
        attendee = attendee or self.attendee
        self.env.flush_all()
        answer = self.url_open(
            f"/calendar/{door}?token={attendee.access_token}&id={self.event.id}",
            allow_redirects=False,
        )
        self.env.invalidate_all()
        return answer

    def _sign_in(self):
        self.guest.must_change_password = False
        self.env.flush_all()
        self.authenticate(self.guest.user_id.login, self.guest.user_id.login)

    def _assert_leads_to_sign_in(self, answer):
        self.assertEqual(answer.status_code, 303, answer.text[:300])
        self.assertTrue(answer.headers["Location"].endswith("/my/appointments"))
        self.assertNotIn("SECRET", answer.text)

    def test_no_model_of_the_suite_has_a_page_by_token(self):
        for name, model in self.env.registry.items():
            if name.startswith("agency."):
                self.assertNotIn("access_token", model._fields, name)
                self.assertNotIn("access_url", model._fields, name)

    @mute_logger("odoo.http")
    def test_the_token_of_an_appointment_opens_no_thread(self):
        thread = {"thread_model": "calendar.event", "thread_id": self.event.id}
        self.event.message_post(body="SECRET chat", subtype_xmlid="mail.mt_comment")
        count = len(self.event.message_ids)
        signature = {"pid": self.olga.id, "hash": self.event._sign_token(self.olga.id)}
        for keys in ({"token": self.event.access_token}, signature):
            for route, extra in (
                ("/mail/message/post", {"post_data": {"body": "Me too"}}),
                ("/mail/chatter_fetch", {}),
                ("/portal/chatter_init", {}),
                ("/mail/thread/messages", {}),
            ):
                with self.subTest(route=route, keys=list(keys)):
                    answer = self._json(route, **thread, **extra, **keys)
                    self.assertNotIn("SECRET", str(answer))
                    self.assertNotIn("portal_partner", str(answer))
            self.env.invalidate_all()
            self.assertEqual(len(self.event.message_ids), count)

    def test_an_answer_within_the_limits_counts_and_shows_nothing(self):
        for attendee in self.attendees:
            for door in ("meeting/view", *ANSWERS):
                with self.subTest(door=door):
                    self._assert_leads_to_sign_in(self._click(door, attendee))
            self._click("meeting/accept", attendee)
            self.assertEqual(attendee.state, "accepted")

    def test_outside_the_limits_nothing_is_answered(self):
        self.guest.suspended = True
        for attendee in self.attendees:
            for door in ("meeting/view", *ANSWERS):
                with self.subTest(door=door):
                    self._assert_leads_to_sign_in(self._click(door, attendee))
                    self.assertEqual(attendee.state, "needsAction")

    def test_the_address_is_asked(self):
        self.guest.network_ids = [Command.create({"cidr": "203.0.113.7"})]
        self._click("meeting/accept")
        self.assertEqual(self.attendee.state, "needsAction")

    def test_one_guest_of_two_is_enough(self):
        self.guest.suspended = True
        self._guest("olga.two", self.olga, "low")
        self._click("meeting/accept")
        self.assertEqual(self.attendee.state, "accepted")

    def test_a_signed_in_guest_answers_for_the_client(self):
        self._sign_in()
        self._assert_leads_to_sign_in(self._click("meeting/decline"))
        self.assertEqual(self.attendee.state, "declined")
        stranger = self._invite(self.adam)
        self.assertEqual(self._click("meeting/accept", stranger).status_code, 400)

    def test_who_has_no_account_sees_the_invitation(self):
        answer = self._click("meeting/view", self._invite(self.adam))
        self.assertEqual(answer.status_code, 200)
        self.assertIn("Key SECRET", answer.text)

    def test_other_meetings_are_left_to_odoo(self):
        self.event.agency_property_id = False
        self.assertEqual(self._click("meeting/view").status_code, 200)

    def _invite(self, partner):
        self.event.partner_ids |= partner
        return self.event.attendee_ids.filtered(lambda each: each.partner_id == partner)

    @mute_logger("odoo.http")
    def test_files_need_their_own_token(self):
        """The key to one file, which the office gave out, is none to another."""
        [given, kept] = self.env["ir.attachment"].create(
            [
                {
                    **{"name": name, "raw": f"SECRET {name}".encode()},
                    **{"res_model": "agency.property", "res_id": self.harbour.id},
                }
                for name in ("given", "kept")
            ]
        )
        [token] = given.generate_access_token()
        media = self.records["Harbour"]["agency.property.media"]
        private = media.filtered(lambda item: item.kind == "document" and not item.is_public)
        for signed_in in (False, True):
            if signed_in:
                self._sign_in()
            for file in (given, kept):
                raw = given._get_raw_access_token()
                for key in (token, raw, "", "x"):
                    with self.subTest(file=file.name, key=key, signed_in=signed_in):
                        answer = self.url_open(f"/web/content/{file.id}?access_token={key}")
                        opened = file == given and key in (token, raw)
                        self.assertEqual(b"SECRET" in answer.content, opened)
            url = f"/web/content/agency.property.media/{private.id}/file?access_token={token}"
            self.assertNotIn(b"document False", self.url_open(url).content)
            self._json("/portal/attachment/remove", attachment_id=kept.id, access_token=token)
            self.assertTrue(kept.exists())

    @mute_logger("odoo.http", "odoo.addons.mail.controllers.mail")
    def test_no_rating_and_no_follower_link_opens_anything(self):
        for url in ("/rate/x/5", "/mail/unfollow?model=agency.property&res_id=1&pid=1&token=x"):
            self.assertNotIn("SECRET", self.url_open(url).text)
        view = f"/mail/view?model=agency.property&res_id={self.harbour.id}&access_token=x"
        self.assertNotIn("SECRET", self.url_open(view).text)
