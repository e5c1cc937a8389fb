from odoo import api, models


class AgencyPropertyFeature(models.Model):
    """Features name what a property has, and what a request wants."""

    _name = "agency.property.feature"
    _inherit = ["agency.guest.readable", "agency.property.feature"]

    _guest_section = "listings"

    @property
    def _guest_low_fields(self):
        return self._public_field_names

    @api.model
    def _guest_level(self):
        return max(super()._guest_level(), self._guest_section_level("requests"))
