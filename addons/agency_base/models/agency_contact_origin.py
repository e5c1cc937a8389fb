from odoo import fields, models


class AgencyContactOrigin(models.Model):
    """Where the agency knows a contact from: its website, a recommendation, a portal ..."""

    _name = "agency.contact.origin"
    _description = "Contact Origin"
    _order = "sequence, name, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Technical name by which imports and forms set this origin.",
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "There is already an origin with this code.")
