import io

import vobject
from pypdf import PdfReader

from odoo.tests import tagged
from odoo.tools import mute_logger

from .portal_common import PDF, PortalCase


@tagged("post_install", "-at_install")
class TestPortalFiles(PortalCase):
    def _document(self, house, public):
        return self._record(house, "agency.property.media").filtered(
            lambda media: media.kind == "document" and media.is_public == public
        )

    def test_documents_of_the_own_property_only(self):
        for guest, own, foreign in (
            (self.owner, "Harbour", "Castle"),
            (self.other_owner, "Castle", "Harbour"),
        ):
            self._enter(guest)
            for public in (True, False):
                media = self._document(own, public)
                response = self._get(f"/my/documents/{media.id}")
                self.assertEqual(
                    response.content.decode(), f"document {public} {media.property_id.id}"
                )
                self.assertIn("attachment", response.headers["Content-Disposition"])
                with mute_logger("odoo.http"):
                    self._get(f"/my/documents/{self._document(foreign, public).id}", 404)

    def test_low_gets_public_documents_only(self):
        self._enter(self.applicant)
        self._get(f"/my/documents/{self._document('Harbour', True).id}")
        with mute_logger("odoo.http"):
            self._get(f"/my/documents/{self._document('Harbour', False).id}", 404)

    def test_a_picture_is_no_document(self):
        picture = self._record("Harbour", "agency.property.media").filtered(
            lambda media: media.kind == "picture"
        )[0]
        self._enter(self.owner)
        with mute_logger("odoo.http"):
            self._get(f"/my/documents/{picture.id}", 404)

    def test_downloads_are_logged(self):
        self._enter(self.owner)
        self._get(f"/my/documents/{self._document('Harbour', True).id}")
        self.env.invalidate_all()
        entry = self.owner.log_ids.filtered(lambda log: log.event == "download")
        self.assertEqual(entry.note, "document-True.txt")

    def test_without_the_section_no_download(self):
        guest = self._guest("nodocs", self.olga, self._all_but("documents"))
        self._enter(guest)
        with mute_logger("odoo.http"):
            self._get(f"/my/documents/{self._document('Harbour', True).id}", 404)
            self._post("/my/documents/upload", 404, files={"files": ("a.pdf", PDF)})

    def test_sent_files_are_kept_and_only_their_owner_gets_them_back(self):
        self._enter(self.owner)
        self._post(
            "/my/documents/upload",
            files={"files": ("../../etc/deed?.pdf", PDF, "application/pdf")},
            note="Our deed",
            property_id=self.harbour.id,
        )
        message = self.owner._thread_messages_sudo()[0]
        self.assertIn("Our deed", message.body)
        self.assertIn("Harbour house", message.body)
        self.assertEqual(message.author_id, self.owner.user_id.partner_id)
        attachment = message.attachment_ids
        self.assertEqual(attachment.name, "deed_.pdf")
        self.assertFalse(attachment.url or attachment.public)
        self.assertEqual((attachment.res_model, attachment.res_id), ("agency.guest", self.owner.id))
        self.assertEqual(self._get(f"/my/documents/sent/{attachment.id}").content, PDF)
        self.assertIn("deed_.pdf", self._get("/my/documents").text)
        self._enter(self.other_owner)
        with mute_logger("odoo.http"):
            self._get(f"/my/documents/sent/{attachment.id}", 404)

    def test_refused_files_leave_nothing(self):
        self.company.agency_upload_limit = 1
        self._enter(self.owner)
        refused = {
            "run.exe": b"MZ",
            "page.pdf": b"<html><script>alert(1)</script></html>",
            "page.html": b"<html></html>",
            "empty.pdf": b"",
            "huge.pdf": PDF + b"0" * 1024 * 1024,
            "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "noextension": PDF,
        }
        for name, content in refused.items():
            with self.subTest(name=name):
                files = {"files": (name, content)}
                page = self._post("/my/documents/upload", 422, files=files).text
                self.assertIn("alert-danger", page)
        mixed = [("files", ("good.png", self._png())), ("files", ("bad.exe", b"MZ"))]
        self._post("/my/documents/upload", 422, files=mixed)
        self._post("/my/documents/upload", 422)
        self.assertFalse(self.owner._thread_messages_sudo())

    def test_an_upload_about_a_foreign_property_is_refused(self):
        self._enter(self.owner)
        files = {"files": ("deed.pdf", PDF)}
        with mute_logger("odoo.http"):
            self._post("/my/documents/upload", 404, files=files, property_id=self.castle.id)
            self._post("/my/documents/upload", 404, files=files, property_id="1 OR 1=1")
        self.assertFalse(self.owner._thread_messages_sudo())

    def test_appointment_file_of_the_own_property_only(self):
        self._enter(self.applicant)
        event = self._record("Harbour", "calendar.event")
        response = self._get(f"/my/appointments/{event.id}/ics")
        self.assertIn("text/calendar", response.headers["Content-Type"])
        entry = vobject.readOne(response.text).vevent
        self.assertEqual(entry.summary.value, "Signing: Harbour house")
        self.assertEqual(entry.dtstart.value.replace(tzinfo=None), event.start)
        self.assertNotIn("SECRET", response.text)
        foreign = self._record("Castle", "calendar.event")
        with mute_logger("odoo.http"):
            self._get(f"/my/appointments/{foreign.id}/ics", 404)

    def test_report_of_each_guest_is_its_own(self):
        for guest, own, foreign in (
            (self.owner, "Harbour house", "Castle house"),
            (self.other_owner, "Castle house", "Harbour house"),
        ):
            self._enter(guest)
            response = self._get("/my/report/pdf")
            self.assertEqual(response.headers["Content-Type"], "application/pdf")
            pages = PdfReader(io.BytesIO(response.content)).pages
            text = "".join(page.extract_text() for page in pages)
            self.assertIn(own, text)
            self.assertNotIn(foreign, text)
            self.assertNotIn("SECRET", text)
