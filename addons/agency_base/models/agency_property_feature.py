from odoo import fields, models


class AgencyPropertyFeature(models.Model):
    """One kind of equipment or quality that a property can have, such as a lift."""

    _name = "agency.property.feature"
    _description = "Property Feature"
    _order = "category, sequence, name, id"

    # What an outsider may read of a feature.
    _public_field_names = ("name", "code", "category", "sequence")

    name = fields.Char(required=True, translate=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Technical name that deliveries are translated into, for instance kitchen.fitted.",
    )
    category = fields.Selection(
        [
            ("comfort", "Comfort"),
            ("kitchen", "Kitchen"),
            ("bath", "Bathroom"),
            ("floor", "Floor covering"),
            ("heating", "Heating"),
            ("parking", "Parking"),
            ("security", "Security"),
            ("outdoor", "Outdoor"),
            ("accessibility", "Accessibility"),
            ("building", "Building"),
            ("commercial", "Commercial"),
            ("services", "Services"),
            ("view", "View"),
            ("network", "Network"),
        ],
        required=True,
        default="comfort",
        index=True,
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a feature with this code.")
