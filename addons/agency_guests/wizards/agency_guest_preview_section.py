from odoo import fields, models

from ..models.agency_guest_permission import LEVELS


class AgencyGuestPreviewSection(models.TransientModel):
    """One section as the guest finds it: how much is there, how much is not, and why."""

    _name = "agency.guest.preview.section"
    _description = "Section as a Guest Sees It"

    preview_id = fields.Many2one("agency.guest.preview", required=True, ondelete="cascade")
    permission_id = fields.Many2one(
        "agency.guest.permission", string="Section", required=True, ondelete="cascade"
    )
    level = fields.Selection(LEVELS)
    seen = fields.Integer()
    hidden = fields.Integer(help="About the clients' properties, but not shown to the guest.")
    reason = fields.Char()
