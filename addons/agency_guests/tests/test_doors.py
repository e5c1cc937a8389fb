import json
from unittest.mock import patch

from lxml import html

from odoo import Command, fields
from odoo.exceptions import AccessDenied
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..models import res_users as doors
from .doors_common import MUTED, PASSWORD, DoorsCase


@tagged("post_install", "-at_install")
class TestDoors(DoorsCase):
    """What happens at the doors, in one process; tests/system has the same on a live server."""

    def setUp(self):
        super().setUp()
        self.refusals = {
            "suspended": {"suspended": True},
            "expired": {"valid_until": self._today(-1)},
            "blocked": {"block_on": self._today()},
            "not_yet_valid": {"valid_from": self._today(2)},
            "outside_hours": {"window_ids": [Command.create(self._window_elsewhere())]},
            "wrong_address": {"network_ids": [Command.create({"cidr": "203.0.113.7"})]},
        }

    def _open_again(self):
        self.guest.write(
            {
                "suspended": False,
                **dict.fromkeys(("valid_from", "valid_until", "block_on"), False),
                **dict.fromkeys(("window_ids", "network_ids"), [Command.clear()]),
            }
        )

    @mute_logger(*MUTED)
    def test_sign_in_page(self):
        self.assertEqual(self._sign_in().headers["Location"].rstrip("/")[-3:], "/my")
        self.assertEqual(self._log().event, "sign_in")
        self.assertTrue(self.guest.last_access)
        for rule, values in self.refusals.items():
            with self.subTest(rule=rule):
                self.guest.write(values)
                answer = self._sign_in()
                self.assertTrue(answer.headers["Location"].endswith("/agency/closed"))
                self.assertFalse(self._is_in())
                self.assertEqual((self._log().event, self._log().rule), ("refused", rule))
                self._open_again()
        self._sign_in()
        self.assertTrue(self._is_in())

    @mute_logger(*MUTED)
    def test_open_session_ends_at_every_kind_of_route(self):
        page = self.env["website.page"].create(
            {
                "url": "/doors-test",
                "name": "Doors",
                "is_published": True,
                "type": "qweb",
                "key": "agency_guests.doors_test",
                "arch": "<t t-name='x'><p>as <t t-out='request.env.uid'/></p></t>",
            }
        )
        uid = self.guest.user_id.id
        for rule, values in self.refusals.items():
            for door in ("/my", "/odoo", "/web", "/", page.url, "/no-such-page"):
                with self.subTest(rule=rule, door=door):
                    self.authenticate(self.guest.user_id.login, PASSWORD)
                    self.guest.write(values)
                    self.env.flush_all()
                    answer = self.url_open(door, allow_redirects=False)
                    self._open_again()
                    self.assertNotIn(f"as {uid}", answer.text)
                    self.assertIsNone(self._stored().uid)
                    self.assertFalse(self._is_in())

    @mute_logger(*MUTED)
    def test_time_passes_without_a_write(self):
        """Nothing is written when hours end: no cache may keep the session alive."""
        self.authenticate(self.guest.user_id.login, PASSWORD)
        self.assertTrue(self._is_in())
        with patch.object(doors, "deciding_rule", return_value="outside_hours"):
            self.assertFalse(self._is_in())

    def test_limits_that_still_allow_end_nothing(self):
        self.authenticate(self.guest.user_id.login, PASSWORD)
        self.guest.valid_until = self._today(3)
        self.guest.window_ids = [Command.create({"weekday": "all"})]
        self.assertTrue(self._is_in())

    def test_several_windows_written_at_once_are_looked_at_together(self):
        epoch = self.guest.user_id.sudo().agency_session_epoch
        open_now = {"weekday": "all"}
        self.guest.window_ids = [
            Command.clear(),
            Command.create(self._window_elsewhere()),
            Command.create(open_now),
        ]
        self.assertEqual(self.guest.user_id.sudo().agency_session_epoch, epoch)

    def test_sessions_from_before_a_suspension_stay_closed(self):
        self.authenticate(self.guest.user_id.login, PASSWORD)
        self.guest.action_suspend()
        self.guest.action_resume()
        self.assertFalse(self._is_in())

    def test_the_address_is_asked_on_each_request(self):
        self.guest.network_ids = [Command.create({"cidr": "127.0.0.0/8"})]
        self.authenticate(self.guest.user_id.login, PASSWORD)
        self.assertTrue(self._is_in())
        with patch.object(doors.ResUsers, "_agency_address", lambda self: "198.51.100.1"):
            self.assertFalse(self._is_in())

    @mute_logger(*MUTED)
    def test_programs_stay_outside(self):
        user = self.guest.user_id
        keys = self.env["res.users.apikeys"].with_user(user)
        key = keys.sudo()._generate(None, "key", None)
        users = self.env["res.users"]
        self.assertIsNone(keys._check_credentials(scope="rpc", key=key))
        self.assertTrue(user._rpc_api_keys_only())
        for secret in (PASSWORD, key):
            with self.assertRaises(AccessDenied):
                users._check_uid_passwd(user.id, secret)
            with self.assertRaises(AccessDenied):
                users.authenticate(
                    {"login": user.login, "password": secret, "type": "password"},
                    {"interactive": False},
                )
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        answer = self.url_open(
            "/json/2/res.partner/search", data="{}", headers=headers, allow_redirects=False
        )
        self.assertEqual(answer.status_code, 401)

    @mute_logger(*MUTED)
    def test_programs_stay_outside_with_a_session(self):
        self.authenticate(self.guest.user_id.login, PASSWORD)
        fetch = {"Dest": "document", "Mode": "navigate", "Site": "none", "User": "?1"}
        headers = {f"Sec-Fetch-{name}": value for name, value in fetch.items()}
        headers["Content-Type"] = "application/json"
        for url in ("/json/2/res.partner/search", "/json/2", "/jsonrpc", "/doc"):
            with self.subTest(url=url):
                answer = self.url_open(url, data="{}", headers=headers, allow_redirects=False)
                refused = answer.status_code in (403, 404) or "error" in answer.text
                self.assertTrue(refused, answer.text[:300])

    @mute_logger(*MUTED)
    def test_refusals_before_the_password_are_all_alike(self):
        self.guest.user_id.password = PASSWORD
        never = self._guest("never", surname="Ohne", password=False)
        gone = self._guest("gone", surname="Weg", suspended=True)
        typed = ["anchor", "nobody", never.user_code, gone.user_code, self.guest.user_id.login, "/"]
        texts = set()
        for login in typed:
            answer = self._sign_in(login=login, password="Wrong-2026")
            self.assertEqual(answer.status_code, 200)
            texts.add(answer.text.partition("alert-danger")[2].partition("</p>")[0])
        self.assertEqual(len(texts), 1)
        self.assertTrue(texts.pop())

    @mute_logger(*MUTED)
    def test_accounts_that_do_not_exist_cost_a_hash_too(self):
        context = self.env["res.users"]._crypt_context()
        never = self._guest("never", surname="Ohne", password=False)
        for login in ("nobody", never.user_code):
            with patch.object(type(context), "hash", autospec=True) as spent:
                self._sign_in(login=login, password="Wrong-2026")
            self.assertTrue(spent.called, login)

    @mute_logger(*MUTED)
    def test_failed_attempts_are_counted_and_forgotten(self):
        self._sign_in(password="Wrong-2026")
        self._sign_in(password="Wrong-2026")
        self.guest.invalidate_recordset()
        self.assertEqual(self.guest.failed_attempts, 2)
        self.assertEqual(self._log().event, "failed")
        self._sign_in()
        self.guest.invalidate_recordset()
        self.assertEqual(self.guest.failed_attempts, 0)

    @mute_logger(*MUTED)
    def test_three_codes(self):
        company = self.env["website"].get_current_website().company_id
        company.agency_three_codes = True
        self.company.agency_three_codes = True
        self.authenticate(None, None)
        self.assertIn('name="agency_code"', self.url_open("/web/login").text)
        self._sign_in()
        self.assertFalse(self._is_in())
        self._sign_in(agency_code="wrong")
        self.assertFalse(self._is_in())
        self._sign_in(agency_code=self.company.agency_code)
        self.assertTrue(self._is_in())

    @mute_logger(*MUTED)
    def test_polite_page_and_extension(self):
        self.guest.tz = "Asia/Tokyo"
        self.guest.write(self.refusals["outside_hours"])
        self._sign_in()
        page = self.url_open("/agency/closed").text
        self.assertIn("Asia/Tokyo", page)
        self.assertRegex(page, r"opens on <strong>\w+ \d+ \w+ \d{4}, \d\d:\d\d</strong>")
        self._post("/agency/closed/extension", reason="  The notary\n waits " + "x" * 900)
        self.guest.invalidate_recordset()
        self.assertTrue(self.guest.extension_request.startswith("The notary waits"))
        self.assertEqual(len(self.guest.extension_request), 500)
        self._post("/agency/closed/extension", reason="Again")
        self.guest.invalidate_recordset()
        self.assertNotIn("Again", self.guest.extension_request)

    @mute_logger(*MUTED)
    def test_strangers_ask_for_nothing(self):
        self.guest.write(self.refusals["outside_hours"])
        self.authenticate(None, None)
        self.assertNotIn("o_agency_next_opening", self.url_open("/agency/closed").text)
        self._post("/agency/closed/extension", reason="Let me in", uid=self.guest.user_id.id)
        self._sign_in(password="Wrong-2026")
        self._post("/agency/closed/extension", reason="Let me in")
        self.guest.invalidate_recordset()
        self.assertFalse(self.guest.extension_request)

    @mute_logger(*MUTED)
    def test_who_was_in_sees_why(self):
        for rule in ("suspended", "outside_hours"):
            self.authenticate(self.guest.user_id.login, PASSWORD)
            self.guest.write(self.refusals[rule])
            self.env.flush_all()
            self.assertIn("Access is closed", self.url_open("/agency/closed").text)
            page = self.url_open("/agency/closed").text
            self.assertIn(self.guest._refusal_text(rule).replace("'", "&#39;"), page)
            self.assertEqual("/agency/closed/extension" in page, rule == "outside_hours")
            self._open_again()

    @mute_logger(*MUTED)
    def test_temporary_password_comes_first(self):
        self.guest.must_change_password = True
        self._sign_in()
        for url in ("/my", "/my/home", "/", "/odoo", "/no-such-page", "/my/security"):
            answer = self.url_open(url, allow_redirects=False)
            self.assertEqual(answer.status_code, 303, url)
            self.assertTrue(answer.headers["Location"].endswith("/agency/password"), url)
        answer = self.url_open(
            "/web/dataset/call_kw/res.users/read",
            data=json.dumps({"params": {"model": "res.users", "method": "read", "args": [[1]]}}),
            headers={"Content-Type": "application/json"},
        )
        self.assertIn("error", answer.json())
        self.assertEqual(self.url_open("/agency/password").status_code, 200)
        for password, again in ((PASSWORD, PASSWORD), ("Segel-2026", "Segel-2026"), ("Ab1", "x")):
            page = self._post("/agency/password", password=password, confirmation=again)
            self.assertIn("alert-danger", page.text)
        self._post("/agency/password", password="Regenbogen-7", confirmation="Regenbogen-7")
        self.assertTrue(self._is_in())
        self._sign_in(password="Regenbogen-7")
        self.assertTrue(self._is_in())

    @mute_logger(*MUTED, "odoo.http")
    def test_the_sign_in_page_opens_for_a_browser_whose_session_has_ended(self):
        self._sign_in()
        self.guest._set_password("Regenbogen-7", temporary=False)
        self.env.flush_all()
        page = self.url_open("/web/login?redirect=/my/security")
        self.assertIn("redirect=", page.url)
        form = html.fromstring(page.text).xpath("//form[.//input[@name='password']]")[0]
        # Pages load more than themselves, and with it end the session.
        self.url_open("/website/translations")
        fields_ = {"login": "anchor", "password": "Regenbogen-7"}
        answer = self.url_open("/web/login", data={**dict(form.form_values()), **fields_})
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.url.endswith("/my/security"), answer.url)

    def test_a_password_of_the_office_ends_what_is_open(self):
        user_sudo = self.guest.user_id.sudo()
        epoch = user_sudo.agency_session_epoch
        self.guest._set_password("Regenbogen-7", temporary=True)
        self.assertEqual(user_sudo.agency_session_epoch, epoch + 1)

    @mute_logger(*MUTED)
    def test_reset_page_says_the_same_to_all(self):
        self.env["ir.config_parameter"].set_param("auth_signup.reset_password", "True")
        self.guest.email = "wanda@example.com"
        texts = set()
        for login in ("anchor", "nobody", "wanda@example.com", "h_agent"):
            self.authenticate(None, None)
            page = self._post("/web/reset_password", login=login)
            self.assertEqual(page.status_code, 200)
            texts.add(page.text.partition("alert-success")[2].partition("</p>")[0])
        self.assertEqual(len(texts), 1)
        self.assertEqual(self.env["agency.guest.reset"].search_count([]), 4)

    def test_reset_mails_go_to_those_who_may(self):
        (self.guest | self.second).email = "both@example.com"
        self.second.suspended = True
        ask = self.env["agency.guest.reset"]
        asked = ask.create(
            [{"login": login} for login in ("anchor", "boje", "nobody", "both@example.com", "%")]
        )
        sent = []

        def send(user, invitation=False):
            sent.append(user.login)

        with patch.object(type(self.env["res.users"]), "_agency_send_reset", send):
            for each in asked:
                each._answer()
        self.assertEqual(sent, [self.guest.user_id.login] * 2)

    @mute_logger(*MUTED)
    def test_no_account_is_told_by_its_mail_address(self):
        self.guest.email = "wanda@example.com"
        # Core looks among those who have signed in before.
        self.env["res.users.log"].with_user(self.guest.user_id).sudo().create({})
        self.authenticate(None, None)
        url = "/web/reset_password?signup_email=wanda@example.com"
        self.env["ir.config_parameter"].set_param("auth_signup.reset_password", "True")
        answer = self.url_open(url, allow_redirects=False)
        self.assertEqual(answer.status_code, 200)

    def test_tries_of_strangers_are_forgotten(self):
        log = self.env["agency.guest.log"]
        long_ago = fields.Datetime.subtract(fields.Datetime.now(), days=31)
        old = log.create([{"event": "failed", "date": long_ago}])
        kept = log.create(
            [
                {"event": "failed", "date": long_ago, "guest_id": self.guest.id},
                {"event": "failed"},
            ]
        )
        log._gc_strangers()
        self.assertFalse(old.exists())
        self.assertEqual(kept.exists(), kept)

    def test_closing_time(self):
        self.guest.write(self.refusals["outside_hours"])
        self.guest.closes_at = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
        cron = type(self.env["ir.cron"])
        with patch.object(cron, "_commit_progress", lambda self, *args, **kwargs: 60):
            self.env["agency.guest"]._cron_close()
        self.assertFalse(self.guest.closes_at)
        self.assertEqual(self._log().event, "closed")

    def test_an_open_page_knows_when_it_closes(self):
        self.authenticate(self.guest.user_id.login, PASSWORD)
        self.guest.valid_until = self._today()
        answer = self.make_jsonrpc_request("/agency/alive")
        self.assertTrue(answer["open"])
        self.assertTrue(0 < answer["closes_in"] <= 86_400)

    def test_the_guard_is_cheap(self):
        user = self.guest.user_id
        for _number in range(3):
            self.guest.window_ids = [Command.create({"weekday": "all"})]
        user._compute_session_token("warm")
        # One for the limits, one for the token, which is never taken from a cache.
        with self.assertQueryCount(2):
            user._compute_session_token("warm")

    def test_a_token_is_never_stale(self):
        """An open page asks while the new password is being stored, and once more afterwards."""
        user = self.guest.user_id
        before = user._compute_session_token("open")
        hashed = self.env["res.users"]._crypt_context().hash("Regenbogen-7")
        self.env.execute_query(
            SQL("UPDATE res_users SET password = %s WHERE id = %s", hashed, user.id)
        )
        self.assertNotEqual(user._compute_session_token("open"), before)
