from odoo import models


class AgencyMandatePromise(models.Model):
    """What the agency promised is part of the mandate: only at high."""

    _name = "agency.mandate.promise"
    _inherit = ["agency.guest.readable", "agency.mandate.promise"]

    _guest_section = "mandates"
    _guest_high_fields = (
        *("mandate_id", "sequence", "name", "interval_count", "interval_unit", "date_to"),
    )
