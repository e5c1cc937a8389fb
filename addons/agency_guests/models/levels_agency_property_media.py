from odoo import api, models


class AgencyPropertyMedia(models.Model):
    """Pictures belong to the listings, documents to the documents: each with its own level.

    The record rules tell public from private; the fields are the same at both levels.
    """

    _name = "agency.property.media"
    _inherit = ["agency.guest.readable", "agency.property.media"]

    _guest_section = "listings"

    @property
    def _guest_low_fields(self):
        return self._public_field_names

    @api.model
    def _guest_level(self):
        return max(super()._guest_level(), self._guest_section_level("documents"))

    def _guest_label(self):
        return self.name or self.filename or ""
