from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .message_common import PDF, MessageCase


@tagged("post_install", "-at_install")
class TestAgencyWebMessage(MessageCase):
    """Messages both ways, and who reads them."""

    def test_what_a_customer_writes_stands_in_the_chatter_and_reaches_the_responsible(self):
        message = self._write_as(self.olga, files=[("deed.pdf", PDF)])
        self.assertEqual((message.direction, message.body), ("in", "Where do we stand?"))
        self.assertEqual((message.access_id, message.guest_id), (self.olga_access, self.olga))
        posted = message.message_id
        self.assertEqual((posted.model, posted.res_id), ("agency.case", self.case.id))
        self.assertEqual(posted.author_id, self.olga.user_id.partner_id)
        self.assertEqual(posted.subtype_id, self.env.ref("agency_websync.mt_web_message"))
        self.assertEqual(posted.attachment_ids.mapped("name"), ["deed.pdf"])
        self.assertEqual(message.attachment_ids, posted.attachment_ids)
        self.assertIn(self.agent.partner_id, posted.notified_partner_ids)
        self.assertFalse(self.case.note_ids)

    def test_an_answer_in_the_chatter_reaches_the_account_it_is_for(self):
        message = self._answer(self.olga, Markup("<p>All <b>is</b> well.</p>"))
        self.assertEqual((message.direction, message.access_id), ("out", self.olga_access))
        self.assertEqual(self._texts(self.olga), ["All *is* well."])
        self.assertFalse(self._texts(self.ivan))
        self.assertFalse(self.case.note_ids)

    def test_registrations_of_one_case_do_not_see_each_others_messages(self):
        self._write_as(self.olga, "From Olga")
        self._write_as(self.ivan, "From Ivan")
        self._answer(self.ivan, "To Ivan")
        self.assertEqual(self._texts(self.olga), ["From Olga"])
        self.assertEqual(self._texts(self.ivan), ["From Ivan", "To Ivan"])
        self.assertFalse(self._texts(self.zoe))
        foreign = self.env["agency.web.message"].search([("access_id", "=", self.olga_access.id)])
        with self.assertRaises(AccessError):
            self._as(self.ivan).browse(foreign.id).read(["body"])

    def test_a_customer_reads_no_more_than_what_is_listed(self):
        self._write_as(self.olga)
        mine = self._as(self.olga).search([])
        self.assertEqual(mine.read(["body", "direction"])[0]["direction"], "in")
        for name in ("case_id", "message_id", "attachment_ids", "author_id", "guest_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                mine.read([name])
        for operation in ("create", "write", "unlink"):
            with self.subTest(operation=operation):
                self.assertFalse(mine.has_access(operation))

    def test_the_low_level_reads_no_messages(self):
        self._answer(self.olga)
        self.olga.permission_ids.level = "low"
        self.assertFalse(self._as(self.olga).has_access("read"))
        with self.assertRaisesRegex(UserError, "does not read messages"):
            self._answer(self.olga)

    def test_html_is_text(self):
        message = self._write_as(self.olga, "<script>alert(1)</script> & <b>bold</b>")
        self.assertEqual(message.body, "<script>alert(1)</script> & <b>bold</b>")
        self.assertNotIn("<script", message.message_id.body)
        self.assertNotIn("<b>", message.message_id.body)
        self.assertIn("&lt;script&gt;", message.message_id.body)

    def test_a_note_never_goes_out(self):
        messages = self._answer(self.olga, "Keep this inside", subtype_xmlid="mail.mt_note")
        self.assertFalse(messages)
        with self.mock_mail_gateway():
            self._answer(self.olga, "Inside, as well", subtype_xmlid="mail.mt_note")
        self.assertFalse(self._new_mails.filtered(self._goes_to(self.olga)))
        self.assertFalse(self._texts(self.olga))

    def test_an_account_does_not_follow_and_gets_no_copy_of_other_messages(self):
        self.case.message_subscribe(self.olga.user_id.partner_id.ids)
        self.assertNotIn(self.olga.user_id.partner_id, self.case.message_partner_ids)
        with self.mock_mail_gateway():
            self._answer(self.ivan, "For Ivan alone")
        self.assertFalse(self._new_mails.filtered(self._goes_to(self.olga)))

    def test_the_notice_tells_where_but_not_what(self):
        self.case.name = "Arcade"
        self._copy_now()
        file = self._upload("draft.pdf")
        with self.mock_mail_gateway():
            message = self._answer(self.olga, "The price is 777001", attachment_ids=file.ids)
        self.assertEqual(message.attachment_ids, file)
        mail = self._new_mails.filtered(self._goes_to(self.olga))
        self.assertEqual(len(mail), 1)
        self.assertIn("Arcade", mail.subject)
        self.assertIn(f"/my/cases/{message.web_case_id.id}#messages", mail.body_html)
        self.assertNotIn("777001", mail.body_html)
        self.assertNotIn("access_token", mail.body_html)
        self.assertFalse(mail.attachment_ids)
        self.assertIn(message.message_id.message_id, mail.references)

    def test_each_of_two_gets_a_notice_that_does_not_name_the_other(self):
        with self.mock_mail_gateway():
            self.assertEqual(len(self._answer(self.olga | self.ivan)), 2)
        accounts = (self.olga | self.ivan).user_id.partner_id
        mails = self._new_mails.filtered(lambda mail: mail.recipient_ids & accounts)
        self.assertEqual(mails.mapped("model"), ["agency.guest"] * 2)
        for mail, other in zip(mails.sorted("id"), ("ivan", "olga"), strict=True):
            self.assertNotIn(f"{other}@", f"{mail.headers}{mail.body_html}{mail.email_to}")

    def test_the_notice_can_be_switched_off(self):
        self.olga.notice_cases = False
        with self.mock_mail_gateway():
            self._answer(self.olga)
        self.assertFalse(self._new_mails.filtered(self._goes_to(self.olga)))
        self.assertEqual(len(self._texts(self.olga)), 1)

    def test_a_closed_account_gets_no_notice(self):
        self.olga.suspended = True
        with self.mock_mail_gateway():
            self._answer(self.olga | self.ivan)
        self.assertFalse(self._new_mails.filtered(self._goes_to(self.olga)))
        self.assertTrue(self._new_mails.filtered(self._goes_to(self.ivan)))

    def test_who_does_not_follow_the_case_cannot_be_written_to(self):
        with self.assertRaisesRegex(UserError, "Zoe Account does not read messages of this case"):
            self._answer(self.olga | self.zoe)

    def test_a_withdrawn_registration_neither_reads_nor_is_written_to(self):
        self._answer(self.olga)
        self.olga_access.action_withdraw()
        self._copy_now()
        self.assertFalse(self._texts(self.olga))
        with self.assertRaises(UserError):
            self._answer(self.olga)
        self.olga_access.action_sync()
        self._copy_now()
        self.assertEqual(len(self._texts(self.olga)), 1)

    def test_a_case_that_is_kept_back_takes_its_messages_along(self):
        self._answer(self.olga)
        self.olga_access.excluded_modality_ids = self.case.modality_id
        self._copy_now()
        self.assertFalse(self._texts(self.olga))

    def test_a_form_that_is_sent_twice_is_one_message(self):
        self._write_as(self.olga, submission="one")
        self.assertFalse(self._write_as(self.olga, submission="one"))
        self.assertEqual(len(self._write_as(self.olga, submission="two")), 1)

    @mute_logger("odoo.sql_db")
    def test_two_sendings_at_the_same_moment_leave_nothing_half_done(self):
        first = self._write_as(self.olga, submission="one")
        posted = len(self.case.message_ids)
        self.patch(type(first), "search_count", lambda *args, **kwargs: 0)
        self.assertFalse(self._write_as(self.olga, submission="one"))
        self.case.invalidate_recordset()
        self.assertEqual(len(self.case.message_ids), posted)

    def test_a_message_that_is_changed_or_taken_back_changes_on_the_web(self):
        message = self._answer(self.olga, "Tuesday")
        posted = message.message_id
        thread = self.case.with_user(self.agent).sudo()
        thread._message_update_content(posted, body="Wednesday")
        self.assertEqual(self._texts(self.olga), ["Wednesday"])
        thread._message_update_content(posted, body="")
        self.assertFalse(any(self._texts(self.olga)))

    def _goes_to(self, guest):
        return lambda mail: guest.user_id.partner_id in mail.recipient_ids


@tagged("post_install", "-at_install")
class TestAgencyWebMessageAnswer(MessageCase):
    """What the office is offered when it answers."""

    def _suggested(self):
        case = self.case.with_user(self.agent)
        case.invalidate_recordset()
        rows = case._message_get_suggested_recipients(reply_discussion=True)
        return {row["partner_id"] for row in rows} & set(
            (self.olga | self.ivan | self.zoe).user_id.partner_id.ids
        )

    def test_who_wrote_last_is_who_is_answered(self):
        self.assertFalse(self._suggested())
        self._write_as(self.olga)
        self.assertEqual(self._suggested(), set(self.olga.user_id.partner_id.ids))
        self._write_as(self.ivan)
        self.assertEqual(self._suggested(), set(self.ivan.user_id.partner_id.ids))
        self._answer(self.olga)
        self.assertEqual(self._suggested(), set(self.olga.user_id.partner_id.ids))
        self._write_as(self.ivan, "And me?")
        self.assertEqual(self._suggested(), set(self.ivan.user_id.partner_id.ids))

    def test_who_answers_is_not_offered(self):
        self.case.user_id = self.agent
        self._write_as(self.olga)
        case = self.case.with_user(self.agent)
        rows = case._message_get_suggested_recipients(reply_discussion=True)
        self.assertNotIn(self.agent.partner_id.id, [row["partner_id"] for row in rows])

    def test_who_follows_no_more_is_not_offered(self):
        self._write_as(self.olga)
        self.olga_access.action_withdraw()
        self._copy_now()
        self.assertFalse(self._suggested())

    def test_an_account_of_two_registrations_is_answered_where_it_wrote(self):
        self.ivan_access.guest_ids |= self.olga
        self._copy_now()
        self._write_as(self.olga, access=self.ivan_access)
        self.assertEqual(self._answer(self.olga).access_id, self.ivan_access)

    def test_an_account_of_two_registrations_is_written_to_where_fewest_read_along(self):
        self.ivan_access.guest_ids |= self.olga
        self._copy_now()
        self.assertEqual(self._answer(self.olga).access_id, self.olga_access)

    def test_the_form_writes_to_the_registrations_that_are_chosen(self):
        form = self._form()
        self.assertEqual(form.reader_ids, self.olga_access | self.ivan_access)
        self.assertFalse(form.access_ids)
        file = self._upload("plan.pdf", form._name)
        form.write(
            {
                "access_ids": [(6, 0, self.ivan_access.ids)],
                "body": "Signed <today>",
                "attachment_ids": [(6, 0, file.ids)],
            }
        )
        form.action_send()
        self.assertEqual(self._texts(self.ivan), ["Signed <today>"])
        self.assertFalse(self._texts(self.olga))
        self.assertEqual((file.res_model, file.res_id), ("agency.case", self.case.id))

    def test_the_form_proposes_who_wrote_last(self):
        self._write_as(self.olga)
        self.assertEqual(self._form().access_ids, self.olga_access)
        forms = self.env["agency.web.message.send"].with_user(self.agent)
        with Form(forms.with_context(default_case_id=self.case.id)) as form:
            self.assertEqual(form.access_ids[:], self.olga_access)
            form.body = "Hello"

    def test_the_form_says_what_is_missing(self):
        form = self._form()
        with self.assertRaisesRegex(UserError, "Write a message"):
            form.action_send()
        form.body = "Hello"
        with self.assertRaisesRegex(UserError, "Choose who"):
            form.action_send()
        form.access_ids = self.zoe_access
        with self.assertRaisesRegex(UserError, "Zoe Stranger does not read messages"):
            form.action_send()

    def _form(self):
        forms = self.env["agency.web.message.send"].with_user(self.agent)
        return forms.create({"case_id": self.case.id})
