import base64
from unittest.mock import patch

from odoo.exceptions import ValidationError

from .common import ImportCase
from .deliveries import (
    archive,
    attachment,
    document,
    inner_attachment,
    listing,
    picture,
    remote_attachment,
)

REFUSAL = "This picture is refused."
RED, BLUE, GREEN = picture("red"), picture("blue"), picture("green")


class TestAgencyImportMedia(ImportCase):
    def send(self, *media, title="House", **files):
        """Deliver one listing with these attachments and files."""
        xml = document(listing("1", title=title, media=media))
        return self.deliver(archive(xml, **files), "delivery.zip").listing_ids

    def media_of(self, line):
        return line.property_id.media_ids.sorted("sequence")

    def contents(self, line):
        """Return the contents of the pictures in their order."""
        attachments = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "agency.property.media"),
                ("res_field", "=", "file"),
                ("res_id", "in", self.media_of(line).ids),
            ]
        )
        raw = {attachment.res_id: attachment.raw for attachment in attachments}
        return [raw.get(media.id) for media in self.media_of(line)]

    def two(self, **files):
        return self.send(
            attachment("1.png", "Front"),
            attachment("2.png", "Back"),
            **{"1__png": RED, "2__png": BLUE},
            **files,
        )

    def test_pictures_in_order_with_titles(self):
        line = self.two()
        self.assertEqual(self.media_of(line).mapped("name"), ["Front", "Back"])
        self.assertEqual(self.contents(line), [RED, BLUE])
        self.assertEqual(line.property_id.cover_media_id.name, "Front")
        self.assertTrue(line.property_id.cover_media_id.image_512)

    def test_kinds(self):
        line = self.send(
            attachment("1.png", "Front"),
            attachment("2.png", "Plan", "GRUNDRISS"),
            attachment("3.pdf", "Paper", "DOKUMENTE"),
            **{"1__png": RED, "2__png": BLUE, "3__pdf": b"%PDF-1.4 x"},
        )
        self.assertEqual(self.media_of(line).mapped("kind"), ["picture", "floor_plan", "document"])
        self.assertEqual(self.media_of(line).mapped("is_public"), [True, True, False])

    def test_content_inside_the_xml(self):
        self.assertEqual(self.contents(self.send(inner_attachment(GREEN, "Inside"))), [GREEN])

    def test_remote_picture_is_kept_as_a_link(self):
        line = self.send(remote_attachment("https://pictures.example/1.jpg", "Front"))
        self.assertRecordValues(
            self.media_of(line), [{"kind": "link", "url": "https://pictures.example/1.jpg"}]
        )

    def test_file_that_is_missing_is_said(self):
        line = self.send(attachment("1.png"), attachment("2.png"), **{"1__png": RED})
        self.assertEqual(len(self.media_of(line)), 1)
        self.assertIn("2.png", line.message)

    def test_same_delivery_again_stores_nothing(self):
        line = self.two()
        stamps = self.media_of(line).mapped("write_date")
        again = self.send(
            attachment("1.png", "Front"),
            attachment("2.png", "Back"),
            **{"1__png": RED, "2__png": BLUE, "note__txt": b"only the wrapping differs"},
        )
        self.assertEqual(again.action, "unchanged")
        self.assertEqual(self.media_of(line).mapped("write_date"), stamps)

    def test_new_content_under_the_same_name_replaces(self):
        line = self.two()
        ids = self.media_of(line).ids
        again = self.send(
            attachment("1.png", "Front"),
            attachment("2.png", "Back"),
            **{"1__png": RED, "2__png": GREEN},
        )
        self.assertEqual(again.action, "updated")
        self.assertEqual((self.media_of(line).ids, self.contents(line)), (ids, [RED, GREEN]))

    def test_same_content_under_another_name_is_not_stored_again(self):
        line = self.two()
        ids = self.media_of(line).ids
        self.send(
            attachment("a.png", "Front"), attachment("b.png", "Back"),
            title="New", **{"a__png": RED, "b__png": BLUE},
        )  # fmt: skip
        self.assertEqual(self.media_of(line).ids, ids)
        self.assertEqual(line.property_id.with_context(active_test=False).media_ids.ids, ids)

    def test_pictures_that_changed_places(self):
        line = self.two()
        front, back = self.media_of(line)
        self.send(
            attachment("1.png", "Back"), attachment("2.png", "Front"),
            title="New", **{"1__png": BLUE, "2__png": RED},
        )  # fmt: skip
        self.assertEqual(self.media_of(line), back + front)
        self.assertEqual(self.media_of(line).mapped("name"), ["Back", "Front"])
        self.assertEqual(self.contents(line), [BLUE, RED])

    def test_file_that_the_sender_leaves_out_stays(self):
        line = self.two()
        again = self.send(attachment("1.png", "Front"), attachment("2.png", "Back"), title="New")
        self.assertEqual(self.contents(line), [RED, BLUE])
        self.assertNotIn("not in the delivery", again.message)

    def test_title_and_order_change_without_the_file(self):
        line = self.two()
        self.send(attachment("2.png", "Garden side"), attachment("1.png", "Front"))
        self.assertEqual(self.media_of(line).mapped("name"), ["Garden side", "Front"])
        self.assertEqual(self.contents(line), [BLUE, RED])

    def test_picture_that_is_no_longer_listed_is_archived(self):
        line = self.two()
        gone = self.media_of(line)[1]
        self.send(attachment("1.png", "Front"), **{"1__png": RED})
        self.assertFalse(gone.active)
        self.assertEqual(self.contents(line), [RED])

    def test_picture_that_comes_back_is_restored(self):
        line = self.two()
        back = self.media_of(line)[1]
        self.send(attachment("1.png", "Front"), **{"1__png": RED})
        self.two(note__txt=b"again")
        self.assertTrue(back.active)
        self.assertEqual(len(self.media_of(line)), 2)

    def test_own_pictures_and_changes_of_the_office_stay(self):
        line = self.two()
        front, back = self.media_of(line)
        own = front.create({"property_id": line.property_id.id, "url": "https://film.example"})
        front.name = "Our title"
        back.active = False
        self.send(
            attachment("1.png", "New title"), attachment("2.png", "Back"),
            title="New", **{"1__png": RED, "2__png": BLUE},
        )  # fmt: skip
        self.assertEqual(front.name, "Our title")
        self.assertFalse(back.active)
        self.assertTrue(own.active)

    def test_picture_that_the_office_deleted_stays_away(self):
        line = self.two()
        self.media_of(line)[1].unlink()
        self.send(
            attachment("1.png", "Front"), attachment("2.png", "Back"),
            title="New", **{"1__png": RED, "2__png": BLUE},
        )  # fmt: skip
        self.assertEqual(self.contents(line), [RED])

    def test_picture_that_the_office_replaced_is_kept(self):
        line = self.two()
        front = self.media_of(line)[0]
        front.file = base64.b64encode(GREEN)
        again = self.send(
            attachment("1.png", "Front"), attachment("2.png", "Back"),
            title="New", **{"1__png": picture("black"), "2__png": BLUE},
        )  # fmt: skip
        self.assertEqual(self.contents(line)[0], GREEN)
        self.assertIn("replaced here", again.message)

    def test_same_content_twice_in_a_listing_is_stored_once(self):
        line = self.send(
            attachment("1.png", "One"), attachment("2.png", "Two"), **{"1__png": RED, "2__png": RED}
        )
        self.assertEqual(len(self.media_of(line)), 1)
        self.assertFalse(line.message)

    def test_damaged_picture_does_not_stop_the_listing(self):
        line = self.send(attachment("1.png"), **{"1__png": b"not a picture"})
        self.assertEqual(line.action, "created")

    def test_medium_that_is_refused_does_not_stop_the_listing(self):
        media = type(self.env["agency.property.media"])
        create = media.create

        def refuse(records, vals_list):
            if any(vals.get("filename") == "1.png" for vals in vals_list):
                raise ValidationError(REFUSAL)
            return create(records, vals_list)

        with patch.object(media, "create", refuse):
            line = self.two()
        self.assertEqual(line.action, "created")
        self.assertEqual(self.contents(line), [BLUE])
        self.assertIn("1.png was left out: This picture is refused.", line.message)
        self.assertEqual(len(self.media_of(self.two(note__txt=b"again"))), 2, "it is tried again")
