import os
from unittest.mock import patch

from odoo.exceptions import AccessError, ValidationError

from ..transport import Inbox, NotAllowed
from .common import ImportCase, Killed
from .deliveries import archive, attachment, document, listing, picture


class TestAgencyImportSource(ImportCase):
    def test_scheduled_action_collects_and_imports(self):
        self.put("offer.zip", archive(document(listing("1"))))
        self.run_import()
        (delivery,) = self.source.delivery_ids
        self.assertRecordValues(
            delivery, [{"name": "offer.zip", "state": "done", "place": "done", "created_count": 1}]
        )
        self.assertEqual(self.waiting(), [])
        self.assertEqual(self.put_away("done"), ["offer.zip"])
        self.assertEqual(self.source.last_result, "ok")
        self.assertTrue(self.source.last_run)

    def test_scheduled_action_runs_every_thirty_minutes(self):
        cron = self.env.ref("agency_imv_import.ir_cron_agency_import")
        self.assertRecordValues(
            cron, [{"interval_number": 30, "interval_type": "minutes", "active": True}]
        )
        self.put("offer.xml", document(listing("1")))
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"])

    def test_empty_box(self):
        self.run_import()
        self.assertFalse(self.source.delivery_ids)
        self.assertEqual(self.source.last_result, "ok")

    def test_archived_source_is_left_alone(self):
        self.source.active = False
        self.put("offer.xml", document(listing("1")))
        self.run_import(lambda source: source._cron_import())
        self.assertEqual(self.waiting(), ["offer.xml"])

    def test_deliveries_come_in_the_order_in_which_they_arrived(self):
        self.put("b.xml", document(listing("1", title="First")))
        self.put("a.xml", document(listing("1", title="Second")))
        for name, time in (("b.xml", 1000), ("a.xml", 2000)):
            os.utime(self.folder / name, (time, time))
        self.run_import()
        self.assertEqual(self.own_identities().property_id.name, "Second")

    def test_loose_pictures_belong_to_the_delivery(self):
        media = [attachment("front.png", "Front")]
        self.put("offer.xml", document(listing("1", media=media)))
        self.put("front.png", picture())
        self.put("unrelated.png", picture("blue"))
        self.run_import()
        delivery = self.source.delivery_ids
        self.assertEqual(delivery.name, "offer.zip")
        self.assertEqual(delivery.listing_ids.property_id.media_ids.mapped("name"), ["Front"])
        self.assertEqual(self.waiting(), ["unrelated.png"])
        self.assertEqual(self.put_away("done"), ["front.png", "offer.xml"])
        self.assertIn("Files left for later: 1", self.source.message)

    def test_folder_per_user(self):
        self.source.has_user_folders = True
        self.put("imv_agent/offer.xml", document(listing("1")))
        self.run_import()
        record = self.source.delivery_ids.listing_ids.property_id
        self.assertEqual(record.user_id, self.agent)
        self.assertEqual(self.source.delivery_ids.user_folder, "imv_agent")

    def test_growing_file_waits_for_the_next_run(self):
        self.put("offer.xml", document(listing("1")))
        grown = document(listing("1"), listing("2"))
        look = Inbox.look
        looks = []

        def look_and_grow(inbox):
            found = look(inbox)
            if not looks:
                self.put("offer.xml", grown)
            looks.append(found)
            return found

        with patch.object(Inbox, "look", look_and_grow):
            self.run_import()
            self.assertFalse(self.source.delivery_ids)
            self.run_import()
        self.assertEqual(self.source.delivery_ids.created_count, 2)

    def test_file_that_changes_while_it_is_fetched_waits(self):
        self.put("offer.xml", document(listing("1")))
        fetch = Inbox.fetch

        def fetch_late(inbox, file, limit):
            self.put("offer.xml", document(listing("1"), listing("2")))
            return fetch(inbox, file, limit)

        with patch.object(Inbox, "fetch", fetch_late):
            self.run_import()
        self.assertFalse(self.source.delivery_ids)
        self.run_import()
        self.assertEqual(self.source.delivery_ids.created_count, 2)

    def test_delivery_is_stored_before_its_file_is_moved(self):
        self.put("offer.xml", document(listing("1")))
        move = Inbox.move

        def check(inbox, *args):
            self.env.invalidate_all()
            self.assertEqual(self.source.delivery_ids._bytes(), document(listing("1")))
            return move(inbox, *args)

        with patch.object(Inbox, "move", check):
            self.run_import()
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_crash_between_storing_and_moving(self):
        self.put("offer.xml", document(listing("1")))
        with patch.object(Inbox, "move", side_effect=Killed):
            self.run_until_killed()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["new"])
        self.assertEqual(self.waiting(), ["offer.xml"])
        self.run_import()
        self.assertRecordValues(self.source.delivery_ids, [{"state": "done", "place": "done"}])
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_server_that_lets_nothing_be_moved(self):
        self.put("a.xml", document(listing("1")))
        self.put("b.xml", document(listing("2")))
        with patch.object(Inbox, "move", side_effect=NotAllowed("550 no")):
            self.run_import()
            self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done", "done"])
        self.assertEqual(self.source.last_result, "error")
        self.assertIn("does not allow", self.source.message)
        self.run_import()
        self.assertEqual(len(self.source.delivery_ids), 2)
        self.assertEqual(self.put_away("done"), ["a.xml", "b.xml"])

    def test_file_that_is_too_large_is_set_aside(self):
        self.source.max_megabytes = 1
        self.put("large.zip", b"x" * (1024 * 1024 + 1))
        self.put("offer.xml", document(listing("1")))
        self.run_import()
        large = self.source.delivery_ids.filtered(lambda delivery: delivery.name == "large.zip")
        self.assertRecordValues(large, [{"state": "failed", "place": "failed"}])
        self.assertIn("1 MB", large.message)
        self.assertEqual(self.put_away("failed"), ["large.zip"])
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_connection_is_tested_with_a_plain_answer(self):
        self.put("offer.xml", document(listing("1")))
        answer = self.source.with_user(self.manager).action_test_connection()["params"]
        self.assertEqual(answer["type"], "success")
        self.assertIn("Files waiting: 1", answer["message"])
        self.assertEqual(self.waiting(), ["offer.xml"])

    def test_connection_to_a_folder_that_is_not_there(self):
        self.source.directory = str(self.folder / "nowhere")
        answer = self.source.action_test_connection()["params"]
        self.assertEqual(answer["type"], "danger")
        self.assertIn("does not exist", answer["message"])

    def test_unknown_server(self):
        self.source.action_connect({"host": "drop-box.invalid"})
        answer = self.source.action_test_connection()["params"]
        self.assertEqual(answer["type"], "danger")
        self.assertIn("no server has this name", answer["message"])

    def test_failure_of_one_source_leaves_the_others_alone(self):
        other = self.source.copy({"name": "Broken", "directory": str(self.folder / "nowhere")})
        other.sequence = 1
        self.put("offer.xml", document(listing("1")))
        self.run_import()
        self.assertEqual((other.last_result, self.source.last_result), ("error", "ok"))
        self.assertEqual(self.source.delivery_ids.state, "done")

    def test_import_now_says_what_happened(self):
        self.put("offer.xml", document(listing("1"), listing("2")))
        answers = []

        def click(source):
            answers.append(source.with_user(self.manager).action_import_now()["params"])

        self.run_import(click)
        self.assertEqual(answers[0]["type"], "success")
        self.assertIn("deliveries collected: 1", answers[0]["message"])
        self.assertIn("2 created", answers[0]["message"])

    def test_two_runs_at_once_do_the_work_once(self):
        self.put("offer.xml", document(listing("1")))
        company = self.source.company_id
        with self.registry.cursor() as other_cr:
            other = self.source.with_env(self.env(cr=other_cr))
            with patch.object(type(self.env["ir.cron"]), "_commit_progress"):
                with other._exclusive(company) as is_mine:
                    self.assertTrue(is_mine)
                    self.run_import()
        self.assertEqual(self.waiting(), ["offer.xml"])
        self.run_import()
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_lock_ends_with_a_failure(self):
        self.put("offer.xml", document(listing("1")))
        source = type(self.env["agency.import.source"])
        with patch.object(source, "_run_alone", side_effect=ValueError("broken")):
            with self.assertRaises(ValueError):
                self.run_import()
        self.run_import()
        self.assertEqual(self.source.delivery_ids.state, "done")

    def test_folder_cannot_lead_out_of_the_box(self):
        with self.assertRaises(ValidationError):
            self.source.directory = "/tmp/../etc"  # noqa: S108

    def test_folder_of_this_server_needs_a_full_path(self):
        with self.assertRaises(ValidationError):
            self.source.directory = "inbox"

    def test_only_system_administrators_connect(self):
        with self.assertRaises(AccessError):
            self.source.with_user(self.manager).action_connect({"host": "localhost"})

    def test_default_origin_is_imv(self):
        self.assertEqual(self.source.origin_id.code, "imv")

    def test_numbers_on_the_source(self):
        self.deliver(b"nonsense", "bad.zip")
        self.import_listings(listing("1"))
        self.source.invalidate_recordset()
        self.assertEqual((self.source.delivery_count, self.source.problem_count), (2, 1))
        domain = self.source.action_view_deliveries()["domain"]
        self.assertEqual(self.deliveries.search_count(domain), 2)
