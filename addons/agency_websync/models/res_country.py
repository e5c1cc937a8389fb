from odoo import models


class ResCountry(models.Model):
    """The country of a case, by the name that customers read."""

    _name = "res.country"
    _inherit = ["agency.web.named", "res.country"]

    _web_copy_column = "country_id"
