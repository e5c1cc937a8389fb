import base64

from .common import ImportCase
from .deliveries import SELLER, listing, person, picture


class TestAgencyImportContacts(ImportCase):
    def seller(self, **facts):
        return person(**{**SELLER, **facts})

    def contacts(self, record):
        """Return the contact persons of today."""
        parties = record.party_ids.filtered(lambda party: party.role == "contact")
        return parties.filtered("is_current").partner_id

    def new_partner(self, **vals):
        return self.env["res.partner"].create({"name": "Clara Sommer", **vals})

    def test_seller_becomes_a_contact(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.assertRecordValues(
            self.contacts(record),
            [
                {
                    "name": "Clara Sommer",
                    "street": "Gartenweg 3",
                    "zip": "50667",
                    "city": "Köln",
                    "email": "clara.sommer@example.com",
                    "phone": "+49 221 4710815",
                    "origin_id": self.env.ref("agency_base.agency_contact_origin_imv").id,
                    "active": True,
                    "is_company": False,
                }
            ],
        )
        self.assertEqual(record.party_ids.mapped("role"), ["contact"])

    def test_picture_that_a_contact_gets_later(self):
        contact = self.contacts(self.property_of(self.import_listings(listing("1"))))
        self.assertFalse(contact.image_128)
        contact.image_1920 = base64.b64encode(picture())
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertTrue(contact.image_128)
        self.assertTrue(contact.image_1024)

    def test_company_of_a_person(self):
        record = self.property_of(
            self.import_listings(listing("1", seller=self.seller(company="Sommer GmbH")))
        )
        self.assertRecordValues(
            self.contacts(record), [{"name": "Clara Sommer", "company_name": "Sommer GmbH"}]
        )

    def test_company_without_a_person(self):
        seller = person(company="Sommer GmbH", email="info@sommer.example")
        record = self.property_of(self.import_listings(listing("1", seller=seller)))
        self.assertRecordValues(
            self.contacts(record), [{"name": "Sommer GmbH", "is_company": True}]
        )

    def test_telephone_number_alone_is_enough(self):
        record = self.property_of(
            self.import_listings(listing("1", seller=person(phone="0221 998877")))
        )
        self.assertEqual(self.contacts(record).name, "+49 221 998877")

    def test_no_contact_at_all(self):
        delivery = self.import_listings(listing("1", seller="<kontaktperson/>"))
        record = self.property_of(delivery)
        self.assertFalse(record.party_ids)
        self.assertFalse(delivery.listing_ids.contact_rule)

    def test_each_rule_recognises(self):
        cases = {
            "name_address": ({"street": "Gartenweg 3", "city": "Köln"}, SELLER),
            "email_surname": (
                {"name": "Karl Sommer", "email": "clara.sommer@example.com"},
                SELLER,
            ),
            "email_company": (
                {"name": "Front Desk", "email": "info@s.example", "company_name": "Sommer GmbH"},
                {"surname": "Other", "email": "info@s.example", "company": "Sommer GmbH"},
            ),
            "phone": (
                {"name": "C. S.", "phone": "+49 221 31415926"},
                {"surname": "Sommer", "phone": "0221-31415926"},
            ),
        }
        for number, (rule, (vals, seller)) in enumerate(cases.items()):
            with self.subTest(rule=rule):
                partner = self.new_partner(**vals)
                delivery = self.import_listings(listing(f"r{number}", seller=person(**seller)))
                self.assertEqual(delivery.listing_ids.contact_rule, rule)
                self.assertEqual(self.contacts(delivery.listing_ids.property_id), partner)
                partner.active = False

    def test_number_of_the_sender_recognises(self):
        first = self.import_listings(
            listing("1", seller=person(surname="Sommer", phone="0221 1111111", sender_number="7"))
        )
        second = self.import_listings(
            listing("2", seller=person(surname="Winter", phone="0221 2222222", sender_number="7"))
        )
        self.assertEqual(second.listing_ids.contact_rule, "sender_number")
        self.assertEqual(second.listing_ids.partner_id, first.listing_ids.partner_id)

    def test_number_of_another_sender_does_not(self):
        seller = {"surname": "Sommer", "phone": "0221 1111111", "sender_number": "7"}
        self.import_listings(listing("1", seller=person(**seller)))
        other = person(**{**seller, "surname": "Winter", "phone": "0221 2222222"})
        second = self.import_listings(listing("2", seller=other), provider="OTHER1")
        self.assertEqual(second.listing_ids.contact_rule, "new")

    def test_recognised_contact_is_completed_and_not_overwritten(self):
        partner = self.new_partner(street="Gartenweg 3", city="Köln", email="own@example.com")
        self.import_listings(listing("1"))
        self.assertRecordValues(
            partner,
            [{"email": "own@example.com", "phone": "+49 221 4710815", "zip": "50667"}],
        )
        self.assertEqual(partner.origin_id.code, "imv")

    def test_recognised_person_stays_a_person(self):
        partner = self.new_partner(email="info@s.example", company_name="Sommer GmbH")
        seller = person(company="Sommer GmbH", email="info@s.example", phone="0221 123456")
        delivery = self.import_listings(listing("1", seller=seller))
        self.assertEqual(delivery.listing_ids.partner_id, partner)
        self.assertRecordValues(partner, [{"is_company": False, "phone": "+49 221 123456"}])

    def test_company_that_the_office_linked_stays(self):
        parent = self.env["res.partner"].create({"name": "Sommer Holding", "is_company": True})
        partner = self.new_partner(email="clara.sommer@example.com", parent_id=parent.id)
        self.import_listings(listing("1", seller=self.seller(company="Sommer GmbH")))
        self.assertRecordValues(partner, [{"company_name": False, "parent_id": parent.id}])
        self.assertEqual(partner.phone, "+49 221 4710815")

    def test_origin_that_the_office_knows_stays(self):
        origin = self.env.ref("agency_base.agency_contact_origin_recommendation")
        partner = self.new_partner(street="Gartenweg 3", city="Köln", origin_id=origin.id)
        self.import_listings(listing("1"))
        self.assertEqual(partner.origin_id, origin)

    def test_two_listings_of_one_new_seller_in_one_delivery(self):
        delivery = self.import_listings(listing("1"), listing("2"))
        self.assertEqual(len(delivery.listing_ids.partner_id), 1)
        self.assertEqual(delivery.listing_ids.mapped("contact_rule"), ["new", "name_address"])

    def test_details_of_the_seller_are_updated(self):
        record = self.property_of(self.import_listings(listing("1")))
        partner = self.contacts(record)
        again = self.import_listings(listing("1", seller=self.seller(phone="0221 5555555")))
        self.assertEqual(again.listing_ids.action, "updated")
        self.assertEqual((self.contacts(record), partner.phone), (partner, "+49 221 5555555"))

    def test_details_that_the_office_corrected_survive(self):
        record = self.property_of(self.import_listings(listing("1")))
        partner = self.contacts(record)
        partner.phone = "0221 7777777"
        self.import_listings(listing("1", seller=self.seller(phone="0221 5555555", zip="50668")))
        self.assertRecordValues(partner, [{"phone": "0221 7777777", "zip": "50668"}])

    def test_seller_with_all_details_new_but_the_name(self):
        record = self.property_of(self.import_listings(listing("1")))
        partner = self.contacts(record)
        moved = person(surname="Sommer", first_name="Clara", email="new@example.com", city="Bonn")
        self.import_listings(listing("1", seller=moved))
        self.assertEqual(self.contacts(record), partner)
        self.assertEqual(partner.email, "new@example.com")

    def test_another_seller_takes_over(self):
        record = self.property_of(self.import_listings(listing("1")))
        former = self.contacts(record)
        heir = person(surname="Winter", first_name="Paul", email="paul@example.com")
        self.import_listings(listing("1", seller=heir))
        today = record.party_ids.filtered(lambda party: not party.date_to)
        self.assertEqual(today.partner_id.name, "Paul Winter")
        self.assertTrue(former.exists())
        self.assertEqual(len(record.party_ids), 2)

    def test_contact_that_the_office_replaced_stays_replaced(self):
        record = self.property_of(self.import_listings(listing("1")))
        other = self.new_partner(name="The Real Owner")
        record.party_ids.partner_id = other
        again = self.import_listings(listing("1", seller=self.seller(phone="0221 5555555")))
        self.assertEqual(self.contacts(record), other)
        self.assertIn("replaced the contact", again.listing_ids.message)
        self.import_listings(listing("1", seller=self.seller(phone="0221 6666666")))
        self.assertEqual(self.contacts(record), other)

    def test_link_that_the_office_removed_stays_removed(self):
        record = self.property_of(self.import_listings(listing("1")))
        record.party_ids.unlink()
        self.import_listings(listing("1", title="Changed"))
        self.import_listings(listing("1", seller=self.seller(phone="0221 5555555")))
        self.assertFalse(record.party_ids)

    def test_seller_who_is_already_contact_is_not_linked_twice(self):
        record = self.property_of(self.import_listings(listing("1", seller="<kontaktperson/>")))
        partner = self.new_partner(street="Gartenweg 3", city="Köln")
        record.party_ids.create(
            {"property_id": record.id, "partner_id": partner.id, "role": "contact"}
        )
        self.import_listings(listing("1"))
        self.assertEqual(record.party_ids.partner_id, partner)
        self.assertEqual(len(record.party_ids), 1)

    def test_contact_that_is_no_longer_delivered_stays(self):
        record = self.property_of(self.import_listings(listing("1")))
        partner = self.contacts(record)
        self.import_listings(listing("1", seller="<kontaktperson/>"))
        self.assertEqual(self.contacts(record), partner)
        before = len(record.party_ids)
        self.import_listings(listing("1", title="Changed"))
        self.assertEqual(len(record.party_ids), before)

    def test_unchanged_contact_is_not_written(self):
        record = self.property_of(self.import_listings(listing("1")))
        partner = self.contacts(record)
        stamp = partner.write_date
        again = self.import_listings(listing("1", title="Changed"))
        self.assertEqual(partner.write_date, stamp)
        self.assertEqual(again.listing_ids.contact_rule, "linked")
