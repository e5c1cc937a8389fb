from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.gc import disabling_gc

from .. import plan
from ..openimmo.errors import DeliveryError
from ..sentences import say
from .agency_import_delivery import AGAIN

# Listings that are tried in one transaction: inside it a later one sees what an earlier one did.
SPAN = 1000
# Previews that nobody asked for any more are kept that long.
KEEP = timedelta(days=14)


class AgencyImportDelivery(models.Model):
    """Shows what a delivery would change: the very same code, rolled back."""

    _inherit = "agency.import.delivery"

    preview_on = fields.Datetime(string="Preview of", readonly=True, copy=False)
    preview_message = fields.Text(readonly=True, copy=False)
    preview_position = fields.Integer(readonly=True, copy=False)
    preview_ids = fields.One2many(
        "agency.import.listing",
        "delivery_id",
        domain=[("is_preview", "=", True)],
        context={"active_test": False},
    )

    def action_dry_run(self):
        """Show what would happen, without doing it."""
        self.ensure_one()
        self.check_access("write")
        if self.state not in (*AGAIN, "new", "review"):
            raise UserError(self.env._("This delivery cannot be processed now."))
        with self.env["agency.import.source"]._exclusive(self.company_id) as is_mine:
            if not is_mine:
                raise UserError(self.env._("An import is running; try again when it is over."))
            self.sudo()._in_own_language()._preview_now()
        return True

    def action_view_preview(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_preview"
        )
        domain = [("delivery_id", "=", self.id), ("is_preview", "=", True)]
        return {**action, "domain": domain}

    def action_view_changes(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_imv_import.action_agency_import_change"
        )
        domain = [
            ("delivery_id", "=", self.id),
            ("kind", "!=", "memory"),
            ("is_preview", "=", bool(self.preview_on)),
        ]
        return {**action, "domain": domain}

    def _review(self, left):
        """Make the preview of a delivery that waits, and ask; return whether there is time left."""
        if not self._dry_run(left, self.preview_position):
            return False
        if self.state == "processing":
            self._ask()
        return True

    def _preview_now(self):
        """Make the preview because somebody asked for it; what waited then waits for an answer."""
        waits = self.state in ("new", "review")
        if waits:
            self.state = "review"
        try:
            self._dry_run(1)
        except DeliveryError as error:
            self.env.cr.rollback()
            problem = say(self.env, error.sentence)
            if waits:
                self._finish(problem)
            else:
                self._end_preview(problem)
        if self.state == "review":
            self.message = self.preview_message

    def _dry_run(self, left, position=0):
        """Try the listings behind a position; return whether it got to the end.

        What is written is rolled back, span by span; only the lines of the preview are kept.
        """
        commit = self.env["ir.cron"]._commit_progress
        if not position:
            self._drop_preview()
        commit()
        run = self.env["agency.import.planner"]._new_run(self)
        run.is_dry = True
        rows, about = [], {}
        for batch in self._batches(position):
            if obstacle := self._obstacle(batch, run):
                self.env.cr.rollback()
                self._stop_preview(obstacle, batch)
                return True
            with disabling_gc():
                rows += self.env["agency.import.writer"]._write_batch(batch, run)
            about = self._about(batch)
            if len(rows) >= SPAN:
                count = len(rows)
                self._keep_preview(rows, batch[-1].index, about)
                rows = []
                if not commit(count, remaining=left):
                    return False
        self._keep_preview(rows, 0, about)
        sentences = [self._preview_sentence(), self._preview_missing()]
        self._end_preview(" ".join(filter(None, sentences)))
        commit()
        return True

    def _keep_preview(self, rows, position, about):
        """Take back what was tried, and keep what it was.

        :param about: values of the delivery that were read beside the listings
        """
        tried = self._tried(rows)
        self.env.cr.rollback()
        self._without_new_records(rows)
        self.env["agency.import.listing"]._store(rows, active=False, is_preview=True)
        self.write({**about, "preview_tried": tried, "preview_position": position, "attempts": 0})

    @api.model
    def _without_new_records(self, rows):
        """Name no records that were made while trying: they are gone."""
        for name, model in (("property_id", "agency.property"), ("partner_id", "res.partner")):
            records = self.env[model].browse({row[name] for row in rows} - {False})
            known = set(records.exists().ids)
            for row in rows:
                row[name] = row[name] if row[name] in known else False
        for row in rows:
            row["new_contacts"] = None
            for change in row["changes"]:
                change["file_id"] = False

    def _stop_preview(self, obstacle, batch):
        """Say what keeps the delivery from being imported."""
        if self.state in ("processing", "review"):
            self._set_aside(obstacle, batch)
        else:
            self._end_preview(obstacle["message"])

    def _end_preview(self, message):
        self.write(
            {
                "preview_on": fields.Datetime.now(),
                "preview_message": message,
                "preview_position": 0,
            }
        )

    def _preview_sentence(self):
        groups = self.env["agency.import.listing"]._read_group(
            [
                ("delivery_id", "=", self.id),
                ("is_preview", "=", True),
                ("is_missing", "=", False),
                ("active", "=", False),
            ],
            ["action"],
            ["__count"],
        )
        counted = self._counted({**dict.fromkeys(plan.ACTIONS, 0), **dict(groups)})
        return self.env._("Preview, nothing is written yet. Listings: %s.", counted)

    def _drop_preview(self):
        self.preview_ids.unlink()
        self.write(
            {
                "preview_on": False,
                "preview_message": False,
                "preview_position": 0,
                "preview_tried": False,
            }
        )

    @api.autovacuum
    def _gc_previews(self):
        """Forget previews that nobody decided on, where nothing waits for a decision."""
        self.with_context(active_test=False).search(
            [
                ("preview_on", "<", fields.Datetime.now() - KEEP),
                ("state", "in", AGAIN),
            ],
            limit=100,
        )._drop_preview()
