from odoo import api, fields, models


class AgencyRequestPlace(models.Model):
    """One place of a request: a ZIP area, a town, or a circle on the map."""

    _name = "agency.request.place"
    _description = "Place of a Request"
    _order = "id"

    request_id = fields.Many2one("agency.request", required=True, index=True, ondelete="cascade")
    kind = fields.Selection(
        [("zip", "ZIP starts with"), ("city", "Town or district"), ("distance", "Around")],
        required=True,
        default="city",
    )
    value = fields.Char(string="Place", help="The ZIP or its first digits, or the town.")
    latitude = fields.Float(
        digits=(10, 7),
        compute="_compute_position",
        store=True,
        readonly=False,
        help="Proposed from the agency's own properties in that town.",
    )
    longitude = fields.Float(
        digits=(10, 7), compute="_compute_position", store=True, readonly=False
    )
    radius_km = fields.Float(string="Radius (km)", digits=(6, 1), default=10.0)

    _value_given = models.Constraint(
        "CHECK(kind = 'distance' OR btrim(COALESCE(value, '')) <> '')",
        "A place needs its ZIP or town.",
    )
    _circle_given = models.Constraint(
        "CHECK(kind <> 'distance' OR (radius_km > 0 AND (latitude <> 0 OR longitude <> 0)))",
        "A circle needs its latitude and longitude, and a radius above zero.",
    )
    _on_earth = models.Constraint(
        "CHECK((latitude IS NULL OR latitude BETWEEN -90 AND 90)"
        " AND (longitude IS NULL OR longitude BETWEEN -180 AND 180))",
        "A latitude lies between -90 and 90 degrees, a longitude between -180 and 180.",
    )

    @api.depends("kind", "value")
    def _compute_position(self):
        for place in self:
            if place.kind != "distance":
                place.latitude = place.longitude = 0.0
            elif place.value and not (place.latitude or place.longitude):
                place.latitude, place.longitude = place._known_position()

    @api.depends("kind", "value", "radius_km")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for place in self:
            name = f"{labels.get(place.kind, '')} {place.value or ''}".strip()
            if place.kind == "distance":
                name = f"{name} ({place.radius_km:g} km)"
            place.display_name = name

    def _known_position(self):
        """Return the middle of the agency's own properties in that town or ZIP area."""
        town = self.value.strip()
        [(latitude, longitude)] = self.env["agency.property"]._read_group(
            [
                *("|", "|", ("city", "=ilike", town), ("district", "=ilike", town)),
                ("zip", "=like", f"{town}%"),
                *("|", ("latitude", "!=", 0), ("longitude", "!=", 0)),
            ],
            aggregates=["latitude:avg", "longitude:avg"],
        )
        return latitude or 0.0, longitude or 0.0
