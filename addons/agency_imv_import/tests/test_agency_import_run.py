from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError

from ..transport import Inbox
from .common import ImportCase, Killed
from .deliveries import document, listing


class TestAgencyImportRun(ImportCase):
    def test_run_tells_what_it_found(self):
        self.put("a.xml", document(listing("1"), listing("2")))
        self.put("b.xml", document(listing("3")))
        self.put("note.txt", b"not ours")
        self.run_import()
        self.assertRecordValues(
            self.source.run_ids,
            [
                {
                    "state": "ok",
                    "is_manual": False,
                    "delivery_count": 2,
                    "created_count": 3,
                    "failed_count": 0,
                    "waiting_count": 1,
                }
            ],
        )
        run = self.source.run_ids
        self.assertEqual(run.delivery_ids, self.source.delivery_ids)
        self.assertGreaterEqual(run.finished_on, run.started_on)
        self.assertIn("deliveries collected: 2", run.message)
        domain = run.action_view_deliveries()["domain"]
        self.assertEqual(self.deliveries.search(domain), run.delivery_ids)

    def test_each_source_has_its_own_run(self):
        other = self.source.copy({"name": "Broken", "directory": str(self.folder / "nowhere")})
        self.run_import()
        self.assertEqual((self.source.run_ids.state, other.run_ids.state), ("ok", "error"))
        self.assertIn("does not exist", other.run_ids.message)

    def test_run_with_a_bad_file(self):
        self.put("a.xml", b"<openimmo>")
        self.run_import()
        self.assertEqual(self.source.run_ids.state, "problem")

    def test_run_by_hand(self):
        self.run_import(lambda source: source.with_user(self.manager).action_import_now())
        self.assertTrue(self.source.run_ids.is_manual)

    def test_run_that_was_killed_is_ended_by_the_next(self):
        self.put("a.xml", document(listing("1")))
        with patch.object(Inbox, "move", side_effect=Killed):
            self.run_until_killed()
        killed = self.source.run_ids
        self.assertFalse(killed.finished_on)
        self.run_import()
        self.assertRecordValues(killed, [{"state": "error", "message": "The run was interrupted."}])
        self.assertEqual((killed.delivery_ids, killed.created_count), (self.source.delivery_ids, 1))
        self.assertEqual(self.source.run_ids[0].state, "ok")

    def test_run_again(self):
        self.put("a.xml", document(listing("1")))
        properties = type(self.env["agency.property"])
        with patch.object(properties, "create", side_effect=UserError("Not today.")):
            self.run_import()
        run = self.source.run_ids
        self.assertEqual(run.state, "problem")
        self.put("b.xml", document(listing("2")))
        self.run_import(
            lambda source: run.with_env(source.env).with_user(self.manager).action_run_again()
        )
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done", "done"])
        self.assertEqual((run.created_count, run.state), (1, "ok"))

    def test_only_runs_without_files_are_forgotten(self):
        self.run_import()
        self.put("a.xml", document(listing("1")))
        self.run_import()
        full, empty = self.source.run_ids
        (full + empty).finished_on = fields.Datetime.now() - timedelta(days=15)
        self.env["agency.import.run"]._gc_empty_runs()
        self.assertEqual((full.exists(), empty.exists()), (full, full.browse()))

    def test_agents_do_not_read_runs(self):
        self.run_import()
        with self.assertRaises(AccessError):
            self.source.run_ids.with_user(self.agent).read(["message"])
        self.source.run_ids.with_user(self.manager).web_read({"created_count": {}})
