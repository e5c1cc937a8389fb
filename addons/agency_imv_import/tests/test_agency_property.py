from .common import ImportCase
from .deliveries import listing


class TestAgencyProperty(ImportCase):
    def test_smart_button_leads_to_the_deliveries(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", title="Changed"))
        record.invalidate_recordset()
        self.assertEqual(record.with_user(self.agent).import_listing_count, 2)
        action = record.with_user(self.agent).action_view_import_listings()
        self.assertEqual(self.listings.search_count(action["domain"]), 2)

    def test_own_property_has_no_import(self):
        record = self.properties.create({"name": "Own"})
        self.assertFalse(record.import_source_id)
        self.assertEqual(record.import_listing_count, 0)

    def test_copy_is_no_import(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.assertFalse(record.copy().import_source_id)
        self.assertEqual(len(self.own_identities()), 1)

    def test_must_be_active_before_it_is_published(self):
        record = self.property_of(self.import_listings(listing("1")))
        channel = self.env["agency.channel"].create({"name": "Portal", "kind": "portal"})
        publication = self.env["agency.publication"].create(
            {"property_id": record.id, "channel_id": channel.id}
        )
        with self.assertRaisesRegex(Exception, "(?i)inactive"):
            publication.action_publish()
        record.action_activate()
        publication.action_publish()
        self.assertEqual(publication.state, "published")
