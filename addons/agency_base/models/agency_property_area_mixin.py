from odoo import fields, models

AREA = (12, 2)
ROOMS = (6, 1)


class AgencyPropertyAreaMixin(models.AbstractModel):
    """How large a property is: areas in square metres, rooms and units."""

    _name = "agency.property.area.mixin"
    _description = "Property areas and rooms"

    area_living = fields.Float(string="Living Area", digits=AREA, help="In m².", tracking=True)
    area_usable = fields.Float(string="Usable Area", digits=AREA, help="In m².")
    area_total = fields.Float(string="Total Area", digits=AREA, help="In m².")
    area_plot = fields.Float(string="Plot", digits=AREA, help="In m².", tracking=True)
    area_commercial = fields.Float(string="Commercial Area", digits=AREA, help="In m².")
    area_office = fields.Float(string="Office Area", digits=AREA, help="In m².")
    area_retail = fields.Float(string="Retail Area", digits=AREA, help="In m².")
    area_storage = fields.Float(string="Storage Area", digits=AREA, help="In m².")
    area_basement = fields.Float(string="Basement", digits=AREA, help="In m².")
    area_balcony_terrace = fields.Float(
        string="Balconies and Terraces Area",
        digits=AREA,
        help="In m².",
    )
    area_garden = fields.Float(string="Garden", digits=AREA, help="In m².")
    area_lettable = fields.Float(string="Lettable Area", digits=AREA, help="In m².")
    area_divisible = fields.Float(
        string="Divisible from", digits=AREA, help="The smallest part that is let, in m²."
    )
    hall_height = fields.Float(digits=(6, 2), help="In metres.")
    site_coverage = fields.Float(
        digits=(6, 2), help="The part of the plot that may be built over: 0.4 is 40 %."
    )
    floor_area_ratio = fields.Float(
        digits=(6, 2), help="The floor area that may be built for each m² of the plot."
    )

    rooms = fields.Float(digits=ROOMS, help="Half rooms count: 2.5 is a number.", tracking=True)
    bedrooms = fields.Float(digits=ROOMS)
    living_rooms = fields.Float(digits=ROOMS)
    bathrooms = fields.Float(digits=ROOMS)
    toilets = fields.Float(digits=ROOMS, string="Separate Toilets")
    balconies = fields.Integer()
    terraces = fields.Integer()
    beds = fields.Integer()
    parking_spaces = fields.Integer()
    residential_units = fields.Integer(help="Apartments in the building.")
    commercial_units = fields.Integer(help="Offices, shops and the like in the building.")

    _check_areas = models.Constraint(
        "CHECK(LEAST(area_living, area_usable, area_total, area_plot, area_commercial,"
        " area_office, area_retail, area_storage, area_basement, area_balcony_terrace,"
        " area_garden, area_lettable, area_divisible) >= 0)",
        "An area cannot be negative.",
    )
    _check_rooms = models.Constraint(
        "CHECK(LEAST(rooms, bedrooms, living_rooms, bathrooms, toilets) >= 0)",
        "A number of rooms cannot be negative.",
    )
