from datetime import timedelta

from . import deliveries
from .common import ImportCase


class TestAgencyImportOwnExport(ImportCase):
    """What the office exported comes back: no second property, and nothing is overwritten."""

    def own_property(self):
        return self.properties.create({"name": "Our house", "city": "Bozen", "price_sale": 400000})

    def imported(self):
        return self.property_of(
            self.import_listings(deliveries.listing(obid="O1", extern="X1", price="300000"))
        )

    def assert_stays(self, record, content):
        """Deliver an export, and look for one line that passes over it."""
        record.name = "Changed since"
        count = self.properties.search_count([])
        line = self.deliver(content, "export.zip").listing_ids
        self.assertEqual(line.mapped("action"), ["skipped"], line.mapped("message"))
        self.assertEqual(line.property_id, record)
        self.assertEqual(line.external_number, record.external_number or record.reference)
        self.assertIn("export of our own", line.message)
        self.assertEqual(self.properties.search_count([]), count)
        self.assertEqual(record.name, "Changed since")
        self.assertTrue(record.active)

    def test_own_property(self):
        for purpose in ("portal", "full"):
            with self.subTest(purpose):
                record = self.own_property()
                self.assert_stays(record, record._openimmo_package(purpose))

    def test_imported_property(self):
        record = self.imported()
        for purpose in ("portal", "full"):
            with self.subTest(purpose):
                self.assert_stays(record, record._openimmo_package(purpose))

    def test_delivery_of_a_portal(self):
        channel = self.env["agency.channel"].create({"name": "Portal"})
        target = self.env["agency.export.target"].create(
            {
                "channel_id": channel.id,
                "storage_id": self.storage.id,
                "directory": str(self.folder),
                "provider_number": "4711",
            }
        )
        record = self.own_property()
        drafter = self.env["agency.export.drafter"]
        drafts = drafter._drafts(record, "portal", "4711")
        self.assert_stays(record, drafter._package(drafts, target._provider()))
        removed = drafts[0][0]._replace(action="delete", values={}, media=())
        self.assert_stays(record, drafter._package([], target._provider(), [removed]))

    def test_other_office_with_the_same_numbers(self):
        record = self.own_property()
        content = record._openimmo_package("portal")
        record.company_id.name = "Renamed"
        self.assertNotEqual(self.property_of(self.deliver(content, "other.zip")), record)

    def test_older_than_the_property(self):
        """A database was begun anew: its references are given a second time."""
        record = self.own_property()
        content = record._openimmo_package("portal")
        record.flush_recordset()
        self.env.cr.execute(
            "UPDATE agency_property SET create_date = %s WHERE id = %s",
            (record.create_date + timedelta(days=1), record.id),
        )
        record.invalidate_recordset()
        self.assertNotEqual(self.property_of(self.deliver(content, "older.zip")), record)
