"""When does a property fit a request? One SQL condition, used in every direction.

It speaks about two tables under the aliases `request` and `property`. A figure that a property
lacks passes an upper bound, never a lower one. Columns are named as superuser: who may see which
pair is decided by the record rules of both sides, in the query around the condition.
"""

from odoo.tools import SQL

EARTH_RADIUS_KM = 6371.0
KM_PER_DEGREE = 111.0  # of latitude, rounded down: the band around a circle must not be too small


def fit_condition(env):
    """Return the SQL that is true where `property` is what `request` asks for, in any state."""
    return SQL(" AND ").join(
        [
            SQL("%s = %s", _request(env, "company_id"), _property(env, "company_id")),
            _offer_condition(env),
            _usage_condition(env),
            _price_condition(env),
            *(_bounds(env, name) for name in ("area_living", "area_plot", "rooms")),
            _kind_condition(env),
            _feature_condition(env),
            _place_condition(env),
        ]
    )


def new_condition(env):
    """Return the SQL that is true where `property` became active since the last review."""
    return SQL(
        "(%(reviewed)s IS NULL OR %(activated)s > %(reviewed)s) AND %(unproposed)s",
        reviewed=_request(env, "last_reviewed"),
        activated=_property(env, "activated_on"),
        unproposed=unproposed_condition(env),
    )


def unproposed_condition(env):
    """Return the SQL that is true where the applicant has no interest in `property` yet."""
    return SQL(
        "NOT EXISTS (SELECT FROM agency_interest interest"
        " WHERE %s AND %s = %s AND %s = property.id)",
        _column(env, "agency.interest", "active"),
        _column(env, "agency.interest", "partner_id"),
        _request(env, "partner_id"),
        _column(env, "agency.interest", "property_id"),
    )


def _column(env, model, name):
    """Return a column by the alias of its model; the field is flushed before the query runs."""
    return env[model].sudo()._field_to_sql(model.rpartition(".")[2], name)


def _request(env, name):
    return _column(env, "agency.request", name)


def _property(env, name):
    return _column(env, "agency.property", name)


def _place(env, name):
    return _column(env, "agency.request.place", name)


def _offer_condition(env):
    return SQL(
        "CASE %s WHEN 'sale' THEN %s WHEN 'rent' THEN %s WHEN 'ground_lease' THEN %s ELSE %s END",
        _request(env, "offer"),
        _property(env, "for_sale"),
        _property(env, "for_rent"),
        _property(env, "for_ground_lease"),
        _property(env, "for_leasing"),
    )


def _usage_condition(env):
    return SQL(
        "CASE %s WHEN 'residential' THEN %s WHEN 'commercial' THEN %s WHEN 'investment' THEN %s"
        " WHEN 'short_term' THEN %s ELSE TRUE END",
        _request(env, "usage"),
        _property(env, "is_residential"),
        _property(env, "is_commercial"),
        _property(env, "is_investment"),
        _property(env, "is_short_term"),
    )


def _price_condition(env):
    """Compare the price of what is wanted: a property for sale and for rent has two of them."""
    price = SQL(
        "CASE %s WHEN 'sale' THEN %s WHEN 'rent' THEN COALESCE(NULLIF(%s, 0), %s)"
        " WHEN 'ground_lease' THEN %s ELSE %s END",
        _request(env, "offer"),
        _property(env, "price_sale"),
        _property(env, "rent_net"),
        _property(env, "rent_gross"),
        _property(env, "ground_lease"),
        _property(env, "lease_price"),
    )
    return SQL(
        "((COALESCE(%(low)s, 0) = 0 AND COALESCE(%(high)s, 0) = 0)"
        " OR (%(wanted)s = %(offered)s AND %(bounds)s))",
        low=_request(env, "price_min"),
        high=_request(env, "price_max"),
        wanted=_request(env, "currency_id"),
        offered=_property(env, "currency_id"),
        bounds=_bounds(env, "price", price),
    )


def _bounds(env, name, value=None):
    return SQL(
        "((COALESCE(%(low)s, 0) = 0 OR %(value)s >= %(low)s)"
        " AND (COALESCE(%(high)s, 0) = 0 OR COALESCE(%(value)s, 0) <= %(high)s))",
        value=value or _property(env, name),
        low=_request(env, f"{name}_min"),
        high=_request(env, f"{name}_max"),
    )


def _kind_condition(env):
    """One of the kinds, or of those below them: the path of a kind starts with its parent's."""
    return SQL(
        "(NOT EXISTS (SELECT FROM agency_request_kind_rel rel WHERE rel.request_id = request.id)"
        " OR EXISTS (SELECT FROM agency_request_kind_rel rel"
        " JOIN agency_property_kind wanted ON wanted.id = rel.kind_id"
        " JOIN agency_property_kind own ON starts_with(own.parent_path, wanted.parent_path)"
        " WHERE rel.request_id = request.id AND own.id = %s))",
        _property(env, "kind_id"),
    )


def _feature_condition(env):
    """All of the features: none of them is missing."""
    relation = env["agency.property"]._fields["feature_ids"]
    return SQL(
        "NOT EXISTS (SELECT FROM agency_request_feature_rel rel"
        " WHERE rel.request_id = request.id AND NOT EXISTS (SELECT FROM %s own"
        " WHERE %s = property.id AND %s = rel.feature_id))",
        SQL.identifier(relation.relation),
        SQL.identifier("own", relation.column1),
        SQL.identifier("own", relation.column2),
    )


def _place_condition(env):
    """One of the places is enough; a request without places looks everywhere."""
    here = SQL(
        "CASE %(kind)s WHEN 'zip' THEN starts_with(%(zip)s, btrim(%(value)s))"
        " WHEN 'city' THEN lower(btrim(%(value)s)) IN (lower(%(city)s), lower(%(district)s))"
        " ELSE %(near)s END",
        kind=_place(env, "kind"),
        value=_place(env, "value"),
        zip=_property(env, "zip"),
        city=_property(env, "city"),
        district=_property(env, "district"),
        near=_distance_condition(env),
    )
    return SQL(
        "(NOT EXISTS (SELECT FROM agency_request_place place WHERE %(mine)s)"
        " OR EXISTS (SELECT FROM agency_request_place place WHERE %(mine)s AND %(here)s))",
        mine=SQL("%s = request.id", _place(env, "request_id")),
        here=here,
    )


def _distance_condition(env):
    """Great-circle distance by the haversine formula, behind a cheap band of latitudes.

    A property without coordinates (0, 0) is near nothing.
    """
    values = {
        "lat": SQL("%s::float8", _property(env, "latitude")),
        "lon": SQL("%s::float8", _property(env, "longitude")),
        "lat0": SQL("%s::float8", _place(env, "latitude")),
        "lon0": SQL("%s::float8", _place(env, "longitude")),
        "radius": SQL("%s::float8", _place(env, "radius_km")),
    }
    haversine = SQL(
        "power(sin(radians(%(lat)s - %(lat0)s) / 2), 2) + cos(radians(%(lat0)s))"
        " * cos(radians(%(lat)s)) * power(sin(radians(%(lon)s - %(lon0)s) / 2), 2)",
        **values,
    )
    return SQL(
        "((%(lat)s <> 0 OR %(lon)s <> 0) AND abs(%(lat)s - %(lat0)s) <= %(radius)s / %(degree)s"
        " AND 2 * %(earth)s * asin(least(1, sqrt(%(haversine)s))) <= %(radius)s)",
        **values,
        degree=KM_PER_DEGREE,
        earth=EARTH_RADIUS_KM,
        haversine=haversine,
    )
