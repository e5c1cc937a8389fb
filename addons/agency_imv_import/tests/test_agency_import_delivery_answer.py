import base64

from lxml import etree

from odoo.exceptions import AccessError, UserError

from .common import ImportCase
from .deliveries import attachment, document, listing
from .servers import HOST, PASSWORD, USER, ftp_server

ADDRESS = "technik@example.com"


def with_address(content, address=ADDRESS):
    """Add the technical address to a delivery."""
    return content.replace(
        b'senderversion="1"', f'senderversion="1" techn_email="{address}"'.encode()
    )


class TestAgencyImportDeliveryAnswer(ImportCase):
    def setUp(self):
        super().setUp()
        self.before = self.env["mail.mail"].search([])
        self.source.sender_ids = [(0, 0, {"key": "IMV0001"})]

    def mails(self):
        """Return the e-mails with an answer."""
        return self.env["mail.mail"].search([("attachment_ids", "!=", False)]) - self.before

    def document_of(self, delivery):
        """Download the answer and parse it."""
        action = delivery.with_user(self.manager).action_download_answer()
        self.assertIn(f"/{delivery.id}/answer/", action["url"])
        return etree.fromstring(base64.b64decode(delivery.answer))

    def put_answers(self):
        folder = self.folder / "feedback"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    def test_what_became_of_each_listing(self):
        media = [attachment("none.png")]
        delivery = self.import_listings(
            listing("1", obid="OB1", extern="A-1", price="VB", media=media),
            listing(""),
            listing("2"),
        )
        root = self.document_of(delivery)
        first = delivery.listing_ids[0].property_id
        entries = [{child.tag: child.text for child in one} for one in root.iterfind("objekt")]
        self.assertEqual(
            entries,
            [
                {
                    "portal_obj_id": first.reference,
                    "anbieter_id": "IMV0001",
                    "oobj_id": "OB1",
                    "zusatz_refnr": "A-1",
                },
                {
                    "portal_obj_id": delivery.listing_ids[2].property_id.reference,
                    "anbieter_id": "IMV0001",
                    "oobj_id": "2",
                },
            ],
        )
        errors = [
            (one.findtext("objekt_id"), one.findtext("fehlernr"))
            for one in root.iterfind("fehlerliste/fehler")
        ]
        self.assertEqual(errors, [("1", "301"), ("1", "311"), ("", "101")])
        self.assertEqual(root.findtext("status/statusnr"), "1")
        self.assertIn("2 created", root.findtext("status/text"))

    def test_what_the_office_changed_is_not_told(self):
        record = self.property_of(self.import_listings(listing("1")))
        record.price_sale = 1234567
        delivery = self.import_listings(listing("1", price="460000"))
        self.assertIn("1,234,567", delivery.listing_ids.message)
        told = etree.tostring(self.document_of(delivery)).replace(b",", b"")
        self.assertNotIn(b"1234567", told)
        self.assertIsNone(self.document_of(delivery).find("fehlerliste"))

    def test_delivery_that_cannot_be_read(self):
        root = self.document_of(self.deliver(b"<openimmo>", "cut.xml"))
        self.assertEqual(root.findtext("status/statusnr"), "2")
        self.assertEqual(root.findtext("fehlerliste/fehler/fehlernr"), "220")
        self.assertIn("damaged in line", root.findtext("fehlerliste/fehler/text"))

    def test_mail_to_the_sender(self):
        self.source.answer_to = "email"
        delivery = self.deliver(with_address(document(listing("1"))))
        (mail,) = self.mails()
        self.assertEqual((mail.email_to, delivery.answer_email), (ADDRESS, ADDRESS))
        self.assertIn("auto-replied", mail.headers)
        self.assertIn(b"<openimmo_feedback>", mail.attachment_ids.raw)
        self.assertFalse(self.put_answers() or delivery.answer_state)

    def test_who_is_not_written_to(self):
        self.source.answer_to = "email"
        content = document(listing("1"))
        cases = {
            "no address": (content, {}),
            "no real address": (with_address(content, "nobody"), {}),
            "two addresses": (with_address(content, "a@example.com,b@example.com"), {}),
            "switched off": (with_address(content), {"answer_to": "no"}),
            "drop box only": (with_address(content), {"answer_to": "server"}),
            "not listed": (with_address(document(listing("2"), provider="X", company="X")), {}),
        }
        for name, (delivered, vals) in cases.items():
            with self.subTest(name):
                self.source.write({"answer_to": "email", **vals})
                # Equal content would be a duplicate.
                delivery = self.deliver(delivered + b"\n" * len(name), name)
                self.assertEqual(delivery.state, "done", delivery.message)
                self.assertFalse(self.mails() or delivery.answer_email)

    def test_who_is_set_aside_hears_nothing(self):
        self.source.write({"answer_to": "both", "accepted_senders": "listed"})
        self.source.sender_ids.is_allowed = False
        delivery = self.deliver(with_address(document(listing("1"))))
        self.assertEqual(delivery.state, "set_aside")
        self.assertFalse(self.mails() or delivery.answer_state)
        with self.assertRaises(UserError):
            delivery.action_download_answer()

    def test_agents_do_not_get_it(self):
        delivery = self.import_listings(listing("1"))
        with self.assertRaises(AccessError):
            delivery.with_user(self.agent).action_download_answer()

    def test_second_time_answers_again(self):
        self.source.answer_to = "email"
        delivery = self.deliver(with_address(document(listing("1"))))
        self.run_import(lambda sources: delivery.with_env(sources.env).action_process_again())
        self.assertEqual(len(self.mails()), 2)

    def test_answer_in_the_drop_box_as_soon_as_the_server_is_there(self):
        self.source.answer_to = "server"
        account = {"host": HOST, "username": USER, "password": PASSWORD}
        self.put("offer.xml", document(listing("1")))
        with ftp_server(self.folder, perm="elrafw") as port:
            self.source.action_connect({**account, "port": port})
            (self.folder / "done").mkdir()
            self.run_import()
            delivery = self.source.delivery_ids
            self.assertRecordValues(delivery, [{"state": "done", "answer_state": "waiting"}])
            self.assertIn("does not allow", self.source.message)
        self.run_import()  # no server at all
        self.assertEqual(delivery.answer_state, "waiting")
        with ftp_server(self.folder) as port:
            self.source.action_connect({**account, "port": port})
            self.run_import()
            self.assertEqual(delivery.answer_state, "put")
            (name,) = self.put_answers()
            self.assertEqual(name, f"offer-{delivery.id}-feedback.xml")
            root = etree.parse(self.folder / "feedback" / name).getroot()
            self.assertEqual(root.findtext("objekt/oobj_id"), "1")
            # The folder is nobody's folder: what lies there is no delivery.
            self.source.has_user_folders = True
            self.run_import()
        self.assertEqual(self.source.delivery_ids, delivery)

    def test_answer_that_lies_there_is_replaced(self):
        self.source.answer_to = "server"
        self.put("offer.xml", document(listing("1")))
        with ftp_server(self.folder) as port:
            self.source.action_connect(
                {"host": HOST, "port": port, "username": USER, "password": PASSWORD}
            )
            self.run_import()
            self.source.delivery_ids.answer_state = "waiting"
            self.run_import()
        self.assertEqual(self.source.delivery_ids.answer_state, "put")
        self.assertEqual(len(self.put_answers()), 1)
