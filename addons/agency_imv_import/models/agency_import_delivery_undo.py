from odoo import api, fields, models
from odoo.exceptions import UserError

from .. import plan
from .agency_import_delivery_routing import REMINDER

UNDOABLE = ("done", "partial", "failed")
# Lines that are set back between two commits.
BATCH = 100


class AgencyImportDelivery(models.Model):
    """Sets back what a delivery did, from the before-images of its protocol."""

    _inherit = "agency.import.delivery"

    undone_on = fields.Datetime(string="Undone", readonly=True, copy=False)
    undone_by_id = fields.Many2one(
        "res.users", string="Undone by", readonly=True, copy=False, ondelete="set null"
    )
    can_undo = fields.Boolean(compute="_compute_can_undo")

    @api.depends("state")
    def _compute_can_undo(self):
        written = self.env["agency.import.listing"]._read_group(
            [("delivery_id", "in", self.ids), *self._undo_domain()], ["delivery_id"]
        )
        known = {delivery.id for (delivery,) in written}
        for delivery in self:
            delivery.can_undo = delivery.state in UNDOABLE and delivery.id in known

    def action_undo(self):
        """Tell what an undo would do, and ask."""
        self.ensure_one()
        self.check_access("write")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Undo This Delivery"),
            "res_model": "agency.import.undo.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_delivery_id": self.id},
        }

    def _start_undo(self):
        """Set back what the delivery did, now or when the import that is running has ended."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "undoing" and not self.can_undo:
            raise UserError(self.env._("There is nothing left to undo in this delivery."))
        delivery_sudo = self.sudo()
        if self.state != "undoing":
            delivery_sudo.activity_unlink([REMINDER])
            delivery_sudo._drop_preview()
            delivery_sudo.write(
                {"state": "undoing", "undone_by_id": self.env.uid, "asks_to_archive": False}
            )
        return delivery_sudo._process_now()

    def _keep_missing(self, properties):
        """Note what the delivery archives without a listing for it, so that it can come back."""
        identities_sudo = self.env["agency.import.identity"].sudo()
        identities = identities_sudo.search([("property_id", "in", properties.ids)])
        memory = {
            **dict.fromkeys(("name", "label", "old_text", "new_text", "file_id"), False),
            "kind": "memory",
            "record_id": 0,
            "before": {"is_withdrawn": False},
            "after": None,
        }
        field = self._archived_change()
        message = self.env._("Archived, as the full delivery lacks it.")
        rows = [
            self._missing_row(
                record,
                plan.ARCHIVED,
                message,
                [
                    field,
                    *(
                        {**memory, "record_id": identity.id}
                        for identity in identities
                        if identity.property_id == record
                    ),
                ],
            )
            for record in properties
        ]
        # No line of the protocol: these are no listings of the delivery.
        self.env["agency.import.listing"].sudo()._store(rows, active=False)

    @api.model
    def _undo_domain(self):
        return [
            ("is_preview", "=", False),
            ("active", "in", (True, False)),
            ("action", "in", plan.WRITING),
            ("undo_state", "=", False),
        ]

    def _lines_to_undo(self, limit=None):
        """Return the lines that are still to be set back, the last one first."""
        return self.env["agency.import.listing"].search(
            [("delivery_id", "=", self.id), *self._undo_domain()], order="id desc", limit=limit
        )

    def _undo(self, left):
        """Set back line by line; each is marked, so that an interrupted undo goes on there."""
        commit = self.env["ir.cron"]._commit_progress
        undo = self.env["agency.import.undo"]
        while lines := self._lines_to_undo(BATCH):
            undo._set_back(lines)
            if not commit(len(lines), remaining=left):
                return False
        undo._archive_contacts(self._undone_lines("undone"))
        self._finish_undo()
        return True

    def _undone_lines(self, state):
        lines = self.env["agency.import.listing"].with_context(active_test=False)
        return lines.search([("delivery_id", "=", self.id), ("undo_state", "=", state)])

    def _finish_undo(self):
        undone, left = self._undone_lines("undone"), self._undone_lines("left")
        actions = undone.mapped("action")
        counts = {action: actions.count(action) for action in plan.WRITING}
        names = (
            (counts[plan.CREATED], self.env._("%s archived", counts[plan.CREATED])),
            (counts[plan.UPDATED], self.env._("%s set back", counts[plan.UPDATED])),
            (counts[plan.ARCHIVED], self.env._("%s restored", counts[plan.ARCHIVED])),
            (len(left), self.env._("%s left alone", len(left))),
        )
        sentence = self.env._(
            "Undone by %(user)s: %(counts)s.",
            user=self.undone_by_id.name,
            counts=", ".join(text for count, text in names if count),
        )
        closed = "partial" if self.failed_count else "done"
        self.write(
            {
                "state": "undone" if undone else closed,
                "undone_on": fields.Datetime.now(),
                "message": f"{self.message or ''} {sentence}".strip(),
            }
        )
