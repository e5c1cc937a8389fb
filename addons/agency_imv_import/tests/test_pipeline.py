import io

from odoo.tests import BaseCase

from .. import pipeline
from ..openimmo.errors import DeliveryError, NotOpenImmo
from .deliveries import archive, document, inner_attachment, listing


class TestPipeline(BaseCase):
    def entries(self, content, name="delivery.xml"):
        return list(pipeline.entries(name, io.BytesIO(content)))

    def test_listings_come_in_their_order(self):
        found = self.entries(document(listing("1"), listing("2"), listing("3")))
        self.assertEqual([entry.index for entry in found], [1, 2, 3])
        self.assertEqual([entry.draft.identity.intern for entry in found], ["1", "2", "3"])
        self.assertEqual({entry.provider.key for entry in found}, {"IMV0001"})

    def test_listing_without_number_is_set_aside_alone(self):
        found = self.entries(document(listing("1"), listing(""), listing("3")))
        self.assertEqual([bool(entry.draft) for entry in found], [True, False, True])
        self.assertIn("line", found[1].error)

    def test_damaged_document_is_refused_as_a_whole(self):
        xml = document(listing("1"), listing("2")).replace(b"</anbieter>", b"</wrong>")
        with self.assertRaises(DeliveryError):
            self.entries(xml)

    def test_other_xml_in_the_archive_is_only_remarked(self):
        content = archive(document(listing("1")), other__xml=b"<settings/>")
        found = self.entries(content, "delivery.zip")
        self.assertEqual([entry.index for entry in found], [1, 2])
        self.assertFalse(found[1].error)
        self.assertIn("other.xml", found[1].remark)

    def test_nothing_but_another_xml_is_an_error(self):
        with self.assertRaises(NotOpenImmo):
            self.entries(b"<settings/>")

    def test_two_documents_in_one_archive(self):
        content = archive(document(listing("1")), second__xml=document(listing("2")))
        self.assertEqual(
            [entry.draft.identity.intern for entry in self.entries(content, "d.zip")], ["1", "2"]
        )

    def test_batches_are_small_enough(self):
        found = self.entries(document(*(listing(str(number)) for number in range(5))))
        self.assertEqual([len(piece) for piece in pipeline.batches(found, 2)], [2, 2, 1])

    def test_same_listing_twice_opens_a_new_batch(self):
        found = self.entries(document(listing("1"), listing("2"), listing("1"), listing("3")))
        self.assertEqual([len(piece) for piece in pipeline.batches(found, 10)], [2, 2])

    def test_heavy_listings_open_a_new_batch(self):
        media = [inner_attachment(b"x" * 600)]
        found = self.entries(document(*(listing(str(n), media=media) for n in range(3))))
        self.assertEqual([len(piece) for piece in pipeline.batches(found, 10, 1000)], [1, 1, 1])
