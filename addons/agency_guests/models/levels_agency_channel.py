from odoo import models


class AgencyChannel(models.Model):
    """Where the agency advertises is no secret."""

    _name = "agency.channel"
    _inherit = ["agency.guest.readable", "agency.channel"]

    _guest_section = "advertising"

    @property
    def _guest_low_fields(self):
        return self._public_field_names
