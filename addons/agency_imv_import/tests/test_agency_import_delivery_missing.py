from ast import literal_eval
from unittest.mock import patch

from lxml import etree

from odoo.exceptions import AccessError, UserError

from ..openimmo import errors
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
        self.assertIn("shall they be archived?", delivery.message)
        delivery.with_user(self.manager).action_archive_missing()
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1"])
        self.assertEqual(
            delivery.message,
            "Listings: 1 unchanged. This full delivery lacks 2 of the properties that came before; "
            "they were archived: IMVO-ID-2, IMVO-ID-3.",
        )
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
        self.assertNotIn("?", delivery.message)
        self.assertIn("they stay as they are: IMVO-ID-2, IMVO-ID-3.", delivery.message)
        self.assertFalse(delivery.asks_to_archive or delivery.activity_ids)

    def test_filters_of_the_protocol(self):
        """What was archived as missing is found, and is not what was processed again since."""
        delivery = self.full("1")
        delivery.action_archive_missing()
        view = etree.fromstring(self.listings.get_view(view_type="search")["arch"])
        found = {}
        back = self.own_identities().property_id.filtered(
            lambda record: record.external_number == "IMVO-ID-2"
        )
        back.active = True
        self.run_import(
            lambda source: delivery.with_env(source.env).with_user(self.manager)._start_undo()
        )
        self.env.invalidate_all()
        for name in ("missing", "former", "undo_left"):
            domain = literal_eval(view.find(f".//filter[@name='{name}']").get("domain"))
            domain.append(("delivery_id", "=", delivery.id))
            found[name] = self.listings.search(domain).property_id.mapped("external_number")
        self.assertEqual(sorted(found["missing"]), ["IMVO-ID-2", "IMVO-ID-3"])
        self.assertFalse(found["former"])
        self.assertIn("IMVO-ID-2", found["undo_left"])

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

    def archiving(self, percent):
        self.source.write({"full_delivery": "archive", "shrink_percent": percent})

    def test_little_is_archived_without_a_question(self):
        self.archiving(40)
        delivery = self.full("1", "2")
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-2"])
        self.assertRecordValues(delivery, [{"asks_to_archive": False, "missing_count": 1}])
        self.assertFalse(delivery.activity_ids)
        self.assertIn("they were archived: IMVO-ID-3", delivery.message)
        self.import_listings(listing("3"))
        self.assertEqual(len(self.active_numbers()), 3)

    def test_border_of_the_share(self):
        self.import_listings(listing("4"))
        for percent, archived in ((24, False), (25, True)):
            self.archiving(percent)
            delivery = self.full("1", "2", "3", f"new {percent}")
            self.assertNotEqual(delivery.asks_to_archive, archived)
            self.assertNotEqual("IMVO-ID-4" in self.active_numbers(), archived)
            self.import_listings(listing(f"new {percent}", action="DELETE"))

    def test_no_share_always_asks(self):
        self.archiving(0)
        self.assertTrue(self.full("1", "2").asks_to_archive)
        self.assertEqual(len(self.active_numbers()), 3)

    def test_whole_share_never_asks(self):
        self.archiving(100)
        self.assertFalse(self.full("new").asks_to_archive)
        self.assertEqual(self.active_numbers(), ["IMVO-ID-new"])

    def test_only_known_listing(self):
        self.import_listings(listing("2", action="DELETE"), listing("3", action="DELETE"))
        self.archiving(99)
        delivery = self.full("new")
        self.assertRecordValues(delivery, [{"asks_to_archive": True, "missing_count": 1}])
        self.assertEqual(self.active_numbers(), ["IMVO-ID-1", "IMVO-ID-new"])

    def test_full_delivery_that_offers_nothing_archives_nothing(self):
        self.archiving(100)
        self.full()
        self.assertEqual(len(self.active_numbers()), 3)
        delivery = self.import_listings(listing("1", action="DELETE"), scope="VOLL")
        self.assertEqual(self.active_numbers(), ["IMVO-ID-2", "IMVO-ID-3"])
        self.assertTrue(delivery.asks_to_archive)

    def test_delivery_with_errors_archives_nothing(self):
        self.archiving(100)
        self.assertFalse(self.full("1", "").asks_to_archive)
        self.assertEqual(len(self.active_numbers()), 3)

    def test_work_that_ended_early_archives_nothing(self):
        self.archiving(100)
        processor, batches = type(self.deliveries), type(self.deliveries)._batches

        def batches_and_no_more(delivery, position):
            yield from batches(delivery, position)
            raise errors.NoListings

        with patch.object(processor, "_batches", batches_and_no_more):
            delivery = self.full("1")
        self.assertIn("stay as they are", delivery.message)
        self.assertFalse(delivery.asks_to_archive)
        self.assertEqual(len(self.active_numbers()), 3)
