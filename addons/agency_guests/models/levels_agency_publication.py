from odoo import models


class AgencyPublication(models.Model):
    """Guests see where and how long a property is advertised; at high also the remarks."""

    _name = "agency.publication"
    _inherit = ["agency.guest.readable", "agency.publication"]

    _guest_section = "advertising"
    _guest_high_fields = ("note",)

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "channel_kind")

    def _guest_label(self):
        return self.channel_id.display_name
