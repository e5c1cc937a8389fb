import threading
import time

from .deliveries import archive, attachment, document, listing, picture
from .ftp_common import FtpCase
from .mutants_zip import packed


class TestDropBoxFiles(FtpCase):
    """What lies in a drop box, in all its shapes, on a real FTP server."""

    def states(self):
        return {delivery.name: delivery.state for delivery in self.source.delivery_ids}

    def only(self):
        (delivery,) = self.source.delivery_ids
        return delivery

    def test_file_that_is_still_being_uploaded_is_not_taken(self):
        content = packed([("openimmo.xml", document(listing("1"))), ("x.bin", bytes(200_000))], 0)
        self.source.quiet_seconds = 1
        half, done = threading.Event(), threading.Event()

        def send():
            connection = self.client().transfercmd("STOR offer.zip")
            for start in range(0, 100_000, 5_000):
                connection.sendall(content[start : start + 5_000])
                half.set()
                time.sleep(0.1)
            connection.sendall(content[100_000:])
            connection.close()
            done.set()

        threading.Thread(target=send, daemon=True).start()
        half.wait(5)
        self.run_import()
        self.assertFalse(done.is_set(), "the upload was over too soon")
        self.assertFalse(self.source.delivery_ids)
        self.assertEqual(self.waiting(), ["offer.zip"])
        self.assertIn("Files left for later: 1", self.source.message)
        done.wait(5)
        self.source.quiet_seconds = 0
        self.run_import()
        self.assertRecordValues(self.only(), [{"state": "done", "created_count": 1}])
        self.assertEqual(self.only()._bytes(), content)

    def test_same_name_with_other_content_is_new(self):
        for title in ("First", "Second"):
            self.upload("offer.zip", archive(document(listing("1", title=title))))
            self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done", "done"])
        self.assertEqual(self.own_identities().property_id.name, "Second")
        self.assertEqual(self.put_away("done"), ["offer.zip", "offer.zip"])

    def test_same_content_under_another_name_is_recognised(self):
        for name in ("a.zip", "b.zip"):
            self.upload(name, archive(document(listing("1"))))
            self.run_import()
        self.assertEqual(self.states(), {"a.zip": "done", "b.zip": "duplicate"})
        self.assertEqual((self.waiting(), self.put_away("done")), ([], ["a.zip", "b.zip"]))

    def test_several_documents_in_one_archive(self):
        second = document(listing("2"), provider="OTHER1")
        self.upload("offer.zip", archive(document(listing("1")), sub__xml=second, x__xml=b"<x/>"))
        self.run_import()
        self.assertRecordValues(
            self.only(), [{"state": "done", "created_count": 2, "skipped_count": 1}]
        )

    def test_several_bare_documents_each_with_its_pictures(self):
        for name in ("a", "b"):
            media = [attachment(f"{name}.png", name)]
            self.upload(f"{name}.xml", document(listing(name, media=media)))
            self.upload(f"{name}.png", picture("red" if name == "a" else "blue"))
        self.run_import()
        records = self.source.delivery_ids.listing_ids.property_id
        self.assertEqual(sorted(records.media_ids.mapped("name")), ["a", "b"])
        self.assertEqual(self.put_away("done"), ["a.png", "a.xml", "b.png", "b.xml"])

    def test_names_in_capitals(self):
        media = [attachment("Front.Png", "Front")]
        xml = document(listing("1", media=media))
        self.upload("OFFER.ZIP", packed([("OPENIMMO.XML", xml), ("FRONT.PNG", picture())]))
        self.upload("BARE.XML", document(listing("2")))
        self.run_import()
        self.assertEqual(self.states(), {"OFFER.ZIP": "done", "BARE.XML": "done"})
        self.assertEqual(self.own_identities().property_id.media_ids.mapped("name"), ["Front"])

    def test_sub_folders_of_an_archive(self):
        media = [attachment("pictures\\front.png", "Front")]
        xml = document(listing("1", media=media))
        files = [("a/b/openimmo.xml", xml), ("a/b/pictures/front.png", picture()), ("a/", b"")]
        self.upload("offer.zip", packed(files))
        self.run_import()
        record = self.property_of(self.only())
        self.assertEqual(record.media_ids.mapped("name"), ["Front"])

    def test_nothing_that_could_be_imported(self):
        self.upload("no-xml.zip", packed([("front.png", picture())]))
        self.upload("empty.zip", packed([]))
        self.upload("no-listing.xml", document())
        self.upload("good.xml", document(listing("1")))
        self.run_import()
        bad = ("empty.zip", "no-listing.xml", "no-xml.zip")
        self.assertEqual(self.states(), {**dict.fromkeys(bad, "failed"), "good.xml": "done"})
        messages = {delivery.name: delivery.message for delivery in self.source.delivery_ids}
        self.assertIn("holds no XML document", messages["no-xml.zip"])
        self.assertIn("holds no XML document", messages["empty.zip"])
        self.assertIn("holds no listing", messages["no-listing.xml"])
        self.assertEqual(self.put_away("failed"), sorted(bad))
        self.assertEqual((self.waiting(), self.put_away("done")), ([], ["good.xml"]))
