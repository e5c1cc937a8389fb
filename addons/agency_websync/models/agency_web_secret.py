from odoo import fields, models


class AgencyWebSecret(models.AbstractModel):
    """A window that shows a new secret once; nothing of it is stored."""

    _name = "agency.web.secret"
    _description = "New Secret"

    # A form asks for its first values by id, also where there is no table.
    id = fields.Id()
    secret = fields.Char(readonly=True)
