from odoo import models


class AgencyPropertyMedia(models.Model):
    """A picture that the office removes or replaces stays so."""

    _name = "agency.property.media"
    _inherit = ["agency.property.media", "agency.import.part.mixin"]

    _import_part = "media"
