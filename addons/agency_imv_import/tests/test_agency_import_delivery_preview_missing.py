from unittest.mock import patch

from ..models import agency_import_delivery_preview as preview
from ..models import agency_import_processor_mixin as processor
from .common import ImportCase
from .deliveries import document, listing


class TestAgencyImportDeliveryPreviewMissing(ImportCase):
    def setUp(self):
        super().setUp()
        self.import_listings(*(listing(number) for number in "12345"))
        self.source.write({"full_delivery": "archive", "shrink_percent": 40, "asks_first": True})

    def review(self, *numbers, scope="VOLL"):
        return self.deliver(document(*(listing(number) for number in numbers), scope=scope))

    def press(self, record, method):
        self.run_import(
            lambda source: getattr(record.with_env(source.env).with_user(self.manager), method)()
        )
        self.env.invalidate_all()

    def missing(self, delivery):
        return [
            (line.action, line.external_number)
            for line in delivery.preview_ids.filtered("is_missing")
        ]

    def active_numbers(self):
        known = self.own_identities().property_id.filtered("active")
        return "".join(sorted(known.mapped(lambda one: one.external_number[-1])))

    def test_what_would_be_archived(self):
        delivery = self.review("1", "2", "3")
        self.assertEqual(
            self.missing(delivery), [("archived", "IMVO-ID-4"), ("archived", "IMVO-ID-5")]
        )
        line = delivery.preview_ids.filtered("is_missing")[0]
        self.assertEqual(line.change_ids.mapped("new_text"), ["no"])
        self.assertIn("would be archived: IMVO-ID-4, IMVO-ID-5", delivery.message)
        self.assertIn("Listings: 3 unchanged.", delivery.message)
        self.assertRecordValues(delivery, [{"scope": "full", "state": "review"}])
        self.assertEqual(self.active_numbers(), "12345")
        self.press(delivery, "action_import_all")
        self.assertEqual(self.active_numbers(), "123")
        self.assertNotIn("Not as in the preview", delivery.message)

    def test_left_out_stays(self):
        delivery = self.review("1", "2", "3")
        line = delivery.preview_ids.filtered(lambda line: line.external_number == "IMVO-ID-4")
        line.with_user(self.manager).action_leave_out()
        self.press(delivery, "action_import_selected")
        self.assertEqual(self.active_numbers(), "1234")
        self.assertRecordValues(delivery, [{"skipped_count": 1, "missing_count": 1}])
        self.assertIn("archived: IMVO-ID-5", delivery.message)
        self.assertNotIn("Not as in the preview", delivery.message)
        skipped = delivery.listing_ids.filtered(lambda line: line.action == "skipped")
        self.assertEqual(skipped.mapped("external_number"), ["IMVO-ID-4"])

    def test_guard(self):
        delivery = self.review("1", "2")
        self.assertEqual(
            self.missing(delivery), [("missing", f"IMVO-ID-{number}") for number in (3, 4, 5)]
        )
        self.assertIn("you would be asked", delivery.message)
        self.press(delivery, "action_import_all")
        self.assertTrue(delivery.asks_to_archive)
        self.assertEqual(self.active_numbers(), "12345")

    def test_as_the_source_wants_it(self):
        self.source.full_delivery = "list"
        delivery = self.review("1", "2", "3", "4")
        self.assertEqual(self.missing(delivery), [("missing", "IMVO-ID-5")])
        self.assertIn("would stay as they are", delivery.message)
        self.source.full_delivery = "nothing"
        self.press(delivery, "action_dry_run")
        self.assertFalse(self.missing(delivery))

    def test_partial_delivery_and_one_with_errors(self):
        self.assertFalse(self.missing(self.review("1", scope="TEIL")))
        delivery = self.review("1", "2", "3", "4", "")
        self.assertEqual(self.missing(delivery), [("missing", "IMVO-ID-5")])

    def test_only_new_listings(self):
        self.source.shrink_percent = 100
        delivery = self.review("new")
        self.assertEqual(len(self.missing(delivery)), 5)
        self.press(delivery, "action_import_all")
        self.assertEqual(self.active_numbers(), "w")

    def test_several_spans(self):
        with patch.object(processor, "BATCH", 1), patch.object(preview, "SPAN", 1):
            delivery = self.review("1", "2", "3", "new")
        self.assertEqual(
            self.missing(delivery), [("archived", "IMVO-ID-4"), ("archived", "IMVO-ID-5")]
        )
