from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from ..openimmo import slot_table
from .common import ImportCase
from .deliveries import listing

BIDDING = (
    "<bieterverfahren><mindestpreis>250000</mindestpreis>"
    "<beginn_bietzeit>2026-03-04T10:30:00</beginn_bietzeit></bieterverfahren>"
)
DISTANCE = "<infrastruktur><distanzen distanz_zu='FLUGHAFEN'>12.5</distanzen></infrastruktur>"
CUBIC = "<flaechen><kubatur>812,5</kubatur></flaechen>"
OWN = "<user_defined_simplefield feldname='Our mark'>blue</user_defined_simplefield>"
UNKNOWN = "<neuland><farbe>gelb</farbe></neuland>"


def place(path, text):
    """Return the elements that lead to a place, with a text there."""
    elements, _at, attribute = path.partition("/@")
    *outer, inner = elements.split("/")
    leaf = f'<{inner} {attribute}="{text}"/>' if attribute else f"<{inner}>{text}</{inner}>"
    for name in reversed(outer):
        leaf = f"<{name}>{leaf}</{name}>"
    return leaf


class TestAgencyPropertyDetail(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["agency.property.detail"].search([]).unlink()

    def imported(self, more):
        return self.property_of(self.import_listings(listing("1", more=more)))

    def shown(self, record):
        return {detail.label: detail.display_value for detail in record.detail_ids}

    def stamps(self):
        self.env.flush_all()
        self.env.invalidate_all()
        details = self.env["agency.property.detail"].search([])
        return [(detail.id, detail.write_date, detail.value_text) for detail in details]

    def test_details_are_stored_with_their_types(self):
        record = self.imported(BIDDING + DISTANCE + CUBIC + OWN + UNKNOWN)
        by_path = {detail.path: detail for detail in record.detail_ids}
        price = by_path["bieterverfahren/mindestpreis"]
        self.assertRecordValues(
            price,
            [
                {
                    "group": "auction",
                    "value_type": "money",
                    "value_number": 250000,
                    "value_text": "250000",
                    "slot": "bieterverfahren/mindestpreis",
                    "company_id": self.source.company_id.id,
                }
            ],
        )
        self.assertEqual(by_path["neuland/farbe"].group, "unknown")
        self.assertEqual(by_path["user_defined_simplefield[Our mark]"].group, "own")
        start = by_path["bieterverfahren/beginn_bietzeit"]
        self.assertEqual(str(start.value_date), "2026-03-04")

    def test_details_are_shown_in_words(self):
        record = self.imported(BIDDING + DISTANCE + CUBIC + OWN + UNKNOWN)
        shown = self.shown(record)
        self.assertEqual(shown["Distance to"], "Airport")
        self.assertEqual(shown["Distance"], "12.5 km")
        self.assertEqual(shown["Volume"], "812.5 m³")
        self.assertEqual(shown["Our mark"], "blue")
        self.assertEqual(shown["neuland/farbe"], "gelb")
        self.assertIn("250,000.00", shown["Minimum price"])
        self.assertEqual(shown["Bidding starts"], "03/04/2026 10:30")

    def test_label_of_a_field_that_could_not_hold_the_value(self):
        record = self.imported("<preise><kaufpreis>VB</kaufpreis></preise>")
        self.assertEqual(record.detail_ids.path, "preise[2]/kaufpreis")
        again = self.property_of(
            self.import_listings(listing("2", price="VB", equipment="<sauna>vielleicht</sauna>"))
        )
        shown = self.shown(again)
        self.assertEqual(shown["Purchase Price"], "VB")
        self.assertEqual(shown["Sauna"], "vielleicht")

    def test_every_place_without_a_field_arrives(self):
        """Each of them alone in a listing: stored, named, shown and found by its name."""
        alone = [
            slot
            for slot in slot_table.SLOTS.values()
            if not slot.target and not slot.path.startswith(("bewertung/", "anhaenge/"))
        ]
        texts = {"number": "3", "money": "3", "date": "2026-03-04", "boolean": "1"}
        delivery = self.import_listings(
            *(
                listing(str(number), more=place(slot.path, texts.get(slot.value_type, "Text")))
                for number, slot in enumerate(alone)
            )
        )
        self.assertEqual(delivery.created_count, len(alone), delivery.listing_ids.mapped("message"))
        self.assertGreater(len(alone), 150)
        by_number = {line.external_number: line.property_id for line in delivery.listing_ids}
        for number, slot in enumerate(alone):
            record = by_number[f"IMVO-ID-{number}"]
            detail = self.env["agency.property.detail"].search([("property_id", "=", record.id)])
            with self.subTest(slot.path):
                self.assertEqual(detail.slot, slot.path)
                self.assertEqual(detail.label, slot.label)
                self.assertTrue(detail.display_value)
                self.assertIn(detail, detail.search([("label", "ilike", slot.label)]))

    def test_same_listing_again_touches_no_detail(self):
        self.imported(BIDDING + OWN)
        before = self.stamps()
        again = self.import_listings(listing("1", more=BIDDING + OWN, title="Another title"))
        self.assertEqual(again.listing_ids.action, "updated")
        self.assertEqual(self.stamps(), before)

    def test_only_the_detail_that_changed_is_written(self):
        record = self.imported(BIDDING + OWN)
        before = self.stamps()
        again = self.import_listings(listing("1", more=BIDDING + OWN.replace("blue", "red")))
        self.assertEqual(again.listing_ids.action, "updated")
        after = self.stamps()
        self.assertEqual([row[0] for row in after], [row[0] for row in before])
        self.assertEqual({row[2] for row in after} ^ {row[2] for row in before}, {"blue", "red"})
        self.assertEqual(self.shown(record)["Our mark"], "red")

    def test_detail_that_is_not_delivered_any_more_goes(self):
        record = self.imported(BIDDING + OWN)
        again = self.import_listings(listing("1", more=BIDDING))
        self.assertEqual(again.listing_ids.action, "updated")
        self.assertNotIn("Our mark", self.shown(record))
        self.assertIn("Minimum price", self.shown(record))

    def test_details_of_other_properties_stay(self):
        other = self.property_of(self.import_listings(listing("2", more=OWN)))
        self.imported(BIDDING)
        self.import_listings(listing("1"))
        self.assertEqual(self.shown(other), {"Our mark": "blue"})

    def test_what_a_record_could_hold_is_no_detail(self):
        state = self.env["res.country.state"].create(
            {"name": "Testland", "code": "TL", "country_id": self.env.ref("base.de").id}
        )
        known = listing("1").replace("<geo>", "<geo><bundesland>Testland</bundesland>")
        record = self.property_of(self.import_listings(known))
        self.assertEqual(record.state_id, state)
        self.assertFalse(record.detail_ids)
        unknown = known.replace("Testland", "Nowhere").replace(">1<", ">2<")
        other = self.property_of(self.import_listings(unknown))
        self.assertEqual(self.shown(other), {"State or province": "Nowhere"})

    def test_unknown_places_are_in_the_report(self):
        delivery = self.import_listings(listing("1", more=UNKNOWN))
        self.assertIn("neuland/farbe", delivery.listing_ids.message)

    def test_technical_details_are_not_on_the_form(self):
        machine = "<email_feedback>machine@example.com</email_feedback>"
        seller = f"<kontaktperson><name>Sommer</name>{machine}</kontaktperson>"
        record = self.property_of(self.import_listings(listing("1", seller=seller)))
        self.assertNotIn("machine@example.com", record.detail_ids.mapped("value_text"))
        every = self.env["agency.property.detail"].search([("property_id", "=", record.id)])
        self.assertIn("machine@example.com", every.mapped("value_text"))

    def test_properties_are_found_by_their_details(self):
        record = self.imported(DISTANCE + OWN)
        self.property_of(self.import_listings(listing("2")))
        for inner in (
            ("value_text", "ilike", "BLUE"),
            ("display_value", "ilike", "blue"),
            ("display_value", "ilike", "airport"),
            ("label", "ilike", "our mark"),
            ("label", "ilike", "distance to"),
        ):
            found = self.properties.search([("detail_ids", "any", [inner])])
            self.assertEqual(found, record, inner)

    def test_numbers_and_dates_are_found_as_they_are_shown(self):
        record = self.imported(BIDDING + DISTANCE + CUBIC)
        self.property_of(self.import_listings(listing("2")))
        self.env["res.lang"]._activate_lang("de_DE")
        english = ("812.5", "812.5 m³", "12.5 km", "250000", "250,000.00", "250,000.00 €")
        german = ("812,5", "812,5 m³", "12,5 km", "250000", "250.000,00", "250.000,00 €")
        for lang, texts in (("en_US", english), ("de_DE", german)):
            details = self.env["agency.property.detail"].with_context(lang=lang)
            shown = details.search([("property_id", "=", record.id)]).mapped("display_value")
            for text in (*texts, *(value for value in shown if value[:1].isdigit())):
                found = details.search([("display_value", "ilike", text)])
                self.assertEqual(found.property_id, record, (lang, text))
        details = self.env["agency.property.detail"].with_context(lang="en_US")
        for text in ("812.5 km", "12,5.0", "81.25", "2,50000"):
            self.assertFalse(details.search([("display_value", "ilike", text)]), text)

    def test_office_reads_and_changes_nothing(self):
        detail = self.imported(OWN).detail_ids
        as_agent = detail.with_user(self.agent)
        self.assertEqual(as_agent.display_value, "blue")
        for change in (
            lambda: as_agent.write({"value_text": "red"}),
            lambda: as_agent.unlink(),
            lambda: as_agent.with_user(self.manager).unlink(),
        ):
            with self.assertRaises(AccessError):
                change()
        stranger = new_test_user(self.env, "imv_stranger", "base.group_user")
        with self.assertRaises(AccessError):
            detail.with_user(stranger).read(["value_text"])

    def test_another_company_sees_nothing(self):
        detail = self.imported(OWN).detail_ids
        company = self.env["res.company"].create({"name": "Other"})
        other = new_test_user(
            self.env, "imv_other", "agency_base.group_agent", company_id=company.id
        )
        found = self.env["agency.property.detail"].with_user(other).search([])
        self.assertNotIn(detail, found)

    def test_form_opens_with_its_details(self):
        record = self.imported(BIDDING + OWN)
        with Form(record.with_user(self.agent)) as form:
            self.assertEqual(len(form.detail_ids), 3)
        self.assertEqual(record.action_view_details()["domain"], [("property_id", "=", record.id)])

    def test_fields_that_agents_search(self):
        record = self.imported(
            "<verwaltung_objekt><vermietet>1</vermietet><bisdatum>2027-01-31</bisdatum>"
            "</verwaltung_objekt>"
        )
        self.assertTrue(record.is_let)
        self.assertEqual(str(record.available_until), "2027-01-31")
        self.assertFalse(record.detail_ids)
