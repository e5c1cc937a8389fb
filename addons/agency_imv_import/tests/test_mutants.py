import os
import time

from .common import ImportCase
from .deliveries import attachment, document, inner_attachment, listing, picture
from .mutants import mutants, packed

COUNT = int(os.environ.get("OPENIMMO_MUTANTS_ODOO") or 155)
LONGEST = 10  # seconds
FINAL = ("done", "partial", "failed", "set_aside", "duplicate")


class TestMutants(ImportCase):
    """Spoiled deliveries on their whole way; thousands more go through the reader alone."""

    def originals(self):
        front = picture(size=(8, 6))
        media = [attachment("front.png", "Front"), inner_attachment(front, "Inside")]
        documents = (
            document(listing("1", media=media, obid="A1", user="imv_agent")),
            document(listing("1", media=media), listing("2"), listing("1", action="DELETE")),
            document(listing("3"), scope="VOLL", provider="", company="Haus & Hof"),
        )
        return [[("openimmo.xml", xml), ("front.png", front)] for xml in documents]

    def good(self, number):
        """Return a delivery that differs from the one before in one title."""
        media = [attachment("front.png", "Front")]
        xml = document(listing("good", title=f"Title {number}", media=media))
        return packed([("openimmo.xml", xml), ("front.png", picture("green"))])

    def test_every_spoiled_delivery_ends_with_a_reason_and_the_next_works(self):
        self.check_good("created", 0)
        for number, mutant in enumerate(mutants(self.originals(), COUNT), start=1):
            with self.subTest(mutant.name):
                start = time.monotonic()
                delivery = self.deliver(mutant.content, mutant.name)
                self.assertLess(time.monotonic() - start, LONGEST)
                self.assertIn(delivery.state, FINAL)
                self.assertTrue(delivery.message)
                messages = [delivery.message, *delivery.listing_ids.mapped("message")]
                self.assertNotIn("unexpected", " ".join(filter(None, messages)))
                is_copy = delivery.state == "duplicate"  # only then its bytes are not kept
                kept = delivery.duplicate_of_id if is_copy else delivery
                self.assertEqual(kept._bytes(), mutant.content)
            if number % 10 == 0:
                self.check_good("updated", number)

    def check_good(self, action, number):
        delivery = self.deliver(self.good(number), "good.zip")
        self.assertEqual(delivery.listing_ids.mapped("action"), [action], delivery.message)
        record = delivery.listing_ids.property_id
        self.assertEqual((record.name, len(record.media_ids)), (f"Title {number}", 1))
