import base64

from odoo.exceptions import AccessError, ValidationError

from .common import ImportCase
from .deliveries import listing

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
# Accepts a root with one transfer and anything else in it; every deliverer is one deviation.
SCHEMA = f"""{HEAD}<xs:element name="openimmo"><xs:complexType><xs:sequence>
<xs:element name="uebertragung"/></xs:sequence></xs:complexType></xs:element></xs:schema>"""


class TestAgencyImportSourceSchema(ImportCase):
    def use(self, text):
        self.source.schema_file = base64.b64encode(text.encode())

    def test_deviations_are_listed_and_the_delivery_is_imported(self):
        self.use(SCHEMA)
        delivery = self.import_listings(listing("1"))
        self.assertRecordValues(
            delivery, [{"state": "done", "created_count": 1, "deviation_count": 1}]
        )
        self.assertRegex(delivery.deviations, r"^delivery\.xml, line 5: .*anbieter")
        self.assertIn("Deviations from the schema: 1.", delivery.message)

    def test_only_the_first_ones_are_listed(self):
        self.use(f'{HEAD}<xs:element name="openimmo" type="xs:string"/></xs:schema>')
        self.use(
            f"""{HEAD}<xs:element name="openimmo"><xs:complexType><xs:sequence>
            <xs:element name="uebertragung"/><xs:element name="anbieter"><xs:complexType>
            <xs:sequence><xs:element name="firma"/><xs:element name="openimmo_anid"/>
            <xs:element name="immobilie" maxOccurs="unbounded" type="xs:decimal"/></xs:sequence>
            </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>"""
        )
        delivery = self.import_listings(*(listing(str(number)) for number in range(25)))
        self.assertGreaterEqual(delivery.deviation_count, 25)
        lines = delivery.deviations.splitlines()
        self.assertEqual(len(lines), 21)
        self.assertEqual(lines[-1], f"And {delivery.deviation_count - 20} more.")

    def test_without_schema_nothing_is_checked(self):
        delivery = self.import_listings(listing("1"))
        self.assertFalse(delivery.deviation_count or delivery.deviations)
        self.assertNotIn("schema", delivery.message)

    def test_damaged_delivery_is_said_to_be_damaged(self):
        self.use(SCHEMA)
        delivery = self.deliver(b"<openimmo>", "cut.xml")
        self.assertRecordValues(delivery, [{"state": "failed", "deviation_count": 0}])
        self.assertIn("damaged in line", delivery.message)

    def test_second_time_starts_anew(self):
        self.use(SCHEMA)
        delivery = self.import_listings(listing("1"))
        self.source.schema_file = False
        self.run_import(lambda sources: delivery.with_env(sources.env).action_process_again())
        self.assertRecordValues(delivery, [{"state": "done", "deviation_count": 0}])

    def test_broken_schema_is_refused(self):
        for text, sentence in (
            ("no schema", "no readable XML"),
            ("<a/>", "no valid XML schema"),
            (f'{HEAD}<xs:include schemaLocation="other.xsd"/></xs:schema>', "other files"),
        ):
            with self.assertRaisesRegex(ValidationError, sentence):
                self.use(text)

    def test_only_administrators_see_it(self):
        with self.assertRaises(AccessError):
            self.source.with_user(self.manager).schema_file = False
