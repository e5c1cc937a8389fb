from datetime import timedelta

from odoo import api, fields, models

from ..plan import ACTIONS

PROBLEMS = ("failed", "partial", "set_aside")
# Runs that found nothing are kept that long.
KEEP_EMPTY = timedelta(days=14)


class AgencyImportRun(models.Model):
    """One look into the drop box of a source: when, what it found, and what came of it."""

    _name = "agency.import.run"
    _description = "Import Run"
    _order = "id desc"
    _rec_name = "started_on"

    source_id = fields.Many2one(
        "agency.import.source", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="source_id.company_id", store=True, index=True, precompute=True
    )
    started_on = fields.Datetime(string="Started", readonly=True, default=fields.Datetime.now)
    finished_on = fields.Datetime(string="Ended", readonly=True)
    duration = fields.Integer(
        string="Duration (s)", compute="_compute_duration", store=True, help="In seconds."
    )
    is_manual = fields.Boolean(string="By Hand", readonly=True)
    state = fields.Selection(
        [
            ("running", "Running"),
            ("ok", "Done"),
            ("problem", "With problems"),
            ("error", "Failed"),
        ],
        default="running",
        required=True,
        readonly=True,
        index=True,
    )
    message = fields.Char(readonly=True)
    waiting_count = fields.Integer(
        string="Left for Later", readonly=True, help="Files that were still growing, or unknown."
    )
    delivery_ids = fields.One2many("agency.import.delivery", "run_id", string="Deliveries")
    delivery_count = fields.Integer(string="Files", readonly=True)
    created_count = fields.Integer(string="Created", compute="_compute_counts")
    updated_count = fields.Integer(string="Updated", compute="_compute_counts")
    unchanged_count = fields.Integer(string="Unchanged", compute="_compute_counts")
    archived_count = fields.Integer(string="Archived", compute="_compute_counts")
    skipped_count = fields.Integer(string="Skipped", compute="_compute_counts")
    failed_count = fields.Integer(string="Not Imported", compute="_compute_counts")

    @api.depends("started_on", "finished_on")
    def _compute_duration(self):
        for run in self:
            end = run.finished_on or run.started_on
            run.duration = (end - run.started_on).total_seconds() if run.started_on else 0

    @api.depends(*(f"delivery_ids.{action}_count" for action in ACTIONS))
    def _compute_counts(self):
        names = [f"{action}_count" for action in ACTIONS]
        groups = self.env["agency.import.delivery"]._read_group(
            [("run_id", "in", self.ids), ("active", "in", (True, False))],
            ["run_id"],
            [f"{name}:sum" for name in names],
        )
        sums = {run.id: values for run, *values in groups}
        for run in self:
            for name, value in zip(names, sums.get(run.id, [0] * len(names)), strict=True):
                run[name] = value

    @api.depends("source_id", "started_on")
    def _compute_display_name(self):
        for run in self:
            start = fields.Datetime.context_timestamp(run, run.started_on)
            run.display_name = f"{run.source_id.sudo().name} {start:%Y-%m-%d %H:%M}"

    def action_run_again(self):
        """Start over with the deliveries of the run that had problems, and look once more."""
        self.check_access("write")
        self.delivery_ids.filtered(lambda one: one.state in PROBLEMS[:2]).action_process_again()
        answer = self.source_id.action_import_now()
        for run in self.sudo():
            run.state = run._outcome()
        return answer

    def action_view_deliveries(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_delivery"
        )
        return {
            **action,
            "domain": [("run_id", "=", self.id)],
            "context": {"active_test": False},
        }

    @api.model
    def _start(self, source):
        """Note that a look begins."""
        source.last_run = fields.Datetime.now()
        is_manual = bool(self.env.context.get("agency_import_by_hand"))
        return self.create({"source_id": source.id, "is_manual": is_manual})

    def _note(self, result, message, waiting=0):
        """Keep what the look into the drop box said."""
        self.write({"message": message, "waiting_count": waiting})
        if result == "error":
            self.state = "error"

    @api.model
    def _close(self, company):
        """End the runs of a company whose deliveries are all worked off."""
        for run in self.search([("company_id", "=", company.id), ("finished_on", "=", False)]):
            count = len(run.with_context(active_test=False).delivery_ids)
            vals = {"finished_on": fields.Datetime.now(), "delivery_count": count}
            if run.state == "running":
                vals["state"] = run._outcome()
            if not run.message:
                vals |= {"state": "error", "message": self.env._("The run was interrupted.")}
            run.write(vals)
        self.env["ir.cron"]._commit_progress()

    def _outcome(self):
        """Return the state that the deliveries of a run give it."""
        has_problem = set(self.delivery_ids.mapped("state")) & set(PROBLEMS)
        return "problem" if has_problem else "ok"

    @api.autovacuum
    def _gc_empty_runs(self):
        """Forget runs that found nothing."""
        self.search(
            [
                ("finished_on", "<", fields.Datetime.now() - KEEP_EMPTY),
                ("delivery_count", "=", 0),
                ("state", "=", "ok"),
            ],
            limit=10000,
        ).unlink()
