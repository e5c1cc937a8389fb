from odoo import fields, models


class AgencyGuestProfileApplyLine(models.TransientModel):
    """What would change for one guest."""

    _name = "agency.guest.profile.apply.line"
    _description = "Difference of a Guest to a Profile"

    wizard_id = fields.Many2one("agency.guest.profile.apply", required=True, ondelete="cascade")
    guest_id = fields.Many2one("agency.guest", required=True, readonly=True)
    differences = fields.Text(readonly=True)
