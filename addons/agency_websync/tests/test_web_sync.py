from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from odoo.addons.queue_job.exception import RetryableJobError
from odoo.addons.queue_job.tests.common import trap_jobs

from ..models import agency_web_access_sync, agency_web_sync_line
from .websync_common import WebSyncCase


@tagged("post_install", "-at_install")
class TestWebSync(WebSyncCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Other registrations of the database are none of these tests' business.
        others = cls.env["agency.web.access"].search([("id", "not in", cls.accesses.ids)])
        others.active = False
        cls.env.cr.flush()

    def _run_all(self):
        """Press the button and do the jobs; return the run."""
        with trap_jobs() as trap:
            action = self.env["agency.web.access"].action_sync_all()
            trap.perform_enqueued_jobs()
        self.commit()
        return self.env["agency.web.sync"].browse(action["res_id"])

    def test_one_client_at_once(self):
        self.accesses[0].action_sync()
        self.assertEqual(self.accesses.mapped("state"), ["live", "new"])
        self.assertEqual(self.copies_of(self.accesses).case_id, self.cases[0])

    def test_a_large_client_in_the_background(self):
        with patch.object(agency_web_access_sync, "AT_ONCE", 0), trap_jobs() as trap:
            action = self.accesses[0].action_sync()
            self.commit()
            self.assertFalse(self.copies_of(self.accesses))
            trap.assert_jobs_count(2)
            trap.perform_enqueued_jobs()
        self.assertEqual(self.copies_of(self.accesses).case_id, self.cases[0])
        self.assertEqual(self.env["agency.web.sync"].browse(action["res_id"]).state, "done")

    def test_all_clients(self):
        run = self._run_all()
        self.assertEqual(
            (run.state, run.total, run.done_count, run.failed_count, run.difference_count),
            ("done", 2, 2, 0, 0),
        )
        self.assertEqual(run.progress, 100)
        self.assertEqual(self.copies_of(self.accesses).case_id, self.cases)

    def test_a_second_run_changes_nothing(self):
        self._run_all()
        before = self.copies_of(self.accesses).read(["version", "changed_at"])
        self._run_all()
        self.env.invalidate_all()
        after = self.copies_of(self.accesses).read(["version", "changed_at"])
        self.assertEqual(before, after)

    def test_pressing_twice_makes_one_run(self):
        with trap_jobs() as trap:
            first = self.env["agency.web.access"].action_sync_all()
            second = self.env["agency.web.access"].action_sync_all()
            trap.assert_jobs_count(3)
        self.assertEqual(first["res_id"], second["res_id"])

    def test_jobs_are_stored_once(self):
        self.env["agency.web.access"].action_sync_all()
        line = self.env["agency.web.sync.line"].search([("access_id", "=", self.accesses[0].id)])
        line._delay_job()
        jobs = self.env["queue.job"].search([("identity_key", "=", line._job_key())])
        self.assertEqual(len(jobs), 1)
        self.assertEqual(jobs.channel, "root.agency_sync")

    def _group(self):
        """Put both clients into one group; each sees the cases of both."""
        self.partners.client_group_id = self.env["agency.client.group"].create({"name": "Both"})
        self.accesses.whole_group = True

    def _jobs(self, lines):
        keys = [line._job_key() for line in lines]
        domain = [("identity_key", "in", keys), ("state", "=", "pending")]
        return self.env["queue.job"].search(domain)

    def test_registrations_of_a_group_are_one_job(self):
        self._group()
        with trap_jobs() as trap:
            action = self.env["agency.web.access"].action_sync_all()
            trap.assert_jobs_count(2)
            trap.perform_enqueued_jobs()
        self.commit()
        run = self.env["agency.web.sync"].browse(action["res_id"])
        self.assertEqual((run.state, run.done_count, run.difference_count), ("done", 2, 0))
        for access in self.accesses:
            self.assertEqual(self.copies_of(access).case_id, self.cases)

    def test_many_registrations_of_a_group_are_several_jobs(self):
        self._group()
        with patch.object(agency_web_sync_line, "MOST_TOGETHER", 1), trap_jobs() as trap:
            self.env["agency.web.access"].action_sync_all()
            trap.assert_jobs_count(3)

    def test_a_job_of_several_that_fails_is_tried_one_by_one(self):
        self._group()
        self.env["agency.web.access"].action_sync_all()
        lines = self.env["agency.web.sync"].search([], limit=1).line_ids
        self.assertEqual(len(self._jobs(lines)), 1)
        self._jobs(lines).button_cancelled()
        lines._sync_job_failed(exc_message="out of luck")
        self.assertEqual(lines.mapped("state"), ["pending", "pending"])
        self.assertEqual(len(self._jobs(lines)), 2)
        self.assertEqual(lines._with_job(), lines)

    def test_withdrawn_ones_stay_withdrawn(self):
        self.accesses[0].action_withdraw()
        run = self._run_all()
        self.assertEqual((run.total, self.accesses[0].state), (1, "withdrawn"))

    def test_withdrawn_while_the_run_goes_on(self):
        with trap_jobs() as trap:
            self.env["agency.web.access"].action_sync_all()
            self.accesses[0].action_withdraw()
            trap.perform_enqueued_jobs()
        self.assertEqual(self.accesses.mapped("state"), ["withdrawn", "live"])
        self.assertEqual(self.copies_of(self.accesses).case_id, self.cases[1])

    def test_nobody_to_sync(self):
        self.accesses.active = False
        with self.assertRaisesRegex(UserError, "Nobody is registered"):
            self.env["agency.web.access"].action_sync_all()

    def test_the_end_waits_for_every_job(self):
        self.env["agency.web.access"].action_sync_all()
        run = self.env["agency.web.sync"].search([], limit=1)
        with self.assertRaises(RetryableJobError) as raised:
            run._finish_in_job()
        self.assertTrue(raised.exception.ignore_retry)
        self.assertEqual(run.state, "running")

    def test_lost_and_failed_jobs_are_told(self):
        self.env["agency.web.access"].action_sync_all()
        run = self.env["agency.web.sync"].search([], limit=1)
        run.line_ids[0]._sync_job_failed(exc_message="out of luck")
        jobs = self.env["queue.job"].search([("identity_key", "=", run.line_ids[1]._job_key())])
        jobs.button_cancelled()
        run._finish_in_job()
        self.assertEqual((run.state, run.failed_count, run.progress), ("attention", 2, 100))
        self.assertEqual(run.line_ids[0].error, "out of luck")
        self.assertIn("cancelled", run.line_ids[1].error)

    def _spoil(self):
        """Make three copies wrong behind Odoo's back: one outdated, one missing, one surplus."""
        other = self.env["agency.case"].create(self._case_values(self.partners[0], "Another"))
        self._run_all()
        own = self.copies_of(self.accesses[0])
        self.env.cr.execute(
            "UPDATE agency_web_case SET name = 'spoilt' WHERE case_id = %s", [self.cases[0].id]
        )
        self.env.cr.execute("DELETE FROM agency_web_case WHERE case_id = %s", [other.id])
        self.env.cr.execute(
            "INSERT INTO agency_web_case (access_id, case_id, company_id) VALUES (%s, %s, %s)",
            [self.accesses[0].id, self.cases[1].id, own[0].company_id.id],
        )
        self.env.invalidate_all()

    def _night(self):
        with patch.object(self.env.cr, "commit", self.env.cr.flush):
            self.env["agency.web.sync"]._cron_check()
        self.commit()
        domain = [("kind", "=", "nightly"), ("company_id", "=", self.env.company.id)]
        return self.env["agency.web.sync"].search(domain, limit=1)

    def test_the_night_mends_and_tells_the_managers(self):
        manager = new_test_user(self.env, "night.manager", groups="agency_base.group_manager")
        self._spoil()
        run = self._night()
        self.assertEqual((run.state, run.difference_count), ("attention", 3))
        message = run.message_ids.filtered("subject")
        self.assertIn("1 missing, 1 surplus and 1 outdated", message.body)
        self.assertIn(manager.partner_id, message.notified_partner_ids)
        self.assertEqual((self._night().state, self._night().difference_count), ("done", 0))

    def test_a_good_night_is_silent(self):
        self._run_all()
        run = self._night()
        self.assertEqual((run.state, run.total, run.progress), ("done", 2, 100))
        self.assertFalse(run.message_ids.filtered("subject"))

    def test_deleting_a_registration_takes_its_copies_and_tells(self):
        self.accesses[0].action_sync()
        told = []
        model = type(self.copies)
        with patch.object(model, "_tell", lambda _self, changes, _listeners: told.extend(changes)):
            copy = self.copies_of(self.accesses[0])
            self.accesses[0].unlink()
        self.assertEqual([(change.changed, change.gone) for change in told], [([], copy.ids)])
        self.assertFalse(copy.exists())
