from odoo import api, models


class AgencyPropertyMedia(models.Model):
    """Tells the portals of new, changed and withdrawn pictures."""

    _inherit = "agency.property.media"

    @api.model_create_multi
    def create(self, vals_list):
        media = super().create(vals_list)
        self.env["agency.export.item"]._mark_properties(media.property_id)
        return media

    def write(self, vals):
        result = super().write(vals)
        self.env["agency.export.item"]._mark_properties(self.property_id)
        return result

    def unlink(self):
        self.env["agency.export.item"]._mark_properties(self.property_id)
        return super().unlink()
