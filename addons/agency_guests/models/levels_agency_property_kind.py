from odoo import api, models


class AgencyPropertyKind(models.Model):
    """Kinds name what a property is, and what a request looks for."""

    _name = "agency.property.kind"
    _inherit = ["agency.guest.readable", "agency.property.kind"]

    _guest_section = "listings"

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "parent_path")

    @api.model
    def _guest_level(self):
        return max(super()._guest_level(), self._guest_section_level("requests"))

    def _guest_label(self):
        return self.complete_name or ""
