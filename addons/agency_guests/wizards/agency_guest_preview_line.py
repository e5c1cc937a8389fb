from odoo import fields, models


class AgencyGuestPreviewLine(models.TransientModel):
    """One entry that the guest sees, and the level, client and rule that show it."""

    _name = "agency.guest.preview.line"
    _description = "Entry as a Guest Sees It"

    preview_id = fields.Many2one("agency.guest.preview", required=True, ondelete="cascade")
    permission_id = fields.Many2one(
        "agency.guest.permission", string="Section", required=True, ondelete="cascade"
    )
    level = fields.Selection(related="permission_id.level")
    res_model = fields.Char(readonly=True)
    res_id = fields.Many2oneReference(model_field="res_model", readonly=True)
    name = fields.Char(string="As the Guest Reads It")
    link = fields.Char(string="Client Link")
    rule = fields.Char()

    def action_open(self):
        """Open the record as the office sees it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
        }
