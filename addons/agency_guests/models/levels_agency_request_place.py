from odoo import models


class AgencyRequestPlace(models.Model):
    """The places of the applicant's own request."""

    _name = "agency.request.place"
    _inherit = ["agency.guest.readable", "agency.request.place"]

    _guest_section = "requests"
    _guest_low_fields = ("request_id", "kind", "value", "latitude", "longitude", "radius_km")

    def _guest_label(self):
        return self.value or ""
