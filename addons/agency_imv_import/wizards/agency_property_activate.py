from odoo import api, fields, models


class AgencyPropertyActivate(models.TransientModel):
    """Names what imported properties still lack before they are activated."""

    _name = "agency.property.activate"
    _description = "Before a Property Is Activated"

    property_ids = fields.Many2many("agency.property", string="Properties", readonly=True)
    open_points = fields.Text(compute="_compute_open_points", string="Still Open")

    @api.depends("property_ids")
    def _compute_open_points(self):
        for wizard in self:
            several = len(wizard.property_ids) > 1
            lines = []
            for record in wizard.property_ids.filtered("has_checklist"):
                if several:
                    lines.append(record.display_name)
                lines += [f"• {point}" for point in record._open_points()]
            wizard.open_points = "\n".join(lines)

    def action_activate(self):
        """Go on; whether this user may is decided where the state is written."""
        self.property_ids.write({"state": "active"})
        return {"type": "ir.actions.act_window_close"}
