from odoo import fields, models


class AgencyPropertyFactsMixin(models.AbstractModel):
    """What a property is like: use, equipment, condition, availability and texts."""

    _name = "agency.property.facts.mixin"
    _description = "Property facts and texts"

    is_residential = fields.Boolean(string="Residential")
    is_commercial = fields.Boolean(string="Commercial")
    is_investment = fields.Boolean(string="Investment")
    is_short_term = fields.Boolean(string="Short-term Living")

    feature_ids = fields.Many2many(
        "agency.property.feature",
        "agency_property_feature_rel",
        "property_id",
        "feature_id",
        string="Features",
    )
    condition = fields.Selection(
        [
            ("first_occupancy", "First occupancy"),
            ("as_new", "As new"),
            ("well_kept", "Well kept"),
            ("modernised", "Modernised"),
            ("renovated", "Renovated"),
            ("partly_renovated", "Partly renovated"),
            ("refurbished", "Refurbished"),
            ("partly_refurbished", "Partly refurbished"),
            ("partly_needs_renovation", "Partly in need of renovation"),
            ("needs_renovation", "In need of renovation"),
            ("dilapidated", "Dilapidated"),
            ("for_demolition", "For demolition"),
            ("gutted", "Gutted"),
            ("shell", "Shell construction"),
            ("planned", "Planned"),
            ("by_agreement", "By agreement"),
        ],
    )
    year_built = fields.Integer(string="Built in")
    year_modernised = fields.Integer(string="Last Modernised in")
    location_kind = fields.Selection(
        [
            ("residential", "Residential area"),
            ("commercial", "Commercial area"),
            ("industrial", "Industrial area"),
            ("mixed", "Mixed area"),
            ("new_development", "New development"),
            ("village", "Village"),
            ("estate", "Housing estate"),
            ("outskirts", "Outskirts"),
            ("district", "District of a town"),
            ("centre", "Town centre"),
            ("secondary_centre", "Secondary centre"),
            ("prime", "Prime location"),
            ("secondary", "Secondary location"),
        ],
        string="Kind of Location",
    )
    development = fields.Selection(
        [
            ("undeveloped", "Undeveloped"),
            ("partly", "Partly developed"),
            ("fully", "Fully developed"),
            ("local", "Developed as is usual there"),
        ],
        help="Whether a plot has its road, water, power and sewer.",
    )
    is_let = fields.Boolean(string="Let", help="Somebody rents the property today.")
    max_persons = fields.Integer(string="Persons at Most")
    available_from = fields.Date()
    available_until = fields.Date()
    available_text = fields.Char(string="Availability", help="For instance: after notarisation.")

    teaser = fields.Text(translate=True, help="Two or three lines that catch the eye.")
    description = fields.Text(translate=True)
    description_location = fields.Text(string="Location", translate=True)
    description_equipment = fields.Text(string="Equipment", translate=True)
    description_other = fields.Text(string="Other Remarks", translate=True)
