import base64

from odoo import fields

from .deliveries import archive, attachment, document, listing, person, picture
from .test_agency_import_correction import OWN, CorrectionCase


class TestAgencyImportCorrectionParts(CorrectionCase):
    """Contacts, pictures and further details that the office replaced, removed or corrected."""

    def setUp(self):
        super().setUp()
        self.picture = self.house.media_ids

    def first(self):
        return self.put_picture("red").property_id

    def put_picture(self, colour, title="House with garden"):
        media = [attachment("front.png", "Front")]
        xml = document(listing("1", living="120", more=OWN, media=media, title=title))
        return self.deliver(
            archive(self.wrapped(xml), front__png=picture(colour)), "d.zip"
        ).listing_ids

    def test_corrected_detail_survives(self):
        detail = self.house.detail_ids.with_user(self.agent)
        detail.own_text = "green"
        self.assertEqual(self.told(), {"Our mark": ("blue", "green")})
        line = self.again(more=OWN.replace("blue", "red"))
        self.assertEqual((detail.display_value, detail.delivered_value), ("green", "red"))
        self.assertEqual((line.kept_count, line.conflict_count), (1, 1))
        self.assertIn(detail, detail.search([("display_value", "ilike", "gree")]))

    def test_corrected_detail_survives_its_end(self):
        detail = self.house.detail_ids.with_user(self.agent)
        detail.own_text = "green"
        line = self.again(more="")
        self.assertEqual(line.action, "updated")
        self.assertEqual((detail.exists().display_value, detail.delivered_value), ("green", ""))
        self.assertEqual(self.again(more="", title="New").action, "updated")
        self.again(more=OWN)
        self.assertEqual((detail.display_value, detail.delivered_value), ("green", "blue"))

    def test_detail_of_the_sender_is_taken_again(self):
        detail = self.house.detail_ids.with_user(self.agent)
        detail.own_text = "green"
        self.rows().with_user(self.agent).action_take()
        self.assertEqual(detail.display_value, "blue")
        self.assertFalse(self.rows())

    def test_removed_contact(self):
        party = self.house.party_ids
        seller = party.partner_id
        party.with_user(self.agent).unlink()
        self.assertEqual(self.told(), {"Contact Person": (seller.name, "removed")})
        line = self.put_picture("red", title="New title")
        self.assertEqual((line.kept_count, line.conflict_count), (1, 0))
        self.rows().with_user(self.agent).action_take()
        self.assertFalse(self.rows())
        self.assertEqual(self.house.party_ids.partner_id, seller)
        self.put_picture("red", title="Newer title")
        self.assertEqual(len(self.house.party_ids), 1)

    def test_replaced_contact_and_another_of_the_sender(self):
        other = self.env["res.partner"].create({"name": "Nora Winter"})
        self.house.party_ids.with_user(self.agent).partner_id = other
        self.assertEqual(self.told()["Contact Person"], ("Clara Sommer", "Nora Winter"))
        seller = person(surname="Herbst", first_name="Emil", email="emil@example.com")
        self.assertEqual(self.again(seller=seller).conflict_count, 1)
        self.assertEqual(self.again(seller=seller, title="New").conflict_count, 0)
        self.assertEqual(self.told()["Contact Person"], ("Emil Herbst", "Nora Winter"))
        answer = self.rows().with_user(self.agent).action_take()
        self.assertIn("next delivery", str(answer))
        self.again(seller=seller)
        self.assertIn("Emil Herbst", self.house.party_ids.partner_id.mapped("name"))
        self.assertFalse(self.rows())

    def test_contact_that_the_sender_replaced_is_no_row(self):
        self.again(seller=person(surname="Herbst", first_name="Emil"))
        ended = self.house.party_ids.filtered("date_to")
        self.assertEqual(ended.date_to, fields.Date.context_today(ended))
        self.assertFalse(self.rows())

    def test_removed_picture(self):
        self.picture.with_user(self.agent).unlink()
        self.assertEqual(self.told(), {"Picture or File": ("Front", "removed")})
        self.put_picture("red", title="New title")
        self.assertFalse(self.house.media_ids)
        self.rows().with_user(self.agent).action_take()
        self.put_picture("red", title="New title")
        self.assertEqual(self.house.media_ids.name, "Front")
        self.assertFalse(self.rows())

    def test_archived_picture(self):
        self.picture.with_user(self.agent).active = False
        self.assertEqual(self.told(), {"Picture or File": ("Front", "archived")})
        self.rows().with_user(self.agent).action_take()
        self.assertTrue(self.picture.active)
        self.assertFalse(self.rows())

    def test_replaced_picture(self):
        own = base64.b64encode(picture("green"))
        self.picture.with_user(self.agent).write({"file": own, "filename": "own.png"})
        self.assertEqual(self.told(), {"Picture or File": ("Front", "replaced by own.png")})
        self.assertEqual(self.put_picture("red", title="New").conflict_count, 0)
        self.assertEqual(self.put_picture("blue").conflict_count, 1)
        self.assertEqual(self.picture.file, own)
        self.rows().with_user(self.agent).action_take()
        self.put_picture("blue", title="Newer")
        self.assertEqual(base64.b64decode(self.picture.file), picture("blue"))
        self.assertFalse(self.rows())

    def test_picture_that_the_sender_withdrew_or_sent_twice_is_no_row(self):
        media = [attachment("front.png"), attachment("copy.png")]
        xml = document(listing("1", living="120", more=OWN, media=media))
        red = picture("red")
        self.deliver(archive(xml, front__png=red, copy__png=red), "d.zip")
        self.assertFalse(self.rows())
        self.again()
        self.assertFalse(self.picture.active)
        self.assertFalse(self.rows())
