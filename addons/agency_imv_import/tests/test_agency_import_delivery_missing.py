from odoo.exceptions import AccessError, UserError

from .common import ImportCase
from .deliveries import listing


class TestAgencyImportDeliveryMissing(ImportCase):
    def setUp(self):
        super().setUp()
        self.source.full_delivery = "ask"
        self.import_listings(listing("1"), listing("2"), listing("3"))

    def full(self, *numbers):
        return self.import_listings(*(listing(number) for number in numbers), scope="VOLL")

    def active_numbers(self):
        return sorted(
            self.own_identities().property_id.filtered("active").mapped("external_number")
        )

    def test_asks_and_archives_when_told(self):
        delivery = self.full("1")
        self.assertRecordValues(delivery, [{"asks_to_archive": True, "missing_count": 2}])
        self.assertEqual(len(self.active_numbers()), 3)
        self.assertIn("Archive 2 missing", delivery.activity_ids.summary)
        delivery.with_user(self.manager).action_archive_missing()
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1"])
        self.assertFalse(delivery.asks_to_archive or delivery.activity_ids)
        with self.assertRaises(UserError):
            delivery.action_archive_missing()

    def test_archived_property_comes_back_when_it_is_offered_again(self):
        self.full("1").action_archive_missing()
        self.import_listings(listing("2"))
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-2"])

    def test_keep(self):
        delivery = self.full("1")
        delivery.with_user(self.manager).action_keep_missing()
        self.assertEqual(len(self.active_numbers()), 3)
        self.assertFalse(delivery.asks_to_archive or delivery.activity_ids)

    def test_what_has_come_again_since_stays(self):
        delivery = self.full("1")
        self.import_listings(listing("2", title="New title"))
        delivery.action_archive_missing()
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-2"])

    def test_delivery_with_errors_does_not_ask(self):
        delivery = self.full("1", "")
        self.assertRecordValues(delivery, [{"asks_to_archive": False, "missing_count": 2}])

    def test_list_and_nothing(self):
        for mode, mentioned in (("list", True), ("nothing", False)):
            self.source.full_delivery = mode
            delivery = self.full("1", f"new-{mode}")
            self.assertFalse(delivery.asks_to_archive)
            self.assertEqual("lacks" in delivery.message, mentioned)
        self.assertEqual(len(self.active_numbers()), 5)

    def test_empty_full_delivery_asks_nothing(self):
        delivery = self.full()
        self.assertFalse(delivery.asks_to_archive)
        self.assertEqual(len(self.active_numbers()), 3)

    def test_agents_archive_nothing(self):
        delivery = self.full("1").with_user(self.agent)
        for method in ("action_archive_missing", "action_keep_missing"):
            with self.assertRaises(AccessError):
                getattr(delivery, method)()
