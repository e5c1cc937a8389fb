from odoo import models


class AgencyPropertyParty(models.Model):
    """A contact person that the office replaces stays replaced."""

    _name = "agency.property.party"
    _inherit = ["agency.property.party", "agency.import.part.mixin"]

    _import_part = "contact"
