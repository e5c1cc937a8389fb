import io

from PIL import Image

from odoo.tests import BaseCase, tagged

from ..thumbnails import make_thumbnails


@tagged("post_install", "-at_install")
class TestThumbnails(BaseCase):
    def _bytes(self, image, file_format, **options):
        output = io.BytesIO()
        image.save(output, file_format, **options)
        return output.getvalue()

    def _opened(self, content):
        return Image.open(io.BytesIO(content))

    def test_longest_side_is_limited(self):
        small = make_thumbnails(self._bytes(Image.new("RGB", (1600, 800)), "JPEG"), (512, 256))
        self.assertEqual(self._opened(small[512]).size, (512, 256))
        self.assertEqual(self._opened(small[256]).size, (256, 128))

    def test_small_pictures_do_not_grow(self):
        small = make_thumbnails(self._bytes(Image.new("RGB", (40, 30)), "PNG"), (512, 256))
        self.assertEqual(self._opened(small[512]).size, (40, 30))

    def test_transparency_stays_and_the_rest_becomes_jpeg(self):
        clear = make_thumbnails(self._bytes(Image.new("RGBA", (60, 60)), "PNG"), (256,))
        self.assertEqual(self._opened(clear[256]).format, "PNG")
        solid = make_thumbnails(self._bytes(Image.new("CMYK", (60, 60)), "JPEG"), (256,))
        self.assertEqual(self._opened(solid[256]).format, "JPEG")

    def test_pictures_are_turned_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6  # orientation: taken with the camera turned
        content = self._bytes(Image.new("RGB", (600, 300)), "JPEG", exif=exif)
        self.assertEqual(self._opened(make_thumbnails(content, (256,))[256]).size, (128, 256))

    def test_webp_becomes_smaller_too(self):
        small = make_thumbnails(self._bytes(Image.new("RGB", (900, 900)), "WEBP"), (256,))
        self.assertEqual(self._opened(small[256]).size, (256, 256))

    def test_no_picture_gives_nothing(self):
        whole = self._bytes(Image.effect_noise((300, 300), 50), "PNG")
        for content in (b"", b"%PDF-1.7", whole[:20], b"\x89PNG" + whole[50:]):
            self.assertEqual(make_thumbnails(content, (256,)), {})

    def test_far_too_large_gives_nothing(self):
        content = self._bytes(Image.new("1", (20000, 20000)), "PNG")
        self.assertEqual(make_thumbnails(content, (256,)), {})
