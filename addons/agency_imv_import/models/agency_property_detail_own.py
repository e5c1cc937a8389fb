from odoo import api, models


class AgencyPropertyDetail(models.Model):
    """The office may say something else than the sender; what the sender said stays beside it."""

    _inherit = "agency.property.detail"

    def write(self, vals):
        result = super().write(vals)
        if "own_text" in vals:
            self.env["agency.import.correction"]._note_edit(self.property_id, {"detail"})
        return result

    @api.model
    def _has_field_access(self, field, operation):
        # What was delivered is nobody's to change.
        if operation == "write" and not self.env.su and field.name != "own_text":
            return False
        return super()._has_field_access(field, operation)
