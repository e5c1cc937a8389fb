from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .message_common import PDF, MessageCase


@tagged("post_install", "-at_install")
class TestAgencyCaseNoteFiles(MessageCase):
    """What may not go to the web cannot be released."""

    def _note(self, name, content, released=False, **values):
        file = self.env["ir.attachment"].create({"name": name, "raw": content, **values})
        return self.env["agency.case.note"].create(
            {
                "case_id": self.case.id,
                "name": "Entry",
                "released": released,
                "attachment_ids": [Command.set(file.ids)],
            }
        )

    def test_a_good_file_is_released(self):
        note = self._note("deed.pdf", PDF)
        note.action_release()
        self.assertTrue(note.released)

    def test_bad_files_stay_with_one_sentence(self):
        self.company.agency_upload_limit = 1
        for name, content, sentence in (
            ("big.pdf", PDF + b"0" * 1024 * 1024, "larger than 1 MB"),
            ("page.html", b"<script>alert(1)</script>", "“page.html” cannot be released. These"),
            ("fake.pdf", b"MZ" + b"\x00" * 100, "not what its name says"),
            ("empty.pdf", b"", "is empty"),
        ):
            note = self._note(name, content)
            with self.subTest(name=name), self.assertRaisesRegex(ValidationError, sentence):
                note.action_release()
            with self.subTest(name=name), self.assertRaisesRegex(ValidationError, sentence):
                self._note(name, content, released=True)

    def test_a_bad_file_cannot_be_added_to_a_released_entry(self):
        note = self._note("deed.pdf", PDF, released=True)
        file = self.env["ir.attachment"].create({"name": "page.html", "raw": b"<b>x</b>"})
        with self.assertRaisesRegex(ValidationError, "cannot be released"):
            note.attachment_ids |= file

    def test_the_size_is_known_without_reading_the_file(self):
        note = self._note("huge.pdf", PDF)
        self.env.cr.execute(
            "UPDATE ir_attachment SET file_size = %s WHERE id = %s",
            (200 * 1024 * 1024, note.attachment_ids.id),
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "larger than 10 MB"):
            note.action_release()
