import io
from datetime import date

from pypdf import PdfReader

from odoo import fields
from odoo.tests import new_test_user, tagged

from odoo.addons.mail.tests.common import MailCase

from .levels_common import LevelsCase


@tagged("post_install", "-at_install")
class TestAgencyGuestMails(LevelsCase, MailCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls._guest("olga", cls.olga, "low")
        cls.guest.write({"email": "olga@home.example", "first_name": "Olga", "tz": "UTC"})
        cls.guest.notice_sent = "2020-01-01 00:00:00"

    def _sent_to(self, guest):
        """Return the mails, all of which go to the account of the guest and to nobody else."""
        self.assertEqual(self._new_mails.recipient_ids, guest.user_id.partner_id)
        self.assertFalse(any(self._new_mails.mapped("email_to")))
        return self._new_mails

    def test_a_notice_holds_the_chosen_kinds_only(self):
        self.guest.write({"notice_actions": True, "notice_appointments": False})
        with self.mock_mail_gateway():
            self.guest._send_notice()
        body = self._sent_to(self.guest).body_html
        self.assertIn("We called", body)
        self.assertNotIn("Signing on", body)
        self.assertNotIn("SECRET", body)
        self.assertNotIn("Castle house", body)

    def test_no_news_is_no_mail(self):
        self.guest.notice_sent = fields.Datetime.now()
        self.env.cr.execute("UPDATE agency_interaction SET create_date = '2019-01-01'")
        self.env.cr.execute("UPDATE calendar_event SET create_date = '2019-01-01'")
        self.env.cr.execute("UPDATE agency_property_media SET create_date = '2019-01-01'")
        self.env.invalidate_all()
        with self.mock_mail_gateway():
            self.guest._send_notice()
        self.assertFalse(self._new_mails)

    def test_everything_switched_off_is_no_mail(self):
        self.guest.write(
            {f"notice_{kind}": False for kind in ("appointments", "actions", "documents")}
        )
        with self.mock_mail_gateway():
            self.guest._send_notice()
        self.assertFalse(self._new_mails)

    def test_the_report_comes_with_its_file(self):
        self.guest.report_frequency = "weekly"
        self._record_date(fields.Datetime.now().replace(hour=0, minute=0))
        with self.mock_mail_gateway():
            self.guest._send_report()
        mail = self._sent_to(self.guest)
        self.assertIn("activity-", mail.attachment_ids.name)
        self.assertTrue(mail.attachment_ids.raw.startswith(b"%PDF"))
        self.assertEqual(self.guest.report_sent, fields.Date.context_today(self.guest))

    def _record_date(self, moment):
        self.env["agency.interaction"].search([]).date = moment

    def test_a_report_about_nothing_says_so(self):
        report = self.guest._activity_report(date(2020, 1, 1), date(2020, 1, 31))
        self.assertIn("nothing to report", report["nothing"])
        content = self.guest._activity_pdf(date(2020, 1, 1), date(2020, 1, 31))
        text = PdfReader(io.BytesIO(content)).pages[0].extract_text()
        self.assertIn("nothing to report", " ".join(text.split()))

    def test_both_days_of_a_period_count(self):
        self.guest.tz = "Europe/Rome"
        action = self.records["Harbour"]["agency.interaction"]
        action.date = "2026-03-31 21:59:00"
        rows = self._actions(date(2026, 3, 1), date(2026, 3, 31))
        self.assertEqual(len(rows), 1)
        action.date = "2026-03-31 22:01:00"
        self.assertFalse(self._actions(date(2026, 3, 1), date(2026, 3, 31)))

    def _actions(self, start, end):
        report = self.guest._activity_report(start, end)
        titles = {section["title"]: section["rows"] for section in report["sections"]}
        return titles.get("What was done", [])

    def test_an_answer_reaches_the_guest_by_mail_unless_switched_off(self):
        for wanted in (True, False):
            self.guest.notice_messages = wanted
            # As the form posts it: to whom it suggests.
            suggested = self.guest._message_get_suggested_recipients()
            with self.mock_mail_gateway():
                self.guest.message_post(
                    body="Good news",
                    message_type="comment",
                    subtype_xmlid="mail.mt_comment",
                    partner_ids=[row["partner_id"] for row in suggested],
                )
            partners = self._new_mails.recipient_ids
            self.assertEqual(self.guest.user_id.partner_id in partners, wanted)

    def test_the_mail_of_an_answer_names_the_agency(self):
        company = self.guest.company_id.name
        with self.mock_mail_gateway():
            self.guest.message_post(
                body="Good news", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
        self.assertEqual(self._new_mails.subject, f"A message from {company}")
        self.assertNotIn(self.guest.name, self._new_mails.body_html)
        self.assertIn(company, self._new_mails.body_html)

    def test_an_internal_note_stays_inside(self):
        with self.mock_mail_gateway():
            self.guest.message_post(body="Hm", subtype_xmlid="mail.mt_note")
        self.assertFalse(self._new_mails)

    def test_the_mail_leads_to_the_page_of_messages(self):
        with self.mock_mail_gateway():
            self.guest.message_post(
                body="Good news", message_type="comment", subtype_xmlid="mail.mt_comment"
            )
        self.assertIn("/my/messages", self._new_mails.body_html)
        self.assertNotIn("access_token", self._new_mails.body_html)

    def _reply(self, author, text):
        """Let the mail gateway receive an answer to the last message of the thread."""
        first = self.guest._thread_messages_sudo()[:1]
        mail = (
            f"From: {author.email_formatted}\nTo: answers@agency.example\n"
            f"Message-Id: <{author.id}@home.example>\nIn-Reply-To: {first.message_id}\n"
            f"References: {first.message_id}\nSubject: Re\n"
            f"Content-Type: text/plain; charset=utf-8\n\n{text}"
        )
        with self.mock_mail_gateway():
            self.env["mail.thread"].message_process(None, mail.encode())
        return self.guest._thread_messages_sudo()[:1]

    def test_a_reply_by_mail_lands_in_the_thread(self):
        self.guest.message_post(
            body="Good news", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        partner = self.guest.user_id.partner_id
        message = self._reply(partner, "Thank you")
        self.assertIn("Thank you", message.body)
        self.assertEqual(message.author_id, partner)
        self.assertNotIn(partner, self._new_mails.recipient_ids)

    def test_a_colleague_answers_by_mail_too(self):
        agent = new_test_user(
            self.env, "p_agent", groups="agency_base.group_agent", email="agent@agency.example"
        )
        self.guest._post_from_guest("A question")
        message = self._reply(agent.partner_id, "The answer")
        self.assertIn("The answer", message.body)
        self.assertIn(self.guest.user_id.partner_id, message.notified_partner_ids)
