from odoo import fields, models


class AgencyGuestCreate(models.TransientModel):
    """An account that is created from a registration follows it at once."""

    _inherit = "agency.guest.create"

    web_access_id = fields.Many2one("agency.web.access", readonly=True)

    def _show(self, guests):
        if self.web_access_id:
            self.web_access_id.guest_ids |= guests
            guests._open_cases()
        return super()._show(guests)
