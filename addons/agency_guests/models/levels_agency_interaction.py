from odoo import models
from odoo.fields import Domain


class AgencyInteraction(models.Model):
    """Guests see what the agency did; at high also with whom, and the internal text."""

    _name = "agency.interaction"
    _inherit = ["agency.guest.people", "agency.guest.reasons", "agency.interaction"]

    _guest_section = "actions"
    _guest_high_fields = ("duration", "note")

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "guest_people")

    def _guest_people_partners(self):
        self.ensure_one()
        return self.partner_ids

    def _guest_reasons(self):
        without_property = Domain("property_id", "=", False)
        return [
            Domain("property_id.is_guest_property", "=", True),
            without_property & Domain("partner_ids.is_guest_client", "=", True),
        ]
