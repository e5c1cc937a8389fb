from unittest.mock import patch

from odoo.tools import mute_logger

from .. import transport
from .common import ImportCase
from .deliveries import document, listing, picture, remote_attachment

URL = "https://pictures.example/front.png?size=big"
WIDE = picture("blue", (800, 40))


class TestAgencyImportSourcePictures(ImportCase):
    """The way of a linked picture; how it is fetched is tested with a real web server."""

    def fetched(self, *answers):
        """Let the web give these answers, one per picture, and return the addresses asked."""
        left, asked = list(answers), []

        def fetch(url):
            asked.append(url)
            answer = left.pop(0)
            if isinstance(answer, Exception):
                raise answer
            return answer

        self.enterContext(patch.object(transport, "fetch", fetch))
        return asked

    def deliver_link(self, *urls, **facts):
        media = [remote_attachment(url, "Front") for url in urls or (URL,)]
        self.put("offer.xml", document(listing("1", media=media, **facts)))
        self.run_import()
        return self.own_identities().property_id.media_ids

    def test_link_becomes_a_picture(self):
        asked = self.fetched(WIDE)
        self.source.max_picture_width = 400
        (medium,) = self.deliver_link()
        self.assertEqual(asked, [URL])
        self.assertRecordValues(
            medium,
            [
                {
                    "kind": "picture",
                    "name": "Front",
                    "filename": "front.png",
                    "url": False,
                    "remote_url": URL,
                    "mimetype": "image/png",
                }
            ],
        )
        self.assertLess(medium.size, len(WIDE))

    def test_delivered_again_nothing_is_fetched_or_changed(self):
        asked = self.fetched(WIDE)
        (medium,) = self.deliver_link()
        checksum = medium.checksum
        again = self.deliver_link(title="New title")
        self.assertEqual((again, again.checksum, again.kind), (medium, checksum, "picture"))
        line = self.source.delivery_ids[0].listing_ids
        self.assertEqual(line.message, "Updated: Title.")
        self.assertEqual(len(asked), 1)

    def test_other_address_is_another_picture(self):
        asked = self.fetched(WIDE, picture("red"))
        (old,) = self.deliver_link()
        (new,) = self.deliver_link("https://pictures.example/2.png", title="New title")
        self.assertFalse(old.active)
        self.assertEqual((new.kind, len(asked)), ("picture", 2))

    def test_refused_address_stays_a_link_and_says_why(self):
        asked = self.fetched(transport.Refused("address", "inner"))
        (medium,) = self.deliver_link()
        self.assertRecordValues(medium, [{"kind": "link", "url": URL, "checksum": False}])
        self.assertIn("public internet", medium.remote_problem)
        self.run_import()
        self.assertEqual(len(asked), 1)

    def test_every_refusal_has_a_sentence(self):
        for code in ("address", "scheme", "redirects", "size", "kind", "status"):
            self.assertTrue(self.source._refusal(transport.Refused(code, "404")))

    def test_server_that_is_away_is_asked_again_but_not_for_ever(self):
        asked = self.fetched(*[transport.NotNow("pictures.example: no answer")] * 10)
        media = self.deliver_link(URL, "https://pictures.example/2.png")
        self.assertEqual(len(asked), 1)  # the second picture is not worth another wait
        for _ in range(10):
            self.run_import()
        self.assertEqual(len(asked), 10)
        self.assertEqual(media.mapped("kind"), ["link", "link"])
        self.assertIn("did not give it", media[0].remote_problem)

    def test_what_is_no_picture(self):
        self.fetched(b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")
        (medium,) = self.deliver_link()
        self.assertIn("no picture", medium.remote_problem)
        self.assertEqual(medium.kind, "link")

    def test_same_picture_twice_is_stored_once(self):
        self.fetched(WIDE, WIDE)
        with mute_logger("odoo.sql_db"):
            media = self.deliver_link(URL, "https://pictures.example/2.png")
        self.assertEqual(media.mapped("kind"), ["picture", "link"])
        self.assertIn("already has this file", media[1].remote_problem)

    def test_switched_off(self):
        asked = self.fetched()
        self.source.fetches_pictures = False
        (medium,) = self.deliver_link()
        self.assertEqual((medium.kind, asked), ("link", []))
