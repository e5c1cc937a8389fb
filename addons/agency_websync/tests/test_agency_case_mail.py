from odoo.tests import tagged

from .message_common import MessageCase

INCOMING = """Return-Path: <{sender}>
From: {sender}
To: office@harbour.example
Subject: Re: your question
Message-Id: <{name}@own.example>
In-Reply-To: {parent}
References: {parent}
Content-Type: text/plain; charset=utf-8

{text}
"""


@tagged("post_install", "-at_install")
class TestAgencyCaseMail(MessageCase):
    """The annotation book fills itself: each mail is one entry, and nothing else is."""

    def _receive(self, sender, parent, text="I agree.", name="answer"):
        mail = INCOMING.format(sender=sender, parent=parent.message_id, text=text, name=name)
        with self.mock_mail_gateway():
            self.env["mail.thread"].message_process("mail.thread", mail.encode())
        self.env.invalidate_all()

    def _send(self, partners, **values):
        with self.mock_mail_gateway():
            return self.case.with_user(self.agent).message_post(
                **{
                    "body": "The draft is attached.",
                    "subject": "Draft",
                    "message_type": "comment",
                    "subtype_xmlid": "mail.mt_comment",
                    "partner_ids": partners.ids,
                    **values,
                }
            )

    def test_a_mail_from_the_case_is_one_entry(self):
        file = self._upload("draft.pdf")
        # In two pieces.
        self.env["ir.config_parameter"].set_param("mail.batch_size", "1")
        message = self._send(self.client_olga | self.client_ivan, attachment_ids=file.ids)
        self.assertEqual(len(self._new_mails), 2)
        note = self.case.note_ids
        self.assertEqual(len(note), 1)
        self.assertEqual((note.kind, note.name), ("email", "Draft"))
        self.assertEqual(note.body, "The draft is attached.")
        self.assertEqual((note.message_id, note.user_id), (message, self.agent))
        self.assertEqual(note.attachment_ids, file)
        self.assertFalse(note.released)

    def test_a_mail_by_the_composer_with_a_template_is_one_entry(self):
        template = self.env["mail.template"].create(
            {
                "name": "Reminder",
                "model_id": self.env.ref("agency_websync.model_agency_case").id,
                "subject": "About {{ object.name }}",
                "body_html": "<p>Dear <t t-out='object.client_id.name'/></p>",
                "partner_to": "{{ object.client_id.id }}",
                "use_default_to": False,
            }
        )
        with self.mock_mail_gateway():
            template.with_user(self.agent).sudo().send_mail(self.case.id)
        self.assertEqual(self.case.note_ids.mapped("name"), ["About Shop in the arcades"])
        self.assertEqual(self.case.note_ids.body, "Dear Olga Client")

    def test_mails_to_colleagues_and_notes_are_no_entries(self):
        colleague = self.agent.copy({"login": "colleague", "email": "colleague@harbour.example"})
        colleague.notification_type = "email"
        self._send(colleague.partner_id)
        self._send(self.client_olga, subtype_xmlid="mail.mt_note")
        self.assertFalse(self.case.note_ids)

    def test_a_message_to_an_account_and_to_a_contact_is_an_entry_and_on_the_web(self):
        self._send(self.client_ivan | self.olga.user_id.partner_id)
        self.assertEqual(len(self.case.note_ids), 1)
        self.assertEqual(self._texts(self.olga), ["The draft is attached."])

    def test_an_answer_by_mail_is_an_entry(self):
        sent = self._send(self.client_olga)
        self._receive("olga@own.example", sent)
        note = self.case.note_ids - self.case.note_ids.filtered(lambda n: n.message_id == sent)
        self.assertEqual((note.kind, note.name), ("email", "Received: Re: your question"))
        self.assertEqual(note.body, "I agree.")
        self.assertFalse(note.released)

    def test_a_customer_answers_the_notice_by_mail(self):
        sent = self._answer(self.olga)
        self._receive("olga@home.example", sent.message_id)
        self.assertEqual(self._texts(self.olga), ["All is well.", "I agree."])
        received = self._messages().filtered(lambda m: m.direction == "in")
        self.assertEqual((received.access_id, received.guest_id), (self.olga_access, self.olga))
        self.assertFalse(self.case.note_ids)

    def test_a_withdrawn_customer_cannot_answer_by_mail(self):
        sent = self._answer(self.olga)
        self.olga_access.action_withdraw()
        self._copy_now()
        posted = len(self.case.message_ids)
        self._receive("olga@home.example", sent.message_id)
        self.assertEqual(len(self.case.message_ids), posted)

    def test_old_mails_that_an_answer_quotes_are_left_out(self):
        sent = self._answer(self.olga)
        quoted = "Yes.\n\n> On Monday Alma Agent wrote:\n> All is well."
        self._receive("olga@home.example", sent.message_id, quoted)
        self.assertEqual(self._texts(self.olga)[-1], "Yes.")
