from odoo import models


class AgencyCaseModality(models.Model):
    """Guests read the names of modalities: their lists show and filter by them."""

    _name = "agency.case.modality"
    _inherit = ["agency.guest.readable", "agency.case.modality"]

    _guest_section = "cases"
    _guest_low_fields = ("name", "color", "sequence")
