import contextlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

# A run that starts a moment before the half hour is over counts as on time.
TOLERANCE = timedelta(minutes=1)


class AgencyImportSource(models.Model):
    """When a source is looked at: at its own interval, by one scheduled action for all."""

    _inherit = "agency.import.source"

    interval_minutes = fields.Integer(
        string="Interval", default=30, required=True, help="Minutes between two looks."
    )
    last_run = fields.Datetime(readonly=True, copy=False)
    next_run = fields.Datetime(compute="_compute_next_run", store=True)
    run_ids = fields.One2many("agency.import.run", "source_id", string="Runs")

    _check_interval = models.Constraint(
        "CHECK(interval_minutes BETWEEN 5 AND 1440)",
        "The interval is between 5 minutes and a day (1440 minutes).",
    )

    @api.depends("last_run", "interval_minutes")
    def _compute_next_run(self):
        for source in self:
            start = source.last_run
            source.next_run = start and start + timedelta(minutes=source.interval_minutes)

    @api.model_create_multi
    def create(self, vals_list):
        sources = super().create(vals_list)
        sources._wake_up()
        return sources

    def write(self, vals):
        result = super().write(vals)
        if "interval_minutes" in vals:
            self._wake_up()
        return result

    def action_view_runs(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_run"
        )
        return {**action, "domain": [("source_id", "=", self.id)], "context": {}}

    @api.model
    def _cron_import(self):
        """Finish what an earlier run left, then collect and process what has arrived."""
        sources = self.search([("active", "=", True)])
        sources._run(sources._due())
        sources._wake_up()

    def _due(self):
        """Return the sources whose interval is over."""
        limit = fields.Datetime.now() + TOLERANCE
        return self.filtered(lambda source: not source.next_run or source.next_run <= limit)

    def _wake_up(self):
        """Have the scheduled action called when the next source is due."""
        times = [source.next_run or fields.Datetime.now() for source in self if source.active]
        cron_sudo = self.env.ref("agency_imv_import.ir_cron_agency_import", False)
        if times and cron_sudo:
            cron_sudo.sudo()._trigger(min(times))

    def _run(self, due=None):
        """Work for the companies of the sources; look into those that are due, or into all."""
        due = self if due is None else due
        for company, sources in self.grouped("company_id").items():
            with self._exclusive(company) as is_mine:
                if is_mine and not (sources & due)._run_alone(company):
                    return  # the time is over; the scheduled action is called again at once

    def _run_alone(self, company):
        """Do what there is to do; return whether all of it was done."""
        deliveries = self.env["agency.import.delivery"]
        runs = self.env["agency.import.run"]
        mine = [("company_id", "=", company.id)]
        # Resume first what an earlier run could not finish.
        if not deliveries._process_pending(mine):
            return False
        runs._close(company)
        for source in self:
            source._collect()
        if not deliveries._process_pending(mine):
            return False
        runs._close(company)
        self._put_away()
        return True

    @api.model
    @contextlib.contextmanager
    def _exclusive(self, company):
        """Let one import work for a company at a time; tell whether it is this one.

        Listings and contacts are recognised by what was written before, so two runs side by side
        would write them twice. The lock belongs to the database session: it outlasts the commit
        of each batch, and ends with the worker, however that ends.
        """
        key = SQL("hashtext(%s), %s", self._name, company.id)
        [[is_mine]] = self.env.execute_query(SQL("SELECT pg_try_advisory_lock(%s)", key))
        if not is_mine:
            yield False
            return
        try:
            self.env["ir.cron"]._commit_progress()  # see what the run before has committed
            yield True
        except BaseException:
            self.env.cr.rollback()
            raise
        finally:
            self.env.execute_query(SQL("SELECT pg_advisory_unlock(%s)", key))
