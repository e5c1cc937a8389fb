from odoo import fields, models


class AgencyPropertyEnergyMixin(models.AbstractModel):
    """What the energy certificate of a property says, and how it is heated."""

    _name = "agency.property.energy.mixin"
    _description = "Property energy data"

    energy_certificate_kind = fields.Selection(
        [
            ("demand", "Demand"),
            ("consumption", "Consumption"),
            ("not_required", "Not required"),
            ("missing", "Not available yet"),
        ],
        string="Energy Certificate",
        help="Demand: calculated from the building. Consumption: measured over three years.",
    )
    energy_value = fields.Float(digits=(10, 2), help="In kWh per m² and year.")
    energy_value_electricity = fields.Float(
        string="Electricity",
        digits=(10, 2),
        help="Commercial buildings, in kWh per m² and year.",
    )
    energy_value_heat = fields.Float(
        string="Heat",
        digits=(10, 2),
        help="Commercial buildings, in kWh per m² and year.",
    )
    energy_includes_hot_water = fields.Boolean(string="Includes Hot Water")
    energy_carrier = fields.Char(help="What the heat is made from, as the certificate names it.")
    energy_class = fields.Selection(
        [
            ("a_plus", "A+"),
            ("a", "A"),
            ("b", "B"),
            ("c", "C"),
            ("d", "D"),
            ("e", "E"),
            ("f", "F"),
            ("g", "G"),
            ("h", "H"),
        ],
    )
    energy_issued_on = fields.Date(string="Certificate Issued on")
    energy_valid_until = fields.Date(string="Certificate Valid until")
    energy_building_year = fields.Integer(
        string="Year in the Certificate",
        help="Year of construction as the certificate states it.",
    )
    heating_kind = fields.Selection(
        [
            ("stove", "Stove"),
            ("single_storey", "Single-storey heating"),
            ("central", "Central heating"),
            ("district", "District heating"),
            ("underfloor", "Underfloor heating"),
        ],
        string="Heating",
    )
    firing = fields.Selection(
        [
            ("oil", "Oil"),
            ("gas", "Gas"),
            ("electric", "Electricity"),
            ("alternative", "Alternative"),
            ("solar", "Solar"),
            ("geothermal", "Geothermal"),
            ("air_heat_pump", "Air heat pump"),
            ("district", "District heat"),
            ("block_chp", "Combined heat and power"),
            ("pellets", "Pellets"),
            ("coal", "Coal"),
            ("wood", "Wood"),
            ("liquid_gas", "Liquid gas"),
        ],
    )
