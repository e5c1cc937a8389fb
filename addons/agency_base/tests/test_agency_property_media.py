import base64
import hashlib
import io

from PIL import Image

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .common import AgencyCase

PDF = base64.b64encode(b"%PDF-1.7 contract")


@tagged("post_install", "-at_install")
class TestAgencyPropertyMedia(AgencyCase):
    def test_facts_come_from_the_file(self):
        content = self._picture(size=(1000, 600))
        media = self._media(filename="living_room.png", file=content)
        raw = base64.b64decode(content)
        self.assertEqual(media.checksum, hashlib.sha256(raw).hexdigest())
        self.assertEqual((media.size, media.mimetype), (len(raw), "image/png"))
        self.assertEqual((media.name, media.kind), ("living room", "picture"))
        self.assertTrue(media.is_public)
        self.assertEqual(self._size(media.image_512), (512, 307))
        self.assertEqual(self._size(media.image_256), (256, 154))

    def _size(self, image):
        return Image.open(io.BytesIO(base64.b64decode(image))).size

    def test_new_file_brings_new_facts(self):
        media = self._media()
        before = media.checksum
        media.file = self._picture("blue", (30, 30))
        self.assertNotEqual(media.checksum, before)
        self.assertEqual(self._size(media.image_512), (30, 30))
        media.write({"file": PDF, "filename": "plan.pdf"})
        self.assertEqual(media.mimetype, "application/pdf")
        self.assertFalse(media.image_512 or media.image_256)

    def test_documents_are_private_and_without_thumbnail(self):
        media = self._media(filename="contract.pdf", file=PDF)
        self.assertEqual((media.kind, media.is_public), ("document", False))
        self.assertFalse(media.image_256)

    def test_what_is_public_by_itself(self):
        for number, (kind, public) in enumerate(
            {
                "picture": True,
                "floor_plan": True,
                "map": True,
                "panorama": True,
                "document": False,
            }.items()
        ):
            media = self._media(kind=kind, file=self._picture(size=(5, 5 + number)))
            self.assertEqual(media.is_public, public, kind)
        explicit = self._media(kind="document", is_public=True, file=PDF)
        self.assertTrue(explicit.is_public)

    def test_form_follows_the_file_and_the_kind(self):
        form = Form(self.env["agency.property.media"].with_context(default_kind="picture"))
        form.property_id = self.house
        form.file = PDF
        form.filename = "house_rules.pdf"
        self.assertEqual((form.name, form.kind, form.is_public), ("house rules", "document", False))
        form.kind = "floor_plan"
        self.assertTrue(form.is_public)

    def test_links(self):
        link = self._media(file=False, filename=False, url="https://example.com/tour", kind="video")
        self.assertEqual(link.display_name, "Video")
        bare = self._media(file=False, filename=False, url="https://example.com/page")
        self.assertEqual((bare.kind, bare.is_public), ("link", False))
        with self.refused("https://"):
            link.url = "javascript:alert(1)"

    def test_nothing_inside_is_refused(self):
        with self.refused("neither a file nor a link"):
            self._media(file=False)

    def test_same_file_only_once_per_property_and_kind(self):
        self._media(name="Hall", filename="hall.png")
        with self.refused("Hall.*again.png"):
            self._media(filename="again.png")
        self._media(kind="floor_plan")
        self._media(self._property())
        two = {"property_id": self.house.id, "file": self._picture("green")}
        with self.assertRaises(ValidationError):
            self.env["agency.property.media"].create([two, two])

    def test_archived_file_may_come_again(self):
        old = self._media()
        old.active = False
        self._media()
        with self.assertRaises(ValidationError):
            old.active = True

    def test_new_media_come_last(self):
        first = self._media(sequence=7)
        second, third = self.env["agency.property.media"].create(
            [
                {"property_id": self.house.id, "file": self._picture("blue")},
                {"property_id": self.house.id, "file": self._picture("green")},
            ]
        )
        self.assertEqual(self.house.media_ids, first | second | third)
        self.assertEqual([second.sequence, third.sequence], [8, 9])

    def test_cover_is_the_first_picture(self):
        self._media(kind="floor_plan")
        second = self._media(sequence=20, file=self._picture("blue"))
        self.assertEqual(self.house.cover_media_id, second)
        first = self._media(sequence=10, is_public=False, file=self._picture("green"))
        self.assertEqual(self.house.cover_media_id, first)
        self.assertEqual(self.house.public_cover_media_id, second)
        second.action_make_cover()
        self.assertEqual(self.house.cover_media_id, second)
        second.active = False
        self.assertEqual(self.house.cover_media_id, first)
        self.assertFalse(self.house.public_cover_media_id)
        first.unlink()
        self.assertFalse(self.house.cover_media_id)

    def test_cover_address_changes_with_the_picture(self):
        self.assertFalse(self.house.cover_url)
        media = self._media()
        before = self.house.cover_url
        self.assertIn(f"/web/image/agency.property.media/{media.id}/image_512", before)
        media.file = self._picture("blue")
        self.assertNotEqual(self.house.cover_url, before)

    def test_lists_by_kind(self):
        picture = self._media()
        plan = self._media(kind="floor_plan")
        document = self._media(file=PDF)
        self.house.invalidate_recordset()
        self.assertEqual(self.house.picture_ids, picture)
        self.assertEqual(self.house.floor_plan_ids, plan)
        self.assertEqual(self.house.document_ids, document)
        self.assertEqual(self.house.public_media_ids, picture | plan)

    def test_pictures_created_with_their_property(self):
        house = self._property(
            media_ids=[
                Command.create({"file": self._picture("blue"), "filename": "a.png"}),
                Command.create({"file": self._picture("green"), "filename": "b.png"}),
            ]
        )
        self.assertEqual(house.cover_media_id, house.media_ids[0])
        self.assertEqual(house.media_ids.company_id, self.company)

    def test_create_many_takes_a_constant_number_of_queries(self):
        def queries(count, color):
            houses = self.env["agency.property"].concat(*(self._property() for _i in range(count)))
            values = [
                {
                    "property_id": house.id,
                    "file": self._picture(color, (10 + number, 20)),
                    "filename": f"{number}.png",
                }
                for house in houses
                for number in range(2)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["agency.property.media"].create(values)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2, "red")
        self.assertEqual(queries(12, "blue"), queries(3, "green"))
