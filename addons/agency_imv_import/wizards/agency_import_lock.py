from odoo import api, fields, models


class AgencyImportLock(models.TransientModel):
    """Asks which field of an imported property its sender must leave alone."""

    _name = "agency.import.lock"
    _description = "Lock a Field"

    property_id = fields.Many2one(
        "agency.property", required=True, readonly=True, ondelete="cascade"
    )
    field_name = fields.Selection(selection="_selection_field_name", string="Field", required=True)

    @api.model
    def _selection_field_name(self):
        corrections = self.env["agency.import.correction"]
        names = corrections._imported_names()
        return sorted(
            ((name, corrections._label(name)) for name in names), key=lambda pair: pair[1]
        )

    def action_lock(self):
        self.ensure_one()
        self.env["agency.import.correction"]._lock(self.property_id, self.field_name)
        return {"type": "ir.actions.act_window_close"}
