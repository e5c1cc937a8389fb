from odoo import Command, fields, models


class AgencyGuestCreateLine(models.TransientModel):
    """One account to be created."""

    _name = "agency.guest.create.line"
    _description = "Guest to Create"

    wizard_id = fields.Many2one("agency.guest.create", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Client", required=True, readonly=True)
    guest_id = fields.Many2one("agency.guest", string="Has Already", readonly=True)
    surname = fields.Char(required=True)
    first_name = fields.Char()
    user_code = fields.Char(string="User ID", required=True)
    email = fields.Char(string="E-mail")
    password = fields.Char()

    def _guest_values(self):
        self.ensure_one()
        return {
            "surname": self.surname,
            "first_name": self.first_name,
            "user_code": self.user_code,
            "email": self.email,
            "phone": self.partner_id.phone,
            "lang": self.partner_id.lang,
            "company_id": self.wizard_id.company_id.id,
            "partner_ids": [Command.set(self.partner_id.ids)],
        }
