from datetime import timedelta

from odoo import Command, fields
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MailCase

from .levels_common import LevelsCase

MUTED = "odoo.addons.mail.models.mail_thread"
ADDRESS = "olga@home.example"


@tagged("post_install", "-at_install")
class TestDoorsMails(LevelsCase, MailCase):
    """The mail gateway: a guest's mails obey the limits, and reach only what the guest reads."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The client and the guest have one address, as is usual.
        cls.guest = cls._guest("olga", cls.olga, "low")
        cls.guest.write({"email": ADDRESS, "first_name": "Olga", "tz": "Asia/Tokyo"})
        cls.other = cls._guest("otto", cls.otto, "low")
        cls.company.agency_blocked_message = "Ring the bell twice."
        cls.own_post = cls._post(cls.guest)

    @classmethod
    def _post(cls, record, **values):
        values = {"subtype_xmlid": "mail.mt_comment", **values}
        return record.message_post(body="Hello", message_type="comment", **values)

    def _refusals(self):
        today, hour = fields.Date.today(), (fields.Datetime.now().hour + 9 + 12) % 24
        elsewhere = {"weekday": "all", "hour_from": hour, "hour_to": hour + 1}
        return {
            "suspended": {"suspended": True},
            "expired": {"valid_until": today - timedelta(days=2)},
            "not_yet_valid": {"valid_from": today + timedelta(days=3)},
            "outside_hours": {"window_ids": [Command.create(elsewhere)]},
        }

    @mute_logger(MUTED)
    def _receive(self, parent=None, to="answers@agency.example", model=None, **headers):
        """Let the gateway receive a mail from the guest's address; return what was posted."""
        last = self.env["mail.message"].search([], limit=1, order="id desc")
        lines = {
            "From": f"Olga <{ADDRESS}>",
            "To": to,
            "Message-Id": f"<{last.id}@home.example>",
            "Subject": "Re: the roof",
            "Content-Type": "text/plain; charset=utf-8",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        if parent:
            lines["In-Reply-To"] = lines["References"] = parent.message_id
        text = "\n".join(f"{name}: {value}" for name, value in lines.items())
        with self.mock_mail_gateway():
            self.env["mail.thread"].message_process(model, f"{text}\n\nIt leaks.".encode())
        domain = [("id", ">", last.id), ("message_type", "=", "email"), ("model", "!=", False)]
        return self.env["mail.message"].search(domain)

    def _log(self):
        return self.env["agency.guest.log"].search([("guest_id", "=", self.guest.id)], limit=1)

    def _returned(self):
        [mail] = self._mails
        self.assertIn(ADDRESS, mail["email_to"][0])
        return mail["body"]

    def test_within_the_limits_it_lands_in_the_thread(self):
        message = self._receive(self.own_post)
        self.assertEqual((message.model, message.res_id), ("agency.guest", self.guest.id))
        self.assertEqual(message.author_id, self.guest.user_id.partner_id)
        self.assertEqual(self.guest._thread_messages_sudo()[:1], message)
        self.assertFalse(self._mails)

    def test_the_guest_is_the_author_though_the_client_follows(self):
        self.guest.message_subscribe(self.olga.ids)
        message = self._receive(self.own_post)
        self.assertEqual(message.author_id, self.guest.user_id.partner_id)

    def test_outside_the_limits_it_is_given_back(self):
        for rule, values in self._refusals().items():
            with self.subTest(rule=rule):
                self.guest.write(values)
                self.assertFalse(self._receive(self.own_post))
                body = self._returned()
                self.assertIn(self.guest._refusal_text(rule).replace("'", "&#39;"), body)
                self.assertIn("It leaks.", body)
                self.assertIn("Ring the bell twice.", body)
                self.assertEqual("Asia/Tokyo" in body, rule in ("not_yet_valid", "outside_hours"))
                self.assertEqual((self._log().event, self._log().rule), ("refused", rule))
                self.assertIn("the roof", self._log().note)
                self.guest.write(
                    {
                        **dict.fromkeys(("valid_from", "valid_until"), False),
                        **{"suspended": False, "window_ids": [Command.clear()]},
                    }
                )
        self.assertTrue(self._receive(self.own_post))

    def test_networks_are_not_asked(self):
        self.guest.network_ids = [Command.create({"cidr": "203.0.113.7"})]
        self.assertTrue(self._receive(self.own_post))

    def test_an_archived_guest_is_outside(self):
        self.guest.active = False
        self.assertFalse(self._receive(self.own_post))
        self.assertEqual(self._log().rule, "suspended")

    def test_it_goes_back_to_the_guest_and_not_to_a_forger(self):
        self.guest.suspended = True
        self._receive(self.own_post, Return_Path="<spy@elsewhere.example>")
        self.assertNotIn("spy@", str(self._mails))
        self._returned()

    def test_machines_get_no_answer(self):
        self.guest.suspended = True
        self.assertFalse(self._receive(self.own_post, Auto_Submitted="auto-replied"))
        self.assertFalse(self._mails)
        self.assertEqual(self._log().event, "refused")

    def test_a_reply_to_what_was_given_back_goes_nowhere(self):
        self.guest.suspended = True
        self._receive(self.own_post)
        tag = self._mails[0]["references"].split()[-1]
        self.guest.suspended = False
        self.assertFalse(self._receive(References=tag, In_Reply_To=tag))

    def test_threads_of_others(self):
        internal = {"subtype_xmlid": "mail.mt_note"}
        for record in (self.castle, self.abroad, self.other, self.otto):
            for values in ({}, internal):
                with self.subTest(record=record, values=values):
                    self.assertFalse(self._receive(self._post(record, **values)))
                    self.assertIn("does not include", self._returned())
                    self.assertEqual(self._log().rule, "not_open")

    def test_own_threads(self):
        message = self._receive(self._post(self.harbour))
        self.assertEqual(message.model, "agency.property")
        self.assertEqual(message.author_id, self.guest.user_id.partner_id)

    def test_levels_count(self):
        self.guest.permission_ids.level = "none"
        self.assertFalse(self._receive(self._post(self.harbour)))
        self.assertTrue(self._receive(self.own_post))

    def test_who_was_written_to_may_answer(self):
        self.guest.permission_ids.level = "none"
        sent = self._post(self.castle, partner_ids=self.olga.ids)
        self.assertTrue(self._receive(sent))
        self.guest.suspended = True
        self.assertFalse(self._receive(sent))

    def test_no_new_record_comes_of_it(self):
        count = self.env["agency.property"].search_count([])
        self.assertFalse(self._receive(model="agency.property"))
        self.assertEqual(self.env["agency.property"].search_count([]), count)
        self._returned()

    def test_thread_aliases(self):
        domain = self.env["mail.alias.domain"].create({"name": "agency.example"})
        alias = self.env["mail.alias"].create(
            {
                **{"alias_name": "castle", "alias_domain_id": domain.id},
                "alias_model_id": self.env["ir.model"]._get_id("agency.property"),
                "alias_force_thread_id": self.castle.id,
            }
        )
        self.assertFalse(self._receive(to=alias.display_name))
        alias.alias_force_thread_id = self.harbour.id
        self.assertTrue(self._receive(to=alias.display_name))
        self.guest.suspended = True
        self.assertFalse(self._receive(to=alias.display_name))

    def test_one_of_two_with_the_same_address(self):
        self.other.email = ADDRESS
        self.guest.suspended = True
        message = self._receive(self._post(self.castle))
        self.assertEqual(message.author_id, self.other.user_id.partner_id)
        self.assertFalse(self._receive(self.own_post))
        self.assertEqual(self._log().rule, "suspended")

    def test_colleagues_and_strangers_are_left_to_odoo(self):
        self.guest.suspended = True
        self.assertTrue(self._receive(self.own_post, From="stranger@elsewhere.example"))
        self.guest.email = "agent@agency.example"
        new_test_user(self.env, "m_agent", "agency_base.group_agent", email=self.guest.email)
        self.assertTrue(self._receive(self.own_post, From=self.guest.email))
