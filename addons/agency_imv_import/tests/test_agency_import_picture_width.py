import base64
import hashlib
import io

from PIL import Image
from psycopg2 import IntegrityError

from odoo.tools import mute_logger

from .common import ImportCase
from .deliveries import archive, attachment, document, listing, picture


class TestAgencyImportPictureWidth(ImportCase):
    def setUp(self):
        super().setUp()
        self.source.max_picture_width = 400

    def send(self, title="House", **files):
        media = [attachment(name.replace("__", "."), name) for name in files]
        return self.deliver(archive(document(listing("1", title=title, media=media)), **files))

    def media(self):
        return self.own_identities().property_id.media_ids

    def width(self, media):
        return Image.open(io.BytesIO(base64.b64decode(media.file))).size

    def test_wide_picture_is_made_smaller(self):
        self.send(front__png=picture(size=(1000, 500)), small__png=picture("blue", (300, 900)))
        self.assertEqual(
            [self.width(one) for one in self.media().sorted("sequence")], [(400, 200), (300, 900)]
        )
        small = picture("blue", (300, 900))
        self.assertEqual(self.media()[1].checksum, hashlib.sha256(small).hexdigest())

    def test_photograph_stays_a_photograph(self):
        output = io.BytesIO()
        Image.new("RGB", (800, 600), "green").save(output, "JPEG")
        self.send(front__jpg=output.getvalue())
        self.assertEqual(
            (self.media().mimetype, self.width(self.media())), ("image/jpeg", (400, 300))
        )

    def test_zero_keeps_pictures_as_they_were_sent(self):
        self.source.max_picture_width = 0
        self.send(front__png=picture(size=(1000, 500)))
        self.assertEqual(self.width(self.media()), (1000, 500))

    def test_same_picture_again_is_recognised(self):
        self.send(front__png=picture(size=(1000, 500)))
        media = self.media()
        stamp = media.write_date
        for title in ("Second", "Third"):
            delivery = self.send(title, front__png=picture(size=(1000, 500)))
            self.assertEqual(delivery.updated_count, 1)
            self.assertNotIn("replaced here", delivery.listing_ids.message or "")
        self.assertEqual((self.media(), media.write_date), (media, stamp))

    def test_same_picture_under_another_name(self):
        self.send(front__png=picture(size=(1000, 500)))
        media = self.media()
        self.send("Second", other__png=picture(size=(1000, 500)))
        self.assertEqual(self.media(), media)
        self.send("Third", other__png=picture(size=(1000, 500)))
        self.assertEqual(self.media(), media)

    def test_new_content_under_the_same_name(self):
        self.send(front__png=picture(size=(1000, 500)))
        media = self.media()
        self.send(front__png=picture("blue", (1000, 800)))
        self.assertEqual((self.media(), self.width(media)), (media, (400, 320)))
        self.send("Third", front__png=picture("red", (300, 300)))
        self.assertEqual((self.media(), self.width(media)), (media, (300, 300)))

    def test_picture_that_the_office_replaced_is_kept(self):
        self.send(front__png=picture(size=(1000, 500)))
        own = picture("yellow", (500, 500))
        self.media().file = base64.b64encode(own)
        delivery = self.send("Second", front__png=picture("blue", (1000, 800)))
        self.assertEqual(base64.b64decode(self.media().file), own)
        self.assertIn("replaced here", delivery.listing_ids.message)

    def test_what_is_no_picture_does_not_stop_the_import(self):
        delivery = self.send(front__png=b"\x89PNG broken")
        self.assertEqual(delivery.created_count, 1)

    def test_width_has_a_sensible_bound(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.source.max_picture_width = 10
            self.env.flush_all()
