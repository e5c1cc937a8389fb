from datetime import timedelta

from odoo import api, fields, models

from ..models.agency_guest_access import MAX_EXTENSION_DAYS


class AgencyGuestExtension(models.TransientModel):
    """Let a guest in for some hours although the hours or dates say no."""

    _name = "agency.guest.extension"
    _description = "Grant an Extension"

    guest_id = fields.Many2one("agency.guest", required=True, ondelete="cascade")
    extension_request = fields.Text(related="guest_id.extension_request", string="The Guest Asks")
    hours = fields.Integer(required=True, default=2)
    until = fields.Datetime(compute="_compute_until")

    @api.depends("hours")
    def _compute_until(self):
        for wizard in self:
            possible = 0 < wizard.hours <= 24 * MAX_EXTENSION_DAYS
            wizard.until = possible and fields.Datetime.now() + timedelta(hours=wizard.hours)

    def action_grant(self):
        self.ensure_one()
        self.guest_id._grant_extension(self.hours)
        return {"type": "ir.actions.act_window_close"}
