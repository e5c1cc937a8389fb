from ast import literal_eval
from unittest.mock import patch

from lxml import etree
from psycopg2.errors import SerializationFailure

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from ..models import agency_import_processor_mixin as processor
from .common import ImportCase, Killed
from .deliveries import archive, document, listing, person

LOGGER = "odoo.addons.agency_imv_import.models.agency_import_processor_mixin"


class TestAgencyImportDelivery(ImportCase):
    def many(self, count):
        """Return listings with a seller each."""
        return [
            listing(
                str(number), seller=person(surname=f"S{number}", phone=f"0221 40000{number:02}")
            )
            for number in range(count)
        ]

    def killed_after(self, batches):
        """Patch the writer: the worker dies when it has written that many batches."""
        writer = type(self.env["agency.import.writer"])
        write_batch = writer._write_batch
        calls = []

        def kill(records, batch, run):
            if len(calls) == batches:
                raise Killed
            calls.append(batch)
            return write_batch(records, batch, run)

        return patch.object(writer, "_write_batch", kill)

    def test_same_content_again_is_a_duplicate(self):
        first = self.deliver(document(listing("1")), "a.xml")
        again = self.deliver(document(listing("1")), "b.xml")
        self.assertRecordValues(
            again, [{"state": "duplicate", "duplicate_of_id": first.id, "listing_count": 0}]
        )
        self.assertEqual(len(self.own_identities()), 1)

    def test_duplicate_in_the_drop_box_is_put_away(self):
        self.put("a.xml", document(listing("1")))
        self.run_import()
        self.put("a.xml", document(listing("1")))
        self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["duplicate", "done"])
        self.assertEqual(self.put_away("done"), ["a.xml", "a.xml"])

    def test_same_name_with_other_content_is_new(self):
        self.deliver(document(listing("1", title="First")), "a.xml")
        again = self.deliver(document(listing("1", title="Second")), "a.xml")
        self.assertEqual(again.updated_count, 1)

    def test_duplicate_of_a_failed_delivery_tries_that_again(self):
        first = self.deliver(document(listing("")), "a.xml")
        self.assertEqual(first.state, "failed")
        self.deliver(document(listing("")), "b.xml")
        self.assertEqual(first.state, "new")

    def test_what_cannot_be_read_fails_with_a_reason_and_keeps_its_content(self):
        for name, content in (("a.zip", b"PK\x03\x04 broken"), ("b.xml", b"<openimmo>")):
            self.put(name, content)
        self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["failed", "failed"])
        self.assertTrue(all(self.source.delivery_ids.mapped("message")))
        self.assertEqual(
            {delivery.name: delivery._bytes() for delivery in self.source.delivery_ids},
            {"a.zip": b"PK\x03\x04 broken", "b.xml": b"<openimmo>"},
        )
        self.assertEqual(self.put_away("failed"), ["a.zip", "b.xml"])
        self.assertEqual(self.put_away("done"), [])

    def test_bad_delivery_does_not_stop_the_next(self):
        self.put("a.xml", b"<openimmo>")
        self.put("b.xml", document(listing("1")))
        self.run_import()
        self.assertEqual(set(self.source.delivery_ids.mapped("state")), {"failed", "done"})

    def test_unexpected_error_becomes_a_state(self):
        planner = type(self.env["agency.import.planner"])
        with patch.object(planner, "_new_run", side_effect=ZeroDivisionError):
            with mute_logger(LOGGER):
                delivery = self.import_listings(listing("1"))
        self.assertEqual(delivery.state, "failed")
        self.assertIn("unexpected", delivery.message)

    def test_state_and_counters(self):
        self.import_listings(listing("1"), listing("2"), listing("3"))
        delivery = self.import_listings(
            listing("1", title="Changed"),
            listing("2"),
            listing("3", action="DELETE"),
            listing("4", seller=person(surname="New")),
            listing("5", action="DELETE"),
            listing(""),
        )
        self.assertRecordValues(
            delivery,
            [
                {
                    "state": "partial",
                    "updated_count": 1,
                    "unchanged_count": 1,
                    "archived_count": 1,
                    "created_count": 1,
                    "skipped_count": 1,
                    "failed_count": 1,
                    "listing_count": 6,
                    "scope": "partial",
                    "software": "IMV online",
                }
            ],
        )
        self.assertEqual(
            delivery.listing_ids.mapped("action"),
            ["updated", "unchanged", "archived", "created", "skipped", "failed"],
        )
        self.assertEqual(
            delivery.message,
            "Listings: 1 created, 1 updated, 1 unchanged, 1 archived, 1 skipped, 1 not imported.",
        )
        self.assertLessEqual(delivery.started_on, delivery.finished_on)

    def test_large_delivery_is_written_in_batches(self):
        with patch.object(processor, "BATCH", 2):
            delivery = self.import_listings(*self.many(5))
        self.assertEqual(delivery.created_count, 5)
        self.assertEqual(delivery.listing_ids.mapped("index"), [1, 2, 3, 4, 5])

    def test_killed_worker_is_resumed(self):
        self.put("offer.zip", archive(document(*self.many(6))))
        with patch.object(processor, "BATCH", 2):
            with self.killed_after(1):
                self.run_until_killed()
            delivery = self.source.delivery_ids
            self.assertRecordValues(
                delivery, [{"state": "processing", "position": 2, "created_count": 2}]
            )
            self.run_import()
        self.assertRecordValues(delivery, [{"state": "done", "created_count": 6, "position": 6}])
        self.assertEqual(delivery.listing_ids.mapped("index"), [1, 2, 3, 4, 5, 6])
        identities = self.own_identities()
        self.assertEqual(len(identities.property_id), 6)
        self.assertEqual(len(delivery.listing_ids.partner_id), 6)

    def test_worker_killed_before_anything_was_written(self):
        self.put("offer.xml", document(listing("1")))
        with self.killed_after(0):
            self.run_until_killed()
        self.assertEqual(self.source.delivery_ids.state, "processing")
        self.run_import()
        self.assertRecordValues(self.source.delivery_ids, [{"state": "done", "created_count": 1}])

    def test_worker_that_dies_again_and_again_goes_on_carefully(self):
        self.put("offer.xml", document(*self.many(4)))
        for _attempt in range(processor.CAREFUL_AFTER):
            with self.killed_after(0):
                self.run_until_killed()
        sizes = []
        writer = type(self.env["agency.import.writer"])
        write_batch = writer._write_batch

        def measure(records, batch, run):
            sizes.append(len(batch))
            return write_batch(records, batch, run)

        with patch.object(writer, "_write_batch", measure):
            self.run_import()
        self.assertEqual(sizes, [1, 1, 1, 1])
        self.assertEqual(self.source.delivery_ids.created_count, 4)

    def test_delivery_that_never_gets_ahead_is_given_up(self):
        self.put("offer.xml", document(listing("1")))
        with patch.object(processor, "GIVE_UP_AFTER", 2):
            for _attempt in range(2):
                with self.killed_after(0):
                    self.run_until_killed()
            self.run_import()
        self.assertEqual(self.source.delivery_ids.state, "failed")
        self.assertIn("interrupted", self.source.delivery_ids.message)

    def test_run_without_time_stops_after_a_batch_and_goes_on(self):
        self.put("offer.xml", document(*self.many(6)))
        cron = type(self.env["ir.cron"])
        commit_progress = cron._commit_progress

        def no_time(records, processed=0, **kwargs):
            left = commit_progress(records, processed, **kwargs)
            return 0 if processed else left

        with patch.object(processor, "BATCH", 2):
            for position in (2, 4, 6):
                with patch.object(cron, "_commit_progress", no_time):
                    self.run_import()
                self.assertEqual(self.source.delivery_ids.position, position)
            self.assertEqual(self.source.delivery_ids.state, "processing")
            self.run_import()
        self.assertRecordValues(self.source.delivery_ids, [{"state": "done", "created_count": 6}])

    def test_collision_in_the_database_is_tried_again(self):
        self.put("offer.xml", document(listing("1")))
        writer = type(self.env["agency.import.writer"])
        with patch.object(writer, "_write_together", side_effect=SerializationFailure):
            with mute_logger("odoo.sql_db"):
                self.run_import()
        self.assertEqual(self.source.delivery_ids.state, "processing")
        self.run_import()
        self.assertRecordValues(self.source.delivery_ids, [{"state": "done", "created_count": 1}])

    def test_process_again(self):
        properties = type(self.env["agency.property"])
        with patch.object(properties, "create", side_effect=UserError("Not today.")):
            delivery = self.import_listings(listing("1"))
        self.assertEqual(delivery.state, "failed")
        self.assertEqual(delivery.listing_ids.message, "Not today.")
        self.run_import(
            lambda source: (
                delivery.with_env(source.env).with_user(self.manager).action_process_again()
            )
        )
        self.assertRecordValues(
            delivery, [{"state": "done", "created_count": 1, "failed_count": 0, "listing_count": 1}]
        )

    def test_process_again_moves_the_file(self):
        self.put("a.xml", document(listing("1")))
        planner = type(self.env["agency.import.planner"])
        with patch.object(planner, "_new_run", side_effect=ZeroDivisionError):
            with mute_logger(LOGGER):
                self.run_import()
        self.assertEqual(self.put_away("failed"), ["a.xml"])
        self.run_import(lambda source: source.delivery_ids.action_process_again())
        self.assertEqual((self.put_away("failed"), self.put_away("done")), ([], ["a.xml"]))

    def test_filter_with_changes_shows_what_was_written(self):
        self.import_listings(listing("1"), listing("2"))
        delivery = self.import_listings(
            listing("1", price="1"), listing("2", action="DELETE"), listing("3"), listing("")
        )
        self.assertIn("failed", delivery.listing_ids.mapped("action"))
        view = etree.fromstring(self.listings.get_view(view_type="search")["arch"])
        domain = literal_eval(view.find(".//filter[@name='changes']").get("domain"))
        found = self.listings.search([("delivery_id", "=", delivery.id), *domain])
        self.assertEqual(set(found.mapped("action")), {"updated", "archived", "created"})

    def test_process_again_changes_nothing_that_is_done(self):
        delivery = self.import_listings(listing("1"))
        record = delivery.listing_ids.property_id
        stamp = record.write_date
        self.run_import(lambda source: delivery.with_env(source.env).action_process_again())
        self.assertEqual((delivery.state, delivery.unchanged_count), ("done", 1))
        self.assertEqual(record.write_date, stamp)

    def test_duplicate_is_not_processed_again(self):
        self.deliver(document(listing("1")), "a.xml")
        again = self.deliver(document(listing("1")), "b.xml")
        self.run_import(lambda source: again.with_env(source.env).action_process_again())
        self.assertEqual(again.state, "duplicate")

    def test_content_is_kept_outside_the_table(self):
        delivery = self.import_listings(listing("1"))
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", delivery._name),
                ("res_id", "=", delivery.id),
                ("res_field", "=", "content"),
            ]
        )
        self.assertEqual(attachment.raw, document(listing("1")))
        self.assertEqual(
            delivery.with_user(self.manager).with_context(bin_size=False).content[:4], b"PD94"
        )

    def test_buttons_lead_to_what_came_of_it(self):
        delivery = self.import_listings(listing("1"), listing("1", action="DELETE"))
        listings = self.listings.search(delivery.action_view_listings()["domain"])
        self.assertEqual(listings, delivery.listing_ids)
        action = delivery.action_view_properties()
        found = self.env["agency.property"].with_context(**action["context"])
        self.assertEqual(found.search(action["domain"]), delivery.listing_ids.property_id)
