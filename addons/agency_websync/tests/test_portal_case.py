from odoo import Command
from odoo.tests import tagged

from .portal_case_common import PDF, PortalCaseCase


@tagged("post_install", "-at_install")
class TestPortalCase(PortalCaseCase):
    def setUp(self):
        super().setUp()
        self.copy = self._copy_of(self.case)
        self.foreign = self._copy_of(self.other_case)

    def test_the_page_shows_what_is_ticked_and_released(self):
        self._release(self.case, "hidden.pdf").ensure_one()
        self.case.note_ids.filtered(lambda n: "hidden" in n.name).released = False
        self._enter(self.claras)
        page = self._get(f"/my/cases/{self.copy.id}").text
        for text in ("Blue pier", "REF-SHOWN", "Entry with letter.pdf", "&lt;b&gt;Text&lt;/b&gt;"):
            self.assertIn(text, page)
        for text in ("REF-HIDDEN", "hidden.pdf", "<b>Text</b>"):
            self.assertNotIn(text, page)

    def test_the_low_level_shows_neither_references_nor_entries(self):
        low = self._guest("lowly", "low")
        self.clara_access.guest_ids |= low
        self._enter(low)
        for path in (f"/my/cases/{self.copy.id}", f"/my/cases/{self.copy.id}/part"):
            page = self._get(path).text
            self.assertIn("Blue pier", page)
            for text in ("REF-SHOWN", "letter.pdf", "Clara Client", "Your message"):
                self.assertNotIn(text, page)
        self._get(f"/my/cases/{self.copy.id}/file/{self.file.id}", 404)

    def test_a_file_opens_to_whoever_it_was_released_to(self):
        self._enter(self.claras)
        path = f"/my/cases/{self.copy.id}/file/{self.file.id}"
        response = self._get(path)
        self.assertEqual(response.content, PDF)
        self.assertIn("attachment", response.headers["Content-Disposition"])
        log = self.env["agency.guest.log"].search([("guest_id", "=", self.claras.id)], limit=1)
        self.assertEqual((log.event, log.note), ("download", "letter.pdf"))
        self._get(f"/my/cases/{self.copy.id}/file/{self.other_file.id}", 404)
        self._get(f"/my/cases/{self.foreign.id}/file/{self.other_file.id}", 404)
        self._get(f"/my/cases/{self.foreign.id}/file/{self.file.id}", 404)
        self.case.note_ids.released = False
        self._get(path, 404)

    def test_a_web_page_among_the_files_is_never_opened(self):
        content = b"<html><script>alert(1)</script></html>"
        file = self.env["ir.attachment"].create({"name": "page.html", "raw": content})
        # Older than the list of allowed types.
        self.env.cr.execute(
            "INSERT INTO agency_case_note_attachment_rel VALUES (%s, %s)",
            (self.case.note_ids.id, file.id),
        )
        self.env["agency.web.case"]._mark_cases(self.case)
        self._enter(self.claras)
        response = self._get(f"/my/cases/{self.copy.id}/file/{file.id}")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_pictures_go_to_the_customer_only_and_are_kept_by_checksum(self):
        self.case.image_1920 = self._picture()
        self.other_case.image_1920 = self._picture("blue")
        self._copy()
        checksum, foreign = self.copy.picture_checksum, self.foreign.picture_checksum
        self._enter(self.claras)
        for size in ("picture", "thumbnail"):
            response = self._get(f"/my/cases/{self.copy.id}/{size}/{checksum}")
            self.assertEqual(response.headers["Content-Type"], "image/png")
            cache = response.headers["Cache-Control"]
            self.assertIn("immutable", cache)
            self.assertNotIn("public", cache)
            self._get(f"/my/cases/{self.copy.id}/{size}/{foreign}", 404)
            self._get(f"/my/cases/{self.foreign.id}/{size}/{foreign}", 404)
        self.assertIn(f"thumbnail/{checksum}", self._get("/my/cases").text)
        self.case.image_1920 = self._picture("green")
        self._get(f"/my/cases/{self.copy.id}/picture/{checksum}", 404)
        self.case.image_1920 = False
        self._copy()
        self._get(f"/my/cases/{self.copy.id}/picture/False", 404)

    def test_a_client_of_two_sees_each_case_as_its_registration_does(self):
        """The intermediary's registration has no ticks: the same case shows no reference there."""
        self.case.intermediary_id = self.carlo
        access = self._register(self.carlo, self.carlos, role="intermediary")
        self._copy()
        copy = self._copy_of(self.case, access)
        self._enter(self.carlos)
        page = self._get(f"/my/cases/{copy.id}").text
        self.assertIn("Blue pier", page)
        self.assertNotIn("REF-SHOWN", page)
        self._get(f"/my/cases/{self.copy.id}", 404)

    def test_days_are_told_as_the_customer_counts_them(self):
        self.case.expiry_date = self._in_days(12)
        self._enter(self.claras)
        self.assertIn("in 12 days", self._get(f"/my/cases/{self.copy.id}").text)
        self.case.expiry_date = self._in_days(-40)
        self.assertIn("40 days ago", self._get(f"/my/cases/{self.copy.id}").text)

    def test_the_part_is_the_page_without_its_frame(self):
        self._enter(self.claras)
        part = self._get(f"/my/cases/{self.copy.id}/part").text
        self.assertIn("Blue pier", part)
        self.assertNotIn("<html", part)
        rows = self._get(f"/my/cases/rows?ids={self.copy.id}").text
        self.assertIn(f'data-copy="{self.copy.id}"', rows)
        self.assertIn('data-fits="1"', rows)
        rows = self._get(f"/my/cases/rows?ids={self.copy.id}&search=zzz").text
        self.assertIn(f'data-copy="{self.copy.id}"', rows)
        self.assertNotIn("data-fits", rows)

    def test_an_account_of_another_client_added_later_sees_it(self):
        self.clara_access.guest_ids = [Command.link(self.carlos.id)]
        self._enter(self.carlos)
        self._get(f"/my/cases/{self.copy.id}")
        self.clara_access.guest_ids = [Command.unlink(self.carlos.id)]
        self._get(f"/my/cases/{self.copy.id}", 404)
