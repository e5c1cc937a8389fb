from datetime import datetime, timedelta, timezone

import psycopg2

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .doors_common import PASSWORD, GuestCase


@tagged("post_install", "-at_install")
class TestAgencyGuest(GuestCase):
    def test_account_is_a_portal_user_of_its_own(self):
        user = self.guest.user_id
        self.assertEqual(user.login, f"{self.company.id}/anchor")
        self.assertTrue(user.has_group("base.group_portal"))
        self.assertTrue(user.has_group("agency_guests.group_guest"))
        self.assertFalse(user.has_group("base.group_user"))
        self.assertEqual(user.company_ids, self.company)
        self.assertEqual(user.partner_id.name, "Segel Wanda")
        self.assertNotIn(user.partner_id, self.guest.partner_ids)

    def test_an_agent_makes_and_changes_guests(self):
        guest = (
            self.env["agency.guest"]
            .with_user(self.agent)
            .create(
                {
                    "surname": "Nordwind",
                    "user_code": "nord",
                    "password": PASSWORD,
                    "company_id": self.company.id,
                }
            )
        )
        guest.write({"surname": "Suedwind", "email": "wind@example.com"})
        self.assertEqual(guest.sudo().user_id.name, "Suedwind")
        self.assertEqual(guest.sudo().user_id.email, "wind@example.com")

    def test_the_time_zone_that_the_office_set_counts(self):
        self.guest.tz = "Europe/Lisbon"
        # As core does at a first sign-in, from the browser.
        self.guest.user_id.tz = "Asia/Tokyo"
        self.guest._signed_in()
        self.assertEqual(self.guest.user_id.tz, "Europe/Lisbon")

    def test_two_agencies_have_the_same_user_id(self):
        twin = self._guest("anchor", surname="Zwilling", company_id=self.other_company.id)
        self.assertNotEqual(twin.user_id, self.guest.user_id)

    @mute_logger("odoo.sql_db")
    def test_a_user_id_is_taken_whatever_its_case(self):
        with self.assertRaises(psycopg2.errors.UniqueViolation), self.env.cr.savepoint():
            self._guest("ANCHOR", surname="Drilling")
        other = self._guest("buoy", surname="Boje")
        # The index that says so in a sentence, not the one of the account's login.
        refused = self.assertRaisesRegex(psycopg2.errors.UniqueViolation, "user_code_unique")
        with refused, self.env.cr.savepoint():
            other.user_code = "anchor"

    def test_what_is_no_user_id(self):
        for code in ("a", "x" * 65, "a b", "rоssi", "ｒossi", "a/b", "x" * 10_000, "rossi\n"):
            with self.subTest(code=code[:10]), self.assertRaises(ValidationError):
                self._guest(code, surname="Wer")
                self.env.flush_all()

    def test_permissions_are_groups(self):
        section = self.env.ref("agency_guests.section_actions")
        low = "agency_guests.group_actions_low"
        high = "agency_guests.group_actions_high"
        for level, has in (("low", (True, False)), ("high", (True, True)), ("none", (False,) * 2)):
            commands = [Command.clear(), Command.create({"section_id": section.id, "level": level})]
            self.guest.permission_ids = commands
            user = self.guest.user_id
            self.assertEqual((user.has_group(low), user.has_group(high)), has, level)
        self.guest.permission_ids.level = "low"
        self.assertTrue(self.guest.user_id.has_group(low))
        self.guest.permission_ids.unlink()
        self.assertFalse(self.guest.user_id.has_group(low))

    def test_state(self):
        fresh = self._guest("fresh", surname="Neu", password=False)
        states = [("not_invited", fresh), ("pending", self.guest)]
        self.second.last_access = fields.Datetime.now()
        states.append(("active", self.second))
        states.append(("blocked", self._guest("past", surname="Alt", block_on=self._today())))
        states.append(("suspended", self._guest("out", surname="Aus", suspended=True)))
        for state, guest in states:
            self.assertEqual(guest.state, state)
            found = self.env["agency.guest"].search(
                [("state", "=", state), ("company_id", "=", self.company.id)]
            )
            self.assertEqual(found, guest)

    def test_next_expiry_is_the_first(self):
        self.guest.write({"valid_until": self._today(9), "block_on": self._today(5)})
        self.assertEqual(self.guest.next_expiry, self._today(5))

    def test_from_after_until(self):
        with self.assertRaises(ValidationError):
            self.guest.write({"valid_from": self._today(1), "valid_until": self._today()})

    def test_hours_that_do_not_exist(self):
        for hours in ((25, 1), (9, 25), (-1, 5), (24, 5)):
            with self.subTest(hours=hours), self.assertRaises(ValidationError):
                vals = {"hour_from": hours[0], "hour_to": hours[1]}
                self.guest.window_ids = [Command.create(vals)]

    def test_addresses_that_do_not_exist(self):
        for text in ("300.1.1.1", "10.0.0.0/33", "home", "10.0.0.1-9"):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.guest.network_ids = [Command.create({"cidr": text})]

    def test_addresses_are_kept_as_they_are_compared(self):
        for typed, kept in (
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:DB8::7", "2001:db8::7"),
        ):
            self.guest.network_ids = [Command.clear(), Command.create({"cidr": typed})]
            self.assertEqual(self.guest.network_ids.cidr, kept)

    def test_decision_reads_the_stored_limits(self):
        vals = {"weekday": "0", "hour_from": 9, "hour_to": 17.5}
        self.guest.write({"tz": "Europe/Rome", "window_ids": [Command.create(vals)]})
        monday = datetime(2026, 5, 4, 15, 29, tzinfo=timezone.utc)
        decision = self.guest._decision(now=monday)
        self.assertEqual((decision.allowed, decision.closes_at), (True, monday.replace(minute=30)))
        later = self.guest._decision(now=monday + timedelta(hours=1))
        self.assertEqual(later.next_opening, datetime(2026, 5, 11, 7, tzinfo=timezone.utc))

    def test_extension(self):
        self.guest.write({"block_on": self._today(-1), "extension_request": "Please"})
        self.assertEqual(self.guest._decision().rule, "blocked")
        self.guest._grant_extension(3)
        self.assertEqual(self.guest._decision().rule, "extension")
        self.assertFalse(self.guest.extension_request)
        for hours in (0, -1, 24 * 31 + 1):
            with self.assertRaisesRegex(ValidationError, "from 1 hour to 31 days"):
                self.guest._grant_extension(hours)

    def test_password_rule_knows_the_person_and_the_clients(self):
        self.guest.write(
            {
                "email": "wanda@harbour.example",
                "phone": "+39 0471 998877",
                "partner_ids": [Command.set(self.anna.ids)],
            }
        )
        wrong = ("Segel-2026", "xWANDAx1", "Anchor-26", "Harbour-26", "Ab-998877", "Anker-2026")
        for password in (*wrong, "short1A", "x" * 10_000):
            with self.subTest(password=password[:12]), self.assertRaises(UserError):
                self.guest.password = password
            with self.subTest(password=password[:12]), self.assertRaises(UserError):
                self.guest.user_id._change_password(password)
        self.guest.password = "Regenbogen-7"

    def test_every_failed_part_is_told(self):
        with self.assertRaises(UserError) as caught:
            self.guest.password = "segel"
        self.assertEqual(len(str(caught.exception).splitlines()), 5)
        self.assertIn("segel", str(caught.exception))

    def test_a_reset_link_obeys_the_rule_and_ends_a_temporary_password(self):
        self.guest.must_change_password = True
        partner = self.guest.user_id.partner_id
        partner.signup_prepare(signup_type="reset")
        token = partner._generate_signup_token()
        signup = self.env["res.users"].signup
        with self.assertRaises(UserError), self.env.cr.savepoint():
            signup({"password": "Segel-2026"}, token)
        signup({"password": "Regenbogen-7"}, token)
        self.assertFalse(self.guest.must_change_password)

    def test_a_reset_link_of_a_blocked_guest_is_dead(self):
        partner = self.guest.user_id.partner_id
        partner.signup_prepare(signup_type="reset")
        token = partner._generate_signup_token()
        self.guest.suspended = True
        with self.assertRaisesRegex(Exception, "access has ended"):
            self.env["res.users"].signup({"password": "Regenbogen-7"}, token)

    def test_the_agency_code_is_the_administrators(self):
        login = self.guest.user_id.login
        manager = self.agent
        manager.group_ids += self.env.ref("base.group_erp_manager")
        with self.assertRaises(AccessError):
            self.company.with_user(manager).agency_code = "HARBOUR"
        admin = self.env.ref("base.user_admin")
        admin.company_ids += self.company
        self.company.with_user(admin).agency_code = "HARBOUR"
        self.assertEqual(self.guest.user_id.login, login)
        find = self.env["res.users"]._agency_login
        self.assertEqual(find("ANCHOR", "harbour"), login)

    def test_agency_codes_are_there_and_differ(self):
        self.assertTrue(self.company.agency_code)
        self.assertNotEqual(self.company.agency_code, self.other_company.agency_code)

    def test_whose_user_id_is_meant(self):
        twin = self._guest("anchor", surname="Zwilling", company_id=self.other_company.id)
        find = self.env["res.users"]._agency_login
        for company, guest in ((self.company, self.guest), (self.other_company, twin)):
            self.assertEqual(find("anchor", company.agency_code), guest.user_id.login)
            self.assertEqual(find("anchor", None, company), guest.user_id.login)
        self.assertIsNone(find("anchor", "0"))
        self.assertIsNone(find("nobody", self.company.agency_code))
        self.assertIsNone(find(self.guest.user_id.login))
        self.assertEqual(find("h_agent"), "h_agent")

    def test_three_codes_are_three(self):
        self.company.agency_three_codes = True
        find = self.env["res.users"]._agency_login
        self.assertIsNone(find("anchor"))
        self.assertEqual(find("anchor", self.company.agency_code), self.guest.user_id.login)
        self.assertEqual(find("h_agent"), "h_agent")

    def test_a_client_linked_twice_is_linked_once(self):
        self.guest.partner_ids = [Command.link(self.anna.id), Command.link(self.anna.id)]
        self.env.flush_all()
        self.assertEqual(len(self.guest.partner_ids), 1)

    def test_a_profile_in_use_stays(self):
        profile = self.env["agency.guest.profile"].create({"name": "Owners"})
        self.guest.profile_id = profile
        with self.assertRaisesRegex(ValidationError, "Archive it"):
            profile.unlink()

    def test_archive_and_delete_close_the_account(self):
        user = self.guest.user_id
        self.guest.active = False
        self.assertFalse(user.active)
        self.guest.active = True
        self.assertTrue(user.active)
        self.guest.unlink()
        self.assertFalse(user.active)
        self.assertTrue(self._guest("anchor", surname="Nachfolger").user_id.active)
