from datetime import timedelta

from psycopg2 import IntegrityError

from odoo import fields
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import ImportCase
from .deliveries import archive, attachment, document, listing, picture

NOON = fields.Datetime.to_datetime("2026-05-04 12:00:00")


class TestAgencyImportSourceSchedule(ImportCase):
    def setUp(self):
        super().setUp()
        self.cron = self.env.ref("agency_imv_import.ir_cron_agency_import")
        self.triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)])

    def call(self, moment):
        """Call the scheduled action at a moment."""
        with freeze_time(moment), self.enter_registry_test_mode():
            with self.env.registry.cursor() as cr:
                self.source.with_env(self.env(cr=cr))._cron_import()

    def test_each_source_has_its_own_interval(self):
        slow = self.source.copy({"name": "Slow", "interval_minutes": 120})
        self.source.interval_minutes = 10
        for minutes in (0, 10, 20):
            self.call(NOON + timedelta(minutes=minutes))
        self.assertEqual((len(self.source.run_ids), len(slow.run_ids)), (3, 1))
        self.call(NOON + timedelta(minutes=120))
        self.assertEqual(len(slow.run_ids), 2)

    def test_not_before_its_time(self):
        self.call(NOON)
        self.put("offer.xml", document(listing("1")))
        self.call(NOON + timedelta(minutes=28))
        self.assertEqual(self.waiting(), ["offer.xml"])
        # The clock of the scheduler is not exact to the second.
        self.call(NOON + timedelta(minutes=29, seconds=30))
        self.assertEqual(self.waiting(), [])

    def test_scheduled_action_is_called_when_the_next_source_is_due(self):
        self.source.interval_minutes = 10
        self.call(NOON)
        new = self.env["ir.cron.trigger"].search([("cron_id", "=", self.cron.id)]) - self.triggers
        self.assertIn(NOON + timedelta(minutes=10), new.mapped("call_at"))

    def test_shorter_interval_counts_at_once(self):
        self.call(NOON)
        self.assertEqual(self.source.next_run, NOON + timedelta(minutes=30))
        self.source.with_user(self.manager).interval_minutes = 5
        self.assertEqual(self.source.next_run, NOON + timedelta(minutes=5))

    def test_unusual_intervals_are_refused(self):
        for minutes in (0, 4, 1441):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.source.interval_minutes = minutes
                self.env.flush_all()

    def test_import_now_does_not_wait_for_the_interval(self):
        self.call(NOON)
        self.put("offer.xml", document(listing("1")))
        self.run_import(
            lambda source: source.write({"last_run": NOON}) and source.action_import_now()
        )
        self.assertEqual(self.waiting(), [])

    def test_names_in_capitals(self):
        media = [attachment("front.png", "Front")]
        self.put("OFFER.XML", document(listing("1", media=media)))
        self.put("FRONT.PNG", picture())
        self.put("SECOND.ZIP", archive(document(listing("2"))))
        self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("created_count"), [1, 1])
        self.assertEqual(
            self.source.delivery_ids.listing_ids.property_id.media_ids.mapped("name"), ["Front"]
        )
        self.assertEqual(self.put_away("done"), ["FRONT.PNG", "OFFER.XML", "SECOND.ZIP"])
