from odoo import api, fields, models


class AgencyPropertyAddressMixin(models.AbstractModel):
    """Where a property is, and how much of that the public may know."""

    _name = "agency.property.address.mixin"
    _description = "Property address"

    street = fields.Char(tracking=True)
    street_number = fields.Char(string="House Number", tracking=True)
    zip = fields.Char(string="ZIP", index="btree_not_null")
    city = fields.Char(index="btree_not_null", tracking=True)
    district = fields.Char(help="Part of the town, as people there call it.")
    country_id = fields.Many2one(
        "res.country",
        default=lambda self: self.env.company.country_id,
        ondelete="restrict",
    )
    state_id = fields.Many2one(
        "res.country.state",
        string="State / Province",
        domain="[('country_id', '=?', country_id)]",
        ondelete="restrict",
    )
    latitude = fields.Float(digits=(10, 7))
    longitude = fields.Float(digits=(10, 7))
    floor = fields.Integer(help="0 is the ground floor; basements are negative.")
    floor_count = fields.Integer(string="Floors in the Building")
    apartment_number = fields.Char(
        string="Apartment", help="Number or position inside the building."
    )
    cadastral_district = fields.Char(help="District of the land register.")
    cadastral_section = fields.Char(help="Section or sheet of the land register.")
    cadastral_parcel = fields.Char(help="Parcel number in the land register.")

    address_public = fields.Boolean(
        string="Address Is Public",
        default=lambda self: self.env.company.agency_address_public_default,
        tracking=True,
        help="Off: guests, portals and the website learn only ZIP, city and district.",
    )
    public_address = fields.Char(
        compute="_compute_public_address",
        store=True,
        help="What the public sees: the full address, or only the locality.",
    )
    public_location = fields.Char(
        string="Locality",
        compute="_compute_public_location",
        store=True,
        help="ZIP, city and district; always public.",
    )
    public_latitude = fields.Float(
        digits=(10, 7),
        compute="_compute_public_position",
        store=True,
        help="Zero while the address is not public.",
    )
    public_longitude = fields.Float(
        digits=(10, 7),
        compute="_compute_public_position",
        store=True,
        help="Zero while the address is not public.",
    )

    _check_latitude = models.Constraint(
        "CHECK(latitude IS NULL OR latitude BETWEEN -90 AND 90)",
        "A latitude lies between -90 and 90 degrees.",
    )
    _check_longitude = models.Constraint(
        "CHECK(longitude IS NULL OR longitude BETWEEN -180 AND 180)",
        "A longitude lies between -180 and 180 degrees.",
    )

    @api.depends("zip", "city", "district")
    def _compute_public_location(self):
        for record in self:
            town = _joined(" ", record.zip, record.city)
            record.public_location = _joined(", ", town, record.district) or False

    @api.depends("address_public", "street", "street_number", "zip", "city", "public_location")
    def _compute_public_address(self):
        for record in self:
            if record.address_public and record.street:
                record.public_address = record._full_address()
            else:
                record.public_address = record.public_location

    @api.depends("address_public", "latitude", "longitude")
    def _compute_public_position(self):
        for record in self:
            record.public_latitude = record.latitude if record.address_public else 0.0
            record.public_longitude = record.longitude if record.address_public else 0.0

    @api.onchange("state_id")
    def _onchange_state_id(self):
        if self.state_id:
            self.country_id = self.state_id.country_id

    @api.onchange("country_id")
    def _onchange_country_id(self):
        if self.country_id and self.state_id.country_id != self.country_id:
            self.state_id = False

    def _full_address(self):
        """Return street, number, ZIP and city on one line, for the agency's own eyes."""
        self.ensure_one()
        return one_line_address(self)


def one_line_address(place):
    """Return the address that a record, or the values read of one, holds."""
    street = _joined(" ", place["street"], place["street_number"])
    return _joined(", ", street, _joined(" ", place["zip"], place["city"]))


def _joined(separator, *parts):
    return separator.join(part for part in parts if part)
