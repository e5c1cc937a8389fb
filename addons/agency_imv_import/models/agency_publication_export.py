from odoo import api, fields, models


class AgencyPublication(models.Model):
    """Tells the delivery of its channel, and shows what became of it."""

    _inherit = "agency.publication"

    export_item_id = fields.Many2one(
        "agency.export.item", compute="_compute_export_item", compute_sudo=True
    )
    export_state = fields.Selection(
        [("waiting", "Waiting"), ("failing", "Server fails"), ("sent", "Up to date")],
        string="Delivery",
        compute="_compute_export_item",
        compute_sudo=True,
    )
    export_sent_on = fields.Datetime(
        string="Last Sent", compute="_compute_export_item", compute_sudo=True
    )
    export_message = fields.Char(compute="_compute_export_item", compute_sudo=True)

    @api.depends("property_id", "channel_id", "state")
    def _compute_export_item(self):
        items = self.env["agency.export.item"].search(
            [("property_id", "in", self.property_id.ids), ("target_id.active", "=", True)]
        )
        found = {(item.property_id.id, item.target_id.channel_id.id): item for item in items}
        for publication in self:
            item = found.get((publication.property_id.id, publication.channel_id.id), items[:0])
            is_failing = item.state == "waiting" and item.target_id.last_result == "error"
            publication.export_item_id = item
            publication.export_state = "failing" if is_failing else item.state
            publication.export_sent_on = item.sent_on
            publication.export_message = item.target_id.message if is_failing else False

    @api.model_create_multi
    def create(self, vals_list):
        publications = super().create(vals_list)
        self.env["agency.export.item"]._mark_publications(
            publications.filtered(lambda each: each.state == "published")
        )
        return publications

    def write(self, vals):
        is_told = not {"state", "property_id", "channel_id", "date_from", "date_to"}.isdisjoint(
            vals
        )
        items = self.env["agency.export.item"]
        if is_told and not {"property_id", "channel_id"}.isdisjoint(vals):
            items._mark_properties(self.property_id)
        result = super().write(vals)
        if is_told:
            items._mark_publications(self)
        return result

    def unlink(self):
        self.env["agency.export.item"]._mark_properties(self.property_id)
        return super().unlink()

    def action_send_again(self):
        """Send the listing once more."""
        self.check_access("write")
        self.sudo().export_item_id.action_send_again()
