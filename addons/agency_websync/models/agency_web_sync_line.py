from odoo import fields, models

STATES = [("pending", "Waiting"), ("done", "Done"), ("failed", "Failed")]
UNFINISHED_JOBS = ("wait_dependencies", "pending", "enqueued", "started")


class AgencyWebSyncLine(models.Model):
    """One registration in a run; its job writes here and nowhere else, so jobs never collide."""

    _name = "agency.web.sync.line"
    _description = "Sync Run Line"
    _order = "id"

    run_id = fields.Many2one("agency.web.sync", required=True, index=True, ondelete="cascade")
    company_id = fields.Many2one(related="run_id.company_id", store=True)
    access_id = fields.Many2one(
        "agency.web.access",
        string="Registration",
        required=True,
        index=True,
        ondelete="cascade",
    )
    state = fields.Selection(STATES, required=True, default="pending", index=True)
    error = fields.Char()

    def _delay_job(self):
        """Make the job that syncs this registration; once, however often it is asked for."""
        self.ensure_one()
        self.with_delay(
            identity_key=self._job_key(),
            description=self.env._("Web sync: %s", self.access_id.name),
        )._sync_in_job()

    def _job_key(self):
        self.ensure_one()
        return f"agency_websync.sync.{self.id}"

    def _with_job(self):
        """Return those whose job is still to run, or runs."""
        keys = {line._job_key(): line.id for line in self}
        jobs = self.env["queue.job"].search(
            [("identity_key", "in", list(keys)), ("state", "in", UNFINISHED_JOBS)]
        )
        return self.browse(keys[job.identity_key] for job in jobs)

    def _sync_in_job(self):
        """Sync one registration; one that was withdrawn meanwhile only if it was chosen."""
        line = self.exists()
        if line.run_id.kind == "chosen" or line.access_id.state != "withdrawn":
            line.access_id._bring_to_web()
            self.env["agency.web.case"]._copy_marked(look_again=False)
        line._note("done")

    def _sync_job_failed(self, exc_message=None, **_details):
        """Keep why the job failed where the run shows it."""
        self._note("failed", exc_message or self.env._("The job ended early."))

    def _note(self, state, error=False):
        self.write({"state": state, "error": error})
        self.run_id._tell_progress()
