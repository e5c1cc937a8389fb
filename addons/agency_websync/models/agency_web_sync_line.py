from odoo import fields, models
from odoo.tools import split_every

STATES = [("pending", "Waiting"), ("done", "Done"), ("failed", "Failed")]
UNFINISHED_JOBS = ("wait_dependencies", "pending", "enqueued", "started")
# A job holds back who changes its registrations meanwhile: more than that take too long.
MOST_TOGETHER = 10


class AgencyWebSyncLine(models.Model):
    """One registration in a run; jobs write to their own lines only, so they never collide."""

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
    role = fields.Selection(related="access_id.role")
    state = fields.Selection(STATES, required=True, default="pending", index=True)
    error = fields.Char()
    part = fields.Integer(help="Lines with the same number are synced by one job.")

    def _parts(self):
        """Return the lines in sets that one job each syncs.

        Registrations of a whole group show the same cases: what belongs to a case is put together
        once for all of them. Any other one has a job of its own.
        """
        whole = self.filtered("access_id.whole_group")
        groups = whole.grouped(lambda line: (line.access_id.role, line.access_id.client_group_id))
        together = [
            part
            for lines in groups.values()
            for part in split_every(MOST_TOGETHER, lines.ids, self.browse)
        ]
        return [*together, *(self - whole)]

    def _delay_job(self):
        """Make the job that syncs these registrations; once, however often it is asked for."""
        self.part = self[:1].id
        self.with_delay(
            identity_key=self[:1]._job_key(),
            description=self.env._("Web sync: %s", ", ".join(self.access_id.mapped("name"))),
        )._sync_in_job()

    def _job_key(self):
        self.ensure_one()
        return f"agency_websync.sync.{self.part}"

    def _with_job(self):
        """Return those whose job is still to run, or runs."""
        keys = list({line._job_key() for line in self})
        jobs = self.env["queue.job"].search(
            [("identity_key", "in", keys), ("state", "in", UNFINISHED_JOBS)]
        )
        going = set(jobs.mapped("identity_key"))
        return self.filtered(lambda line: line._job_key() in going)

    def _sync_in_job(self):
        """Sync the registrations; those withdrawn meanwhile only if they were chosen."""
        lines = self.exists()
        accesses = lines.access_id
        if lines.run_id.kind != "chosen":
            accesses = accesses.filtered(lambda access: access.state != "withdrawn")
        accesses._bring_to_web()
        self.env["agency.web.case"]._copy_marked(look_again=False)
        lines._note("done")

    def _sync_job_failed(self, exc_message=None, **_details):
        """Try several registrations one by one; of a single one keep why it failed."""
        if len(self) > 1:
            for line in self.exists():
                line._delay_job()
            return
        self._note("failed", exc_message or self.env._("The job ended early."))

    def _note(self, state, error=False):
        self.write({"state": state, "error": error})
        self.run_id._tell_progress()
