from odoo import models


class AgencyRequest(models.Model):
    """Applicants see their own requests; at high also the remarks."""

    _name = "agency.request"
    _inherit = ["agency.guest.readable", "agency.request"]

    _guest_section = "requests"
    _guest_high_fields = ("note", "last_reviewed")

    @property
    def _guest_low_fields(self):
        return (*self._public_field_names, "place_ids")
