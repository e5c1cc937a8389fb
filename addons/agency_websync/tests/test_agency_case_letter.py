import base64
import io

from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .message_common import MessageCase


@tagged("post_install", "-at_install")
class TestAgencyCaseLetter(MessageCase):
    """A letter is one entry with its PDF, not released."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.write({"street": "Quay 1", "zip": "4000"})
        cls.client_olga.write({"street": "Long Lane 7", "zip": "1010", "city": "Wien"})

    def _letter(self, **values):
        letters = self.env["agency.case.letter"].with_user(self.agent)
        return letters.create(
            {
                "case_id": self.case.id,
                "date": "2026-11-21",
                "subject": "Your purchase",
                "body": "Dear Olga,\n\nthe <notary> & we meet on Monday.",
                **values,
            }
        )

    def _pages(self, content):
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]

    def test_it_makes_one_entry_with_the_pdf(self):
        action = self._letter().action_keep()
        note = self.case.note_ids
        self.assertEqual(len(note), 1)
        self.assertEqual(
            (note.kind, note.name, note.user_id), ("letter", "Your purchase", self.agent)
        )
        self.assertFalse(note.released)
        file = note.attachment_ids
        self.assertEqual((file.mimetype, file.res_model), ("application/pdf", note._name))
        self.assertEqual(action["url"], f"/web/content/{file.id}?download=1")
        self.assertTrue(action["close"])
        [text] = self._pages(file.raw)
        for wanted in (
            *("Olga Client", "Long Lane 7", "Wien", "Porto, November 21, 2026", "Your purchase"),
            *("Dear Olga,", "the <notary> & we meet on Monday.", "Harbour Homes", "Quay 1"),
        ):
            self.assertIn(wanted, text)
        self.assertNotIn("Page 1", text)

    def test_the_preview_is_the_same_letter_and_keeps_nothing(self):
        letter = self._letter()
        action = letter.action_preview()
        self.assertIn(f"/web/content/agency.case.letter/{letter.id}/pdf/", action["url"])
        [text] = self._pages(base64.b64decode(letter.pdf))
        self.assertIn("we meet on Monday", text)
        self.assertFalse(self.case.note_ids)

    def test_the_name_of_a_company_stands_once_in_its_address(self):
        self.client_olga.write({"is_company": True, "name": "Olga & Daughters Ltd"})
        lines = self._letter().address.splitlines()
        self.assertEqual(lines[:2], ["Olga & Daughters Ltd", "Long Lane 7"])
        self.assertEqual(lines.count("Olga & Daughters Ltd"), 1)

    def test_a_long_letterhead_is_not_cut(self):
        self.company.write(
            {
                **{"street": "Museum Street / Via del Museo 18", "zip": "39100"},
                **{"city": "Porto Marina / Hafen", "phone": "+39 0471 000 001"},
                "email": "office@harbour-homes.example",
            }
        )
        self._letter().action_keep()
        [text] = self._pages(self.case.note_ids.attachment_ids.raw)
        self.assertIn("39100 Porto Marina / Hafen · +39", text)
        self.assertIn("office@harbour-homes.example", text)
        self.assertNotIn("…", text)

    def test_a_long_letter_takes_several_pages(self):
        body = "\n\n".join(f"Paragraph {number}. " + "Long words. " * 30 for number in range(30))
        self._letter(body=body).action_keep()
        pages = self._pages(self.case.note_ids.attachment_ids.raw)
        self.assertGreater(len(pages), 2)
        self.assertIn("Paragraph 0.", pages[0])
        self.assertIn("Paragraph 29.", pages[-1])
        for number, page in enumerate(pages, 1):
            self.assertIn(f"Page {number} of {len(pages)}", page)

    def test_a_saved_text_fills_it(self):
        template = self.env["mail.template"].create(
            {
                "name": "Reminder",
                "model_id": self.env.ref("agency_websync.model_agency_case").id,
                "subject": "Reminder: {{ object.name }}",
                "body_html": "<p>Dear <t t-out='object.client_id.name'/>,</p><p>please call.</p>",
            }
        )
        letters = self.env["agency.case.letter"].with_context(default_case_id=self.case.id)
        with Form(letters) as form:
            self.assertEqual(form.address.splitlines()[0], "Olga Client")
            self.assertEqual(form.place, "Porto")
            form.template_id = template
            self.assertEqual(form.subject, "Reminder: Shop in the arcades")
            self.assertIn("Dear Olga Client", form.body)
            form.recipient = "intermediary"
            self.assertEqual(form.address.splitlines()[0], "Ivan Lawyer")

    def test_it_says_what_is_missing(self):
        with self.assertRaisesRegex(UserError, "subject and a text"):
            self._letter(body=" ").action_keep()
        self.case.intermediary_id = False
        with self.assertRaisesRegex(UserError, "no intermediary"):
            self._letter(recipient="intermediary").action_keep()
        self.assertFalse(self.case.note_ids)
