import os
from pathlib import Path
from unittest import skipUnless

from .common import ImportCase

# The folder of OpenImmo files that others made; ./agency test looks for it beside the clone.
SAMPLES = Path(os.environ.get("OPENIMMO_SAMPLES") or "/nowhere") / "samples"
ESTATE, REALTY = "OpenEstate__OpenEstate-IO__", "oliverklee__ext-realty__"
ONOFFICE = f"{REALTY}inline-onOffice-1.2.4-change-and-delete.xml"
# What is said of a delivery that is set aside, or of its listings.
NO_NUMBER = "has no number, neither internal nor external"
OTHER_XML = "not an OpenImmo delivery"


def imported(*actions, contacts=1, media=0, says=""):
    """Return what comes of a sample that is imported."""
    return "done", list(actions), contacts, media, says


def set_aside(says, listings=0):
    """Return what comes of a sample of which nothing can be used."""
    return "failed", ["failed"] * listings, 0, 0, says


# State, actions, contacts, media, and a part of what is said.
TABLE = {
    f"{ESTATE}Examples-openimmo-feedback.xml": set_aside(OTHER_XML),
    f"{ESTATE}Examples-openimmo.xml": imported("created", says="abc.jpg is named but not in"),
    # Version tests of a library: fragments without any number.
    f"{ESTATE}test-openimmo-1-2-0-upgrade.xml": set_aside(NO_NUMBER, 1),
    f"{ESTATE}test-openimmo-1-2-3-upgrade.xml": set_aside(NO_NUMBER, 5),
    f"{ESTATE}test-openimmo-1-2-4-downgrade.xml": set_aside(NO_NUMBER, 15),
    f"{ESTATE}test-openimmo-1-2-5-downgrade.xml": set_aside(NO_NUMBER, 8),
    f"{ESTATE}test-openimmo-1-2-6-downgrade.xml": set_aside(NO_NUMBER, 4),
    f"{ESTATE}test-openimmo-1-2-7-downgrade.xml": set_aside(NO_NUMBER, 4),
    f"{ESTATE}test-openimmo-1-2-7-upgrade.xml": set_aside(NO_NUMBER, 4),
    f"{ESTATE}test-openimmo-1-2-7b-downgrade.xml": set_aside(NO_NUMBER, 4),
    "justimmo__php-sdk__realty_detail.xml": imported(
        "created", media=12, says="places that the standard lacks are kept"
    ),
    "valeth__justimmo-client-ruby__employee_detail.xml": set_aside("damaged in line 11"),
    "oliverklee__ext-csv_to_openimmo__MinimalOpenImmo.xml": set_aside(NO_NUMBER, 1),
    f"{REALTY}bar-bar.zip": set_aside(OTHER_XML),
    f"{REALTY}bar.zip": set_aside(OTHER_XML),
    f"{REALTY}changed-copy-of-same-name-same-name.zip": imported("created"),
    f"{REALTY}charset-ISO8859-1.zip": imported("created"),
    f"{REALTY}charset-UTF8-default.zip": imported("created"),
    f"{REALTY}charset-UTF8.zip": imported("created"),
    f"{REALTY}contains-folder.zip": set_aside(OTHER_XML),
    f"{REALTY}email.zip": set_aside(NO_NUMBER, 1),
    f"{REALTY}empty.zip": set_aside("holds no XML document"),
    f"{REALTY}foo-deleted.zip": imported("skipped", contacts=0, says="that is not known here"),
    f"{REALTY}foo-uppercased.zip": set_aside(NO_NUMBER, 1),
    # Its pictures are empty files.
    f"{REALTY}foo.zip": imported("created", says="foo.jpg was left out"),
    ONOFFICE: imported("created", "archived", says="so archived here"),
    f"{REALTY}missing-referenced-images.zip": imported(
        "created", says="bar.jpg is named but not in the delivery"
    ),
    f"{REALTY}same-name.zip": imported("created"),
    f"{REALTY}two-objects.zip": imported("created", "updated"),
    f"{REALTY}valid-email.zip": set_aside(NO_NUMBER, 1),
    f"{REALTY}with-email-and-openimmo-anid.zip": set_aside(NO_NUMBER, 1),
    f"{REALTY}with-openimmo-anid.zip": set_aside(NO_NUMBER, 1),
}


@skipUnless(SAMPLES.is_dir(), "OPENIMMO_SAMPLES names no folder with samples")
class TestSamples(ImportCase):
    """Deliveries that others made, read from where they lie, on their way into the database."""

    def sample(self, name):
        return self.deliver((SAMPLES / name).read_bytes(), name)

    def test_every_sample_is_imported_or_set_aside_with_a_plain_reason(self):
        for name, expected in TABLE.items():
            # Each for itself: several are versions of the same listing.
            savepoint = self.env.cr.savepoint()
            with self.subTest(name):
                self.check(name, *expected)
            savepoint.close(rollback=True)
            self.env.invalidate_all()

    def check(self, name, state, actions, contacts, media, says):
        delivery = self.sample(name)
        lines = delivery.listing_ids
        self.assertEqual((delivery.state, lines.mapped("action")), (state, actions))
        said = " ".join(filter(None, [delivery.message, *lines.mapped("message")]))
        self.assertIn(says, said)
        self.assertNotIn("unexpected", said)
        self.assertEqual(delivery._bytes(), (SAMPLES / name).read_bytes())
        records = lines.property_id
        self.assertEqual(len(records), actions.count("created"))
        self.assertEqual(
            (len(records.party_ids.partner_id), len(records.media_ids)), (contacts, media)
        )

    def test_no_sample_is_left_out(self):
        found = {path.name for path in SAMPLES.iterdir() if path.suffix in (".xml", ".zip")}
        self.assertEqual(found, set(TABLE))

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
