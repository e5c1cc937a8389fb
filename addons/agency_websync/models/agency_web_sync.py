from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.queue_job.exception import RetryableJobError

from ..web_copy_sql import Scope

KINDS = [("all", "All clients"), ("chosen", "Chosen clients"), ("nightly", "Nightly check")]
STATES = [("running", "Running"), ("done", "All right"), ("attention", "Needs attention")]
# How often the end of a run is looked for.
POLL_SECONDS = 2
KEPT_DAYS = 90


class AgencyWebSync(models.Model):
    """A run over many registrations: how far it is, what failed, what the check found.

    Its jobs are small, so a run goes on after a restart. The last one compares copies and sources;
    it finds nothing, or mends what it finds and says so.
    """

    _name = "agency.web.sync"
    _description = "Sync Run"
    _inherit = ["mail.thread"]
    _order = "id desc"

    name = fields.Char(compute="_compute_name")
    kind = fields.Selection(KINDS, required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", required=True, readonly=True, index=True, ondelete="cascade"
    )
    user_id = fields.Many2one("res.users", string="Started by", readonly=True)
    state = fields.Selection(STATES, required=True, default="running", readonly=True)
    line_ids = fields.One2many("agency.web.sync.line", "run_id", string="Registrations")
    total = fields.Integer(string="Registrations in the Run", readonly=True)
    done_count = fields.Integer(string="Done", compute="_compute_progress")
    failed_count = fields.Integer(string="Failed", compute="_compute_progress")
    progress = fields.Float(compute="_compute_progress")
    difference_count = fields.Integer(
        string="Differences",
        readonly=True,
        help="Copies that were missing, surplus or different when the run was checked.",
    )
    checked_on = fields.Datetime(readonly=True)

    @api.depends("kind", "create_date")
    def _compute_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for run in self:
            run.name = f"{labels.get(run.kind, '')} {run.id or ''}".strip()

    @api.depends("line_ids.state", "state", "total")
    def _compute_progress(self):
        rows = self.env["agency.web.sync.line"]._read_group(
            [("run_id", "in", self.ids)], ["run_id", "state"], ["__count"]
        )
        counts = {(run.id, state): count for run, state, count in rows}
        for run in self:
            run.done_count = counts.get((run.id, "done"), 0)
            run.failed_count = counts.get((run.id, "failed"), 0)
            finished = run.total - counts.get((run.id, "pending"), 0)
            run.progress = 100.0 * finished / run.total if run.total else 100.0

    @api.model
    def _start(self, accesses, kind):
        """Make a job per registration and one that checks; a run that goes on is not repeated."""
        company = accesses.company_id
        running = self.search(
            [("kind", "=", kind), ("state", "=", "running"), ("company_id", "in", company.ids)],
            limit=1,
        )
        if kind == "all" and running:
            return running
        # The run itself tells what a note in its chatter would.
        runs_sudo = self.sudo().with_context(mail_create_nolog=True)
        run_sudo = runs_sudo.create(
            {
                "kind": kind,
                "company_id": company[:1].id,
                "user_id": self.env.uid,
                "total": len(accesses),
                "line_ids": [fields.Command.create({"access_id": each.id}) for each in accesses],
            }
        )
        run_sudo._delay_jobs()
        return run_sudo.with_env(self.env)

    def _delay_jobs(self):
        run = self.with_user(SUPERUSER_ID)
        for lines in run.line_ids._parts():
            lines._delay_job()
        run.with_delay(
            identity_key=f"agency_websync.finish.{run.id}",
            description=run.env._("Web sync: check of run %s", run.id),
            max_retries=0,
        )._finish_in_job()

    def _finish_in_job(self):
        """Wait until no job of this run is left, then compare copies and sources."""
        run = self.exists()
        if not run:
            return
        waiting = run.line_ids.filtered(lambda line: line.state == "pending")
        going = waiting._with_job()
        if going:
            raise RetryableJobError(
                self.env._("%s registrations to go", len(going)),
                seconds=POLL_SECONDS,
                ignore_retry=True,
            )
        waiting.write({"state": "failed", "error": self.env._("The job was cancelled or lost.")})
        run._check(Scope(accesses=run.line_ids.access_id.ids))

    def _check(self, scope):
        """Compare copies and sources, mend what differs, and write the result on the run."""
        self.ensure_one()
        copies = self.env["agency.web.case"]
        differences = copies._differences(scope)
        copies._mend(differences)
        self.write(
            {
                "difference_count": len(differences),
                "checked_on": fields.Datetime.now(),
                "state": "attention" if differences or self.failed_count else "done",
            }
        )
        self._tell_progress()
        return differences

    def _tell_progress(self):
        """Have the lists that show these runs read them again."""
        for run in self:
            run.user_id.partner_id._bus_send("agency_websync/sync", {"run": run.id})

    @api.model
    def _cron_check(self):
        """Every night: compare all copies with their sources, mend, and tell the managers."""
        accesses = self.env["agency.web.access"].with_context(active_test=False)
        for (company,) in accesses._read_group([], ["company_id"]):
            live = [("company_id", "=", company.id), ("state", "=", "live"), ("active", "=", True)]
            total = accesses.search_count(live)
            run = self.create({"kind": "nightly", "company_id": company.id, "total": total})
            if differences := run._check(Scope(company=company.id)):
                run._tell_managers(differences)
            self.env["ir.cron"]._commit_progress(1)

    def _tell_managers(self, differences):
        """Say how many copies were wrong; they are right again when this is read."""
        managers = self.env.ref("agency_base.group_manager").all_user_ids.filtered(
            lambda user: self.company_id in user.company_ids and not user.share
        )
        kinds = [kind for _access, _case, kind in differences]
        self.message_post(
            subject=self.env._("Web copies were mended"),
            body=self.env._(
                "The nightly check found %(missing)s missing, %(surplus)s surplus and"
                " %(different)s outdated web copies and mended them.",
                missing=kinds.count("missing"),
                surplus=kinds.count("surplus"),
                different=kinds.count("different"),
            ),
            partner_ids=managers.partner_id.ids,
        )

    def _action_open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Sync"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    @api.autovacuum
    def _gc_runs(self):
        before = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", before), ("state", "!=", "running")], limit=1000).unlink()
