import base64
import json
import time
from unittest.mock import patch

from odoo import Command, fields
from odoo.tests import HOST, tagged
from odoo.tools import mute_logger

from odoo.addons.auth_totp.models.totp import hotp

from ..models import res_users as doors
from .doors_common import MUTED, PASSWORD, DoorsCase

SECRET = base64.b32encode(b"twenty bytes of key.").decode()
SECOND_STEP = "/web/login/totp"
NEW = "Regenbogen-7"


class Everything(list):
    """The counters asked for: whatever name an addon answers to is among them."""

    def __contains__(self, name):
        return True


@tagged("post_install", "-at_install")
class TestDoorsAccount(DoorsCase):
    """Ways in with a second factor or a link, the ways out, and the pages about the account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls.guest.user_id
        cls.guest.write({"email": "wanda@example.com", "partner_ids": [Command.link(cls.anna.id)]})
        cls.anna.write({"email": "wanda@example.com", "phone": "+39 010 1", "user_id": cls.agent})

    def _events(self, *wanted):
        logs = self.env["agency.guest.log"].search([("guest_id", "=", self.guest.id)], order="id")
        return [log.event for log in logs if log.event in wanted]

    def _closed(self):
        """Let hours be over without a write, as they end."""
        return patch.object(doors, "deciding_rule", return_value="outside_hours")

    def _code(self):
        return f"{hotp(base64.b32decode(SECRET), int(time.time() / 30)):06d}"

    def _get(self, url):
        return self.url_open(url, allow_redirects=False)

    # --- second factor and passkey --------------------------------------------------------------

    def _first_step(self, **values):
        self.user.sudo().totp_secret = SECRET
        self.env.flush_all()
        answer = self._sign_in(**values)
        self.assertIn(SECOND_STEP, answer.headers["Location"])
        self.assertFalse(self._is_in())

    @mute_logger(*MUTED)
    def test_second_step_within_the_limits(self):
        self._first_step()
        self.assertEqual(self._events("sign_in"), [])
        self._post(SECOND_STEP, totp_token=self._code())
        self.assertTrue(self._is_in())
        self.assertEqual(self._events("sign_in"), ["sign_in"])

    @mute_logger(*MUTED)
    def test_second_step_after_closing_time(self):
        self._first_step()
        with self._closed():
            answer = self._post(SECOND_STEP, totp_token=self._code())
            self.assertTrue(answer.headers["Location"].endswith("/agency/closed"))
            self.assertIsNone(self._stored().uid)
            self.assertFalse(self._is_in())
        self.assertFalse(self._is_in())
        self.assertEqual(self._events("sign_in", "refused"), ["refused"])

    @mute_logger(*MUTED)
    def test_trusted_device(self):
        devices = self.env["auth_totp.device"].with_user(self.user).sudo()
        until = fields.Datetime.add(fields.Datetime.now(), days=1)
        key = devices._generate("browser", "Own phone", until)
        for closed in (False, True):
            self._first_step()
            self.opener.cookies.set("td_id", key, domain=HOST)
            if not closed:
                self._get(SECOND_STEP)
                self.assertTrue(self._is_in())
                continue
            with self._closed():
                answer = self._get(SECOND_STEP)
                self.assertTrue(answer.headers["Location"].endswith("/agency/closed"))
            self.assertFalse(self._is_in())

    @mute_logger(*MUTED)
    def test_passkey(self):
        """All but the signature of the device itself, which the browser's hardware gives."""
        self.env["auth.passkey.key"].with_user(self.user).sudo().create(
            {"name": "Phone", "credential_identifier": "wanda-key", "public_key": "AAAA"}
        )
        self.env.flush_all()
        proof = {"type": "webauthn", "webauthn_response": json.dumps({"id": "wanda-key"})}
        keys = type(self.env["auth.passkey.key"])
        with patch.object(keys, "_verify_auth", lambda self, *args: 1):
            self._sign_in(login="", password="", **proof)
            self.assertTrue(self._is_in())
            self.guest.suspended = True
            answer = self._sign_in(login="", password="", **proof)
            self.assertTrue(answer.headers["Location"].endswith("/agency/closed"))
            self.assertFalse(self._is_in())
        self.assertEqual(self._events("sign_in", "refused"), ["sign_in", "refused"])

    # --- links that set a password --------------------------------------------------------------

    def _link(self, page, kind):
        partner = self.user.partner_id.sudo()
        partner.signup_prepare(signup_type=kind)
        token = partner._generate_signup_token()
        self.env.flush_all()
        self.authenticate(None, None)
        return {"url": f"{page}?token={token}", "token": token}

    def _use(self, link):
        values = {"login": self.user.login, "name": self.user.name, "token": link["token"]}
        return self._post(link["url"], **values, password=NEW, confirm_password=NEW)

    @mute_logger(*MUTED, "odoo.addons.auth_signup.controllers.main")
    def test_links_outside_the_limits(self):
        refusals = {
            "suspended": {"suspended": True},
            "expired": {"valid_until": self._today(-1)},
            "blocked": {"block_on": self._today()},
            "not_yet_valid": {"valid_from": self._today(2)},
        }
        for page, kind in (("/web/signup", "signup"), ("/web/reset_password", "reset")):
            for rule, values in refusals.items():
                with self.subTest(page=page, rule=rule):
                    link = self._link(page, kind)
                    self.guest.write(values)
                    self.assertIn("access has ended", self._use(link).text)
                    self.assertFalse(self._is_in())
                    dates = dict.fromkeys(("valid_from", "valid_until", "block_on"), False)
                    self.guest.write({"suspended": False, **dates})
                    self.assertTrue(self.user._agency_is_password(PASSWORD))

    @mute_logger(*MUTED)
    def test_links_outside_the_hours_or_from_elsewhere_let_nobody_in(self):
        for values in (
            {"window_ids": [Command.create(self._window_elsewhere())]},
            {"network_ids": [Command.create({"cidr": "203.0.113.7"})]},
        ):
            for page, kind in (("/web/signup", "signup"), ("/web/reset_password", "reset")):
                with self.subTest(page=page, values=values):
                    self.user.sudo().password = PASSWORD
                    link = self._link(page, kind)
                    self.guest.write(values)
                    self._use(link)
                    self.assertFalse(self._is_in())
                    self._assert_link_was_good(link)
                    self._sign_in(password=NEW)
                    self.assertFalse(self._is_in())
                    lists = dict.fromkeys(("window_ids", "network_ids"), [Command.clear()])
                    self.guest.write(lists)
                    self.assertFalse(self._is_in())

    def _assert_link_was_good(self, link):
        """Whoever stays outside does so for the limits, not for a link that leads nowhere."""
        self.env.invalidate_all()
        self.assertTrue(self.user._agency_is_password(NEW), link["url"])

    def test_a_link_within_the_limits(self):
        self._use(self._link("/web/signup", "signup"))
        self.assertTrue(self._is_in())

    # --- sessions that ended --------------------------------------------------------------------

    def test_a_session_does_not_live_on_the_next_day(self):
        """Nobody asked for a page while hours were over: the cookie is of yesterday still."""
        self.authenticate(self.user.login, PASSWORD)
        self.guest.closes_at = fields.Datetime.subtract(fields.Datetime.now(), hours=9)
        self.env.flush_all()
        self.assertFalse(self._is_in())

    def test_sessions_stay_closed_whatever_comes_after_the_closing_time(self):
        past = fields.Datetime.subtract(fields.Datetime.now(), hours=9)
        cron = type(self.env["ir.cron"])
        for then in ("sign in", "change limits", "job"):
            with (
                self.subTest(then=then),
                patch.object(cron, "_commit_progress", lambda self, *args, **kwargs: 60),
            ):
                self.authenticate(self.user.login, PASSWORD)
                self.guest.closes_at = past
                if then == "sign in":
                    self.guest._signed_in()
                elif then == "change limits":
                    self.guest.valid_until = self._today(5)
                else:
                    self.env["agency.guest"]._cron_close()
                self.env.flush_all()
                self.assertNotEqual(self.guest.closes_at, past)
                self.assertFalse(self._is_in())
                self.authenticate(self.user.login, PASSWORD)
                self.assertTrue(self._is_in())

    # --- the way out ----------------------------------------------------------------------------

    @mute_logger(*MUTED)
    def test_the_way_out_is_noted_once(self):
        self._sign_in()
        for _number in range(2):
            self._get("/web/session/logout?redirect=/")
            self.assertFalse(self._is_in())
        self.assertEqual(self._events("sign_out"), ["sign_out"])
        self._sign_in()
        self.make_jsonrpc_request("/web/session/destroy")
        self.assertFalse(self._is_in())
        self.assertEqual(self._events("sign_out"), ["sign_out"] * 2)

    @mute_logger(*MUTED)
    def test_sessions_that_ended_are_not_left(self):
        self._sign_in()
        self.guest.suspended = True
        self.env.flush_all()
        self._get("/web/session/logout?redirect=/")
        self.assertEqual(self._events("sign_out"), [])

    @mute_logger(*MUTED)
    def test_colleagues_leave_unnoted(self):
        self.authenticate(self.agent.login, self.agent.login)
        count = self.env["agency.guest.log"].search_count([])
        self._get("/web/session/logout?redirect=/")
        self.assertEqual(self.env["agency.guest.log"].search_count([]), count)

    # --- core's pages about the account ---------------------------------------------------------

    def _enter(self):
        self.env.flush_all()
        self.authenticate(self.user.login, PASSWORD)

    def _contacts(self):
        partners = self.user.partner_id | self.anna
        self.env.invalidate_all()
        return partners.read(["name", "email", "phone", "street", "active", "child_ids"])

    def test_own_details_are_shown_and_kept_by_the_office(self):
        self._enter()
        for url in ("/my/account", "/my/addresses", "/my/account?redirect=/odoo"):
            page = self._get(url)
            self.assertEqual(page.status_code, 200)
            self.assertIn("wanda@example.com", page.text)
            self.assertIn("/my/messages", page.text)
            self.assertNotIn("/my/address/submit", page.text)

    @mute_logger(*MUTED)
    def test_guests_write_no_contact(self):
        home = {"name": "Home", "type": "delivery", "parent_id": self.user.partner_id.id}
        address = self.env["res.partner"].create(home)
        self._enter()
        before, count = self._contacts(), self.env["res.partner"].search_count([])
        form = {
            **{"name": "Nobody", "email": "agent@agency.example", "phone": "1", "street": "x"},
            **{"city": "x", "zip": "1", "country_id": self.env.ref("base.it").id, "vat": ""},
        }
        for partner in (self.user.partner_id.id, self.anna.id, ""):
            answer = self._post("/my/address/submit", partner_id=partner, **form)
            self.assertEqual(answer.status_code, 404)
            self.assertEqual(self._get(f"/my/address?partner_id={partner}").status_code, 404)
        for partner in (self.user.partner_id, self.anna, address):
            data = json.dumps({"params": {"partner_id": partner.id}})
            headers = {"Content-Type": "application/json"}
            answer = self.url_open("/my/address/archive", data=data, headers=headers)
            self.assertIn("error", answer.text)
        self.assertEqual(self._contacts(), before)
        self.assertEqual(self.env["res.partner"].search_count([]), count)

    def test_counters_tell_nothing(self):
        website = self.env["website"].get_current_website()
        rules = self.env["ir.http"].routing_map(website.id).iter_rules()
        [door] = {rule.endpoint.func for rule in rules if rule.rule == "/my/counters"}
        portal = type(door.__self__)
        count = portal._prepare_home_portal_values
        self._enter()
        with patch.object(
            portal,
            "_prepare_home_portal_values",
            autospec=True,
            side_effect=lambda page, names: count(page, Everything(names)),
        ) as counted:
            answer = self.make_jsonrpc_request("/my/counters", {"counters": ["x_count"]})
        counted.assert_called_once()
        self.assertEqual(answer, {})

    @mute_logger(*MUTED)
    def test_own_password_obeys_the_rule(self):
        self._sign_in()
        for new in ("short", "nodigitsATALL", "Segel-2026-x"):
            page = self._post("/my/security", old=PASSWORD, new1=new, new2=new)
            self.assertIn("cannot be used", page.text)
        self.assertTrue(self.user._agency_is_password(PASSWORD))
        self.assertIn('data-rule="upper"', page.text)
        self._post("/my/security", old=PASSWORD, new1=NEW, new2=NEW)
        self.assertTrue(self.user._agency_is_password(NEW))
        self.assertTrue(self._is_in())

    @mute_logger(*MUTED)
    def test_a_closed_account_loses_nothing(self):
        self._sign_in()
        page = self._get("/my/security").text
        self.assertIn("agency_close_account", page)
        self.assertNotIn("portal_deactivate_account", page)
        before = self._contacts()
        values = {"validation": self.user.login, "request_blacklist": "on"}
        self._post("/my/deactivate_account", password="Wrong-2026", **values)
        self.assertTrue(self._is_in())
        answer = self._post("/my/deactivate_account", password=PASSWORD, **values)
        self.assertIn("account+is+closed", answer.headers["Location"])
        self.assertFalse(self._is_in())
        self.assertEqual(self._contacts(), before)
        self.guest.invalidate_recordset()
        self.assertEqual((self.guest.active, self.guest.state), (False, "suspended"))
        self.assertEqual(self._events("closed"), ["closed"])
        self.assertFalse(self.env["res.users.deletion"].search([("user_id", "=", self.user.id)]))
        self.assertFalse(self.env["mail.blacklist"].search([("email", "like", "wanda")]))
        note = self.guest.message_ids.filtered("body")[:1]
        self.assertIn("asks for its deletion", note.body)
        self.assertIn("contacted again", note.body)
        self.assertIn(self.agent.partner_id, note.notified_partner_ids)
        self._sign_in()
        self.assertFalse(self._is_in())
        self.guest.active = True
        self._sign_in()
        self.assertTrue(self._is_in())
