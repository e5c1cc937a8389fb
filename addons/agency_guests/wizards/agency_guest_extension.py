from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

LONGEST = 24 * 14


class AgencyGuestExtension(models.TransientModel):
    """Let a guest in for some hours although the hours or dates say no."""

    _name = "agency.guest.extension"
    _description = "Grant an Extension"

    guest_id = fields.Many2one("agency.guest", required=True, ondelete="cascade")
    extension_request = fields.Text(related="guest_id.extension_request", string="The Guest Asks")
    hours = fields.Integer(required=True, default=2)
    until = fields.Datetime(compute="_compute_until")

    @api.constrains("hours")
    def _check_hours(self):
        for wizard in self:
            if not 0 < wizard.hours <= LONGEST:
                raise ValidationError(
                    self.env._("Grant between 1 and %(longest)s hours.", longest=LONGEST)
                )

    @api.depends("hours")
    def _compute_until(self):
        for wizard in self:
            hours = min(max(wizard.hours, 0), LONGEST)
            wizard.until = fields.Datetime.now() + timedelta(hours=hours)

    def action_grant(self):
        self.ensure_one()
        self.guest_id._grant_extension(self.hours)
        return {"type": "ir.actions.act_window_close"}
