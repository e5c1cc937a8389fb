import os
from pathlib import Path
from unittest import skipUnless

from .common import ImportCase

# The folder of OpenImmo files that others made; ./agency test looks for it beside the clone.
SAMPLES = Path(os.environ.get("OPENIMMO_SAMPLES") or "/nowhere") / "samples"
ONOFFICE = "oliverklee__ext-realty__inline-onOffice-1.2.4-change-and-delete.xml"
OPENESTATE = "OpenEstate__OpenEstate-IO__Examples-openimmo.xml"


@skipUnless(SAMPLES.is_dir(), "OPENIMMO_SAMPLES names no folder with samples")
class TestSamples(ImportCase):
    """Deliveries that others made, read from where they lie."""

    def sample(self, name):
        return self.deliver((SAMPLES / name).read_bytes(), name)

    def test_onoffice_changes_and_deletes_one_listing(self):
        delivery = self.sample(ONOFFICE)
        self.assertEqual(delivery.state, "done")
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created", "archived"])
        record = delivery.listing_ids.property_id
        self.assertRecordValues(
            record,
            [
                {
                    "active": False,
                    "external_number": "IMVO-ID-550",
                    "city": "Mainz / Lerchenberg",
                    "price_sale": 149000,
                    "area_living": 88,
                    "rooms": 3,
                    "maintenance_fee": 345,
                    "address_public": False,
                    "available_from": self.env["agency.property"]
                    ._fields["available_from"]
                    .to_date("2015-08-01"),
                }
            ],
        )
        contact = record.party_ids.partner_id
        self.assertRecordValues(
            contact,
            [{"name": "Jane Doe", "company_name": "Doe Immobilien", "city": "Bad Kreuznach"}],
        )

    def test_openestate_example(self):
        delivery = self.sample(OPENESTATE)
        self.assertEqual(delivery.state, "done", delivery.message)
        self.assertEqual(delivery.created_count, len(delivery.listing_ids))
        self.assertTrue(delivery.listing_ids.property_id)

    def test_every_sample_ends_in_a_final_state(self):
        for path in sorted(SAMPLES.iterdir()):
            if path.suffix not in (".xml", ".zip"):
                continue
            with self.subTest(path.name):
                delivery = self.sample(path.name)
                self.assertIn(delivery.state, ("done", "partial", "failed", "duplicate"))
                self.assertTrue(delivery.message)
                self.assertNotIn("unexpected", delivery.message)
                for line in delivery.listing_ids:
                    self.assertNotIn("unexpected", line.message or "")
