from odoo import fields, models


class AgencyGuestPassword(models.TransientModel):
    """Set a guest's password in the office, usually one to be changed at the first sign-in."""

    _name = "agency.guest.password"
    _description = "Set a Guest's Password"

    guest_id = fields.Many2one("agency.guest", required=True, ondelete="cascade")
    user_code = fields.Char(related="guest_id.user_code")
    password = fields.Char(
        required=True, default=lambda self: self.env["agency.guest"]._propose_password()
    )
    temporary = fields.Boolean(
        default=True, help="The guest must choose another one before anything else opens."
    )

    def action_set(self):
        """Hand the password to the guest's account and forget it here."""
        self.ensure_one()
        guest, password, temporary = self.guest_id, self.password, self.temporary
        guest._set_password(password, temporary=temporary)
        self.unlink()
        return {"type": "ir.actions.act_window_close"}
