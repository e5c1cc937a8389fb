import os
from unittest.mock import patch

from ..transport import Inbox
from .deliveries import archive, attachment, document, listing, picture
from .ftp_common import FtpCase
from .servers import ftp_server


class TestDropBoxFtp(FtpCase):
    """The same, over a real FTP server."""

    def test_delivery_arrives(self):
        media = [attachment("front.png", "Front")]
        xml = document(listing("4711", media=media))
        self.upload("offer.zip", archive(xml, front__png=picture()))
        self.run_import()
        delivery = self.source.delivery_ids
        self.assertRecordValues(delivery, [{"state": "done", "place": "done", "created_count": 1}])
        record = delivery.listing_ids.property_id
        self.assertEqual(record.external_number, "IMVO-ID-4711")
        self.assertEqual(record.media_ids.mapped("name"), ["Front"])
        self.assertEqual((self.waiting(), self.put_away("done")), ([], ["offer.zip"]))

    def test_box_is_emptied_again_and_again(self):
        for number in range(3):
            self.upload("offer.xml", document(listing(str(number))))
            self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"] * 3)
        self.assertEqual(self.put_away("done"), ["offer.xml"] * 3)

    def test_second_look_is_a_real_one(self):
        self.upload("offer.xml", document(listing("1")))
        look = Inbox.look
        looks = []

        def look_and_grow(inbox):
            found = look(inbox)
            if not looks:
                os.utime(self.folder / "offer.xml", (9, 9))
            looks.append(found)
            return found

        with patch.object(Inbox, "look", look_and_grow):
            self.run_import()
        self.assertEqual(len(looks), 2)
        self.assertFalse(self.source.delivery_ids)
        self.assertEqual(self.waiting(), ["offer.xml"])
        self.run_import()
        self.assertEqual(self.source.delivery_ids.created_count, 1)

    def test_folder_and_user_folders(self):
        self.source.write({"directory": "from-imv", "has_user_folders": True})
        (self.folder / "from-imv" / "imv_agent").mkdir(parents=True)
        self.upload("from-imv/imv_agent/offer.xml", document(listing("1")))
        self.upload("offer.xml", document(listing("2")))
        self.run_import()
        self.assertEqual(self.source.delivery_ids.listing_ids.property_id.user_id, self.agent)
        self.assertEqual(self.waiting(), ["offer.xml"])
        moved = [path.name for path in (self.folder / "from-imv" / "done").iterdir()]
        self.assertEqual(len(moved), 1)

    def test_root_of_the_drop_box_given_as_its_directory_path(self):
        (self.folder / "sub").mkdir()
        self.storage.directory_path = "sub"
        self.upload("sub/offer.xml", document(listing("1")))
        self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"])
        self.assertEqual(len(list((self.folder / "sub" / "done").iterdir())), 1)

    def test_unusual_names(self):
        names = ["Köln Altbau #1.xml", "a b (2).xml", "50%.xml", "x'y.xml"]
        for number, name in enumerate(names):
            self.put(name, document(listing(str(number))))
        self.run_import()
        self.assertEqual(self.source.last_result, "ok", self.source.message)
        self.assertEqual(sorted(self.source.delivery_ids.mapped("name")), sorted(names))
        self.assertEqual(self.put_away("done"), sorted(names))

    def test_wrong_password_is_said_plainly(self):
        self.connect(password="wrong")
        answer = self.source.action_test_connection()["params"]
        self.assertIn("user name or the password", answer["message"])
        self.assertNotIn("wrong", answer["message"])

    def test_closed_port_is_said_plainly(self):
        self.connect(port=9)
        self.assertIn("does not answer", self.source.action_test_connection()["params"]["message"])

    def test_connection_works(self):
        self.upload("offer.xml", document(listing("1")))
        answer = self.source.action_test_connection()["params"]
        self.assertEqual((answer["type"], self.waiting()), ("success", ["offer.xml"]))

    def test_missing_folder_is_said_plainly(self):
        self.source.directory = "nowhere"
        self.assertIn("does not exist", self.source.action_test_connection()["params"]["message"])

    def test_what_cannot_be_read_goes_to_failed(self):
        self.upload("broken.zip", b"PK\x03\x04 broken")
        self.run_import()
        self.assertEqual(self.source.delivery_ids.state, "failed")
        self.assertEqual(self.put_away("failed"), ["broken.zip"])

    def test_box_that_is_read_only(self):
        self.put("offer.xml", document(listing("1")))
        with ftp_server(self.folder, perm="elr") as port:
            self.connect(port=port)
            self.run_import()
            self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"])
        self.assertIn("does not allow", self.source.message)
        self.connect()
        self.run_import()
        self.assertEqual(len(self.source.delivery_ids), 1)
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_server_that_is_away_for_a_while(self):
        self.upload("offer.xml", document(listing("1")))
        self.connect(port=9)
        self.run_import()
        self.assertEqual(self.source.last_result, "error")
        self.connect()
        self.run_import()
        self.assertEqual(self.source.last_result, "ok")
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"])
