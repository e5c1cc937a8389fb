from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .agency_import_delivery import AGAIN
from .agency_import_delivery_routing import REMINDER


class AgencyImportDelivery(models.Model):
    """Imports what a preview shows, all of it or some; asks first where the source wants it so."""

    _inherit = "agency.import.delivery"

    left_out_count = fields.Integer(string="Left Out", compute="_compute_left_out_count")
    is_accepted = fields.Boolean(
        readonly=True, copy=False, help="Somebody has seen the preview and wants it so."
    )

    @api.depends("preview_ids.is_left_out")
    def _compute_left_out_count(self):
        groups = self.env["agency.import.listing"]._read_group(
            [
                ("delivery_id", "in", self.ids),
                ("is_left_out", "=", True),
                ("active", "=", False),
            ],
            ["delivery_id"],
            ["__count"],
        )
        counts = {delivery.id: count for delivery, count in groups}
        for delivery in self:
            delivery.left_out_count = counts.get(delivery.id, 0)

    def action_import_all(self):
        """Import what the preview shows."""
        self.ensure_one()
        self.check_access("write")
        self.sudo().preview_ids.is_left_out = False
        return self._accept()

    def action_import_selected(self):
        """Import what the preview shows, without what was left out."""
        self.ensure_one()
        self.check_access("write")
        return self._accept()

    def _accept(self):
        delivery_sudo = self.sudo()
        if not self.preview_on or self.state not in (*AGAIN, "review"):
            raise UserError(self.env._("Make a dry run first: there is no preview to import."))
        delivery_sudo.activity_unlink([REMINDER])
        delivery_sudo._reset()
        delivery_sudo.is_accepted = True
        return delivery_sudo._process_now()

    def _asks_first(self):
        return self.source_id.asks_first and not self.is_accepted

    def _left_out(self):
        """Return the places of the listings that are passed over."""
        if not self.is_accepted:
            return frozenset()
        return frozenset(self.preview_ids.filtered("is_left_out").mapped("index"))

    def _ask(self):
        self.write({"state": "review", "attempts": 0, "message": self.preview_message})
        if user := self.source_id._decider():
            self.activity_schedule(
                REMINDER,
                user_id=user.id,
                summary=self.env._("Delivery to review: %s", self.name),
                note=self.preview_message,
            )

    def _surprise(self):
        """Say when something else came of the delivery than its preview showed."""
        if not self.is_accepted:
            return ""
        count = self._count_differences()
        return (
            self.env._("Not as in the preview: %s listings, as things changed since.", count)
            if count
            else ""
        )

    def _count_differences(self):
        """Count the listings that became something else than shown, left out ones aside."""
        self.env.flush_all()
        [[count]] = self.env.execute_query(
            SQL(
                """
                WITH result AS (
                    SELECT line.index, line.is_preview, line.action, line.is_left_out,
                           string_agg(change.name || (change.after)::text, ',' ORDER BY change.name)
                               FILTER (WHERE line.action = 'updated') AS values
                      FROM agency_import_listing AS line
                 LEFT JOIN agency_import_change AS change
                        ON change.listing_id = line.id AND change.kind = 'field'
                     WHERE line.delivery_id = %s AND (line.is_preview OR line.active)
                       AND line.is_missing IS NOT TRUE
                  GROUP BY line.id
                )
                SELECT count(*)
                  FROM result AS shown
                  JOIN result AS done ON done.index = shown.index AND NOT done.is_preview
                 WHERE shown.is_preview AND shown.is_left_out IS NOT TRUE
                   AND (done.action, done.values) IS DISTINCT FROM (shown.action, shown.values)
                """,
                self.id,
            )
        )
        return count
