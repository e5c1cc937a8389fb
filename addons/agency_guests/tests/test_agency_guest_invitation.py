import re
from datetime import timedelta

from lxml import html

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.mail.tests.common import MailCase

from .office_common import OfficeCase

PASSWORD = "Tami-rosu-47"


@tagged("post_install", "-at_install")
class TestAgencyGuestInvitation(OfficeCase, MailCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest.write({"email": "olga@home.example", "first_name": "Olga", "tz": "Europe/Rome"})
        cls.today = fields.Date.context_today(cls.guest)

    def _invite(self):
        with self.mock_mail_gateway():
            self._at_desk(self.guest).action_invite()
        self.assertEqual(self._new_mails.recipient_ids, self.guest.user_id.partner_id)
        return self._new_mails

    def test_it_says_how_to_sign_in_and_within_which_limits(self):
        self.company.write({"agency_three_codes": True, "agency_code": "harbour1"})
        self.guest.write(
            {
                "valid_until": "2030-05-04",
                "window_ids": [Command.create({"weekday": "0", "hour_from": 9, "hour_to": 17})],
                "network_ids": [Command.create({"cidr": "203.0.113.0/24"})],
            }
        )
        mail = self._invite()
        self.assertIn("Harbour Homes", mail.subject)
        for text in ("Olga", "harbour1", "olga", "05/04/2030", "203.0.113.0/24"):
            self.assertIn(text, mail.body_html)
        self.assertIn("Monday 9:00–17:00, time of Europe/Rome", mail.body_html)
        self.assertTrue(self.guest.invited_on)

    def test_the_agency_code_is_told_only_where_it_is_asked(self):
        self.company.write({"agency_three_codes": False, "agency_code": "harbour1"})
        body = self._invite().body_html
        self.assertNotIn("harbour1", body)
        self.assertIn("At any time, from everywhere", body)

    def test_the_link_leads_to_the_guests_account_until_the_moment_it_says(self):
        body = self._invite().body_html
        token = re.search(r"/web/reset_password\?[^\"]*token=([^\"&]+)", body)[1]
        partner = self.env["res.partner"]._signup_retrieve_partner(token)
        self.assertEqual(partner, self.guest.user_id.partner_id)
        page = self.url_open(f"/web/reset_password?token={token}").text
        self.assertIn('name="confirm_password"', page)
        self.assertIn("Use this password", page)
        self.assertNotIn(self.guest.user_id.login, page)
        until = fields.Datetime.now() + timedelta(hours=144)
        until = fields.Datetime.context_timestamp(self.guest.with_context(tz="Europe/Rome"), until)
        self.assertIn(f"{until:%A} {until.day} {until:%B}", body)
        self.assertNotIn("passkey_login_link", page)

    def test_a_refused_password_leaves_the_link_good(self):
        body = self._invite().body_html
        token = re.search(r"/web/reset_password\?[^\"]*token=([^\"&]+)", body)[1]
        self.assertIn("At least one digit", self._choose(token, "olga-olga"))
        self.assertIn("reset successfully", self._choose(token, PASSWORD))
        self.assertTrue(self.guest.user_id._agency_is_password(PASSWORD))

    def _choose(self, token, password):
        page = html.fromstring(self.url_open(f"/web/reset_password?token={token}").text)
        form = page.xpath("//form[.//input[@name='confirm_password']]")[0]
        names = {"password", "confirm_password"}
        values = {name: value for name, value in form.form_values() if name not in names}
        values.update(dict.fromkeys(names, password))
        answer = self.url_open(f"/web/reset_password?token={token}", data=values).text
        self.env.invalidate_all()
        return answer

    def test_it_holds_no_password(self):
        self._at_desk(self.guest)._set_password(PASSWORD, temporary=True)
        mail = self._invite()
        self.assertNotIn(PASSWORD, f"{mail.subject}{mail.body_html}")
        self.assertNotIn(self.guest.user_id.login, mail.body_html)

    def test_who_could_not_come_in_is_not_invited(self):
        day = timedelta(days=1)
        cases = (
            ({"suspended": True}, "is suspended"),
            ({"valid_until": self.today - day}, "has ended"),
            ({"block_on": self.today - day}, "is blocked"),
            ({"valid_from": self.today + 2 * day}, "has not started"),
            ({"email": False}, "no e-mail address"),
        )
        for values, sentence in cases:
            before = {name: self.guest[name] for name in values}
            self.guest.write(values)
            with (
                self.subTest(values=values),
                self.mock_mail_gateway(),
                self.assertRaisesRegex(UserError, f"olga guest Olga.*{sentence}|{sentence}.*Olga"),
            ):
                self._at_desk(self.guest).action_invite()
            self.assertFalse(self._new_mails)
            self.guest.write(before)

    def test_one_who_cannot_be_invited_stops_the_others_before_any_mail(self):
        other = self._guest("otto", self.otto)
        with self.mock_mail_gateway(), self.assertRaisesRegex(UserError, "otto guest"):
            self._at_desk(self.guest | other).action_invite()
        self.assertFalse(self._new_mails)

    def test_it_is_translated(self):
        self.env["res.lang"]._activate_lang("de_DE")
        template = self.env.ref("agency_guests.mail_template_invitation")
        template.with_context(lang="de_DE").subject = "{{ object.company_id.name }} lädt Sie ein"
        self.guest.lang = "de_DE"
        self.assertEqual(self._invite().subject, "Harbour Homes lädt Sie ein")
