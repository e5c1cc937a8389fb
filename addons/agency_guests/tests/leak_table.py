"""What a guest may read, written down by hand: model, level, field.

The code that decides is not asked: whatever a probe can read and is not in these tables is a leak.
"""

TECHNICAL = {"id", "display_name", "active", "create_date"}

# Countries, languages and the public website: the same for everybody, nothing about anybody.
REFERENCE = {
    *("res.lang", "res.country", "res.country.state", "res.country.group", "res.currency"),
    *("res.currency.rate", "website", "website.menu"),
}

# The tools that protect the own account; records of others are refused.
OWN_TOOLS = {
    *("auth.passkey.key", "auth.passkey.key.create", "auth_totp.wizard", "auth_totp.device"),
    *("res.device", "res.users.identitycheck"),
}

SIZES = (1920, 1024, 512, 256, 128)
IMAGES = {f"image_{size}" for size in SIZES}
AVATARS = {f"avatar_{size}" for size in SIZES}
ADDRESS = {"street", "street2", "zip", "city", "state_id", "country_id", "country_code"}
PERSON = {"name", "email", "phone", "lang", "tz", "company_id", "commercial_partner_id"}

# The own account only: one record each.
ACCOUNT = {
    "res.users": {
        *PERSON,
        *IMAGES,
        *AVATARS,
        *("login", "tz_offset", "share", "company_ids", "partner_id", "signature"),
        *("totp_enabled", "totp_trusted_device_ids", "auth_passkey_key_ids"),
        *("write_date", "active_partner", "notification_type"),
    },
    "res.partner": {
        *PERSON,
        *IMAGES,
        *ADDRESS,
        *("complete_name", "email_formatted", "type", "vat", "company_name", "parent_name"),
        *("commercial_company_name", "is_company", "company_type", "parent_id", "write_date"),
    },
    "res.company": {
        *ADDRESS,
        *("name", "partner_id", "currency_id", "sequence", "parent_id", "parent_path"),
        *("email", "phone", "website", "vat", "company_registry", "logo", "logo_web", "root_id"),
        *("social_facebook", "social_instagram", "social_linkedin", "social_youtube"),
        *("font", "primary_color", "secondary_color", "website_id"),
    },
}

# section(s), fields at low, fields that high adds
SECTIONS = {
    "agency.property": (
        ("listings",),
        {
            *("name", "reference", "kind_id", "state", "floor", "floor_count", "feature_ids"),
            *("is_residential", "is_commercial", "is_investment", "is_short_term"),
            *("for_sale", "for_rent", "for_ground_lease", "for_leasing", "condition"),
            *("public_address", "public_location", "public_latitude", "public_longitude"),
            *("zip", "city", "district", "state_id", "country_id", "currency_id"),
            *("public_price", "price_on_request", "commission_buyer", "heating_costs_included"),
            *("area_living", "area_usable", "area_total", "area_plot", "area_commercial"),
            *("area_office", "area_retail", "area_storage", "area_basement", "area_garden"),
            *("area_balcony_terrace", "rooms", "bedrooms", "living_rooms", "bathrooms"),
            *("toilets", "balconies", "terraces", "parking_spaces", "residential_units"),
            *("commercial_units", "energy_certificate_kind", "energy_value", "energy_class"),
            *("energy_value_electricity", "energy_value_heat", "energy_includes_hot_water"),
            *("energy_carrier", "energy_issued_on", "energy_valid_until", "heating_kind"),
            *("energy_building_year", "firing", "year_built", "year_modernised"),
            *("available_from", "available_text", "description", "description_location"),
            *("description_equipment", "description_other", "public_media_ids"),
            *("public_cover_media_id",),
        },
        {
            *("street", "street_number", "latitude", "longitude", "apartment_number"),
            *("cadastral_district", "cadastral_section", "cadastral_parcel", "address_public"),
            *("price_sale", "rent_net", "rent_gross", "service_charges", "heating_costs"),
            *("maintenance_fee", "deposit", "deposit_text", "ground_lease", "lease_price"),
            *("price_parking", "rental_income_actual", "rental_income_target"),
            *("headline_price", "price_public", "price_per_area", "activated_on", "note"),
            *("media_ids", "picture_ids", "floor_plan_ids", "cover_media_id"),
        },
    ),
    "agency.property.kind": (
        ("listings", "requests"),
        {"name", "complete_name", "code", "parent_id", "parent_path", "sequence"},
        set(),
    ),
    "agency.property.feature": (
        ("listings", "requests"),
        {"name", "code", "category", "sequence"},
        set(),
    ),
    "agency.property.media": (
        ("listings", "documents"),
        {
            *("name", "sequence", "kind", "is_public", "property_id", "file", "filename"),
            *("mimetype", "size", "url", "image_512", "image_256"),
        },
        set(),
    ),
    "agency.property.party": (
        ("contacts",),
        {"property_id", "role", "is_current", "sequence", "guest_people"},
        {"share", "date_from", "date_to", "phone", "email", "note"},
    ),
    "agency.mandate": (
        ("mandates",),
        {"name", "property_id", "kind", "date_from", "date_to", "state"},
        {
            *("signed_on", "terminated_on", "currency_id", "commission_seller_percent", "note"),
            *("commission_amount", "commission_text", "minimum_price", "promise_ids"),
            *("guest_people",),
        },
    ),
    "agency.mandate.promise": (
        ("mandates",),
        set(),
        {"mandate_id", "sequence", "name", "interval_count", "interval_unit", "date_to"},
    ),
    "agency.channel": (("advertising",), {"name", "kind", "url", "sequence"}, set()),
    "agency.publication": (
        ("advertising",),
        {"property_id", "channel_id", "channel_kind", "date_from", "date_to", "url", "state"},
        {"note"},
    ),
    "agency.interaction": (
        ("actions",),
        {"name", "kind", "direction", "date", "property_id", "guest_people"},
        {"duration", "note"},
    ),
    "agency.request": (
        ("requests",),
        {
            *("name", "state", "offer", "usage", "kind_ids", "feature_ids", "currency_id"),
            *("price_min", "price_max", "rooms_min", "rooms_max", "place_ids"),
            *("area_living_min", "area_living_max", "area_plot_min", "area_plot_max"),
        },
        {"note", "last_reviewed"},
    ),
    "agency.request.place": (
        ("requests",),
        {"request_id", "kind", "value", "latitude", "longitude", "radius_km"},
        set(),
    ),
    "agency.interest": (
        ("requests",),
        {"property_id", "state", "guest_people"},
        {
            *("feedback", "feedback_score", "feedback_on", "offer_amount", "currency_id"),
            *("declined_reason",),
        },
    ),
    "calendar.event": (
        ("appointments",),
        {
            *("start", "stop", "start_date", "stop_date", "allday", "duration"),
            *("agency_property_id", "agency_kind", "agency_outcome", "guest_people"),
        },
        {"name", "location", "description"},
    ),
}

RANK = {"none": 0, "low": 1, "high": 2}
# A link shows the name of what it leads to: without the other section it is closed too.
LINKS = {
    "property_id": "agency.property",
    "agency_property_id": "agency.property",
    "channel_id": "agency.channel",
}
# A text that also tells about people: it takes the high level of another section as well.
ALSO_HIGH = {("calendar.event", "description"): "contacts"}


def level_of(model, levels):
    """Return 0, 1 or 2 for a model, given the level of each section."""
    return max(RANK[levels.get(section, "none")] for section in SECTIONS[model][0])


def allowed_fields(model, levels):
    """Return the names of the fields that a guest with these levels may read of a model."""
    if model in ACCOUNT:
        return TECHNICAL | ACCOUNT[model]
    level = level_of(model, levels)
    _sections, low, high = SECTIONS[model]
    if not level or not (low or level > 1):
        return set()
    names = TECHNICAL | low | (high if level > 1 else set())
    return {name for name in names if _is_open(model, name, levels)}


def _is_open(model, name, levels):
    also = ALSO_HIGH.get((model, name))
    if also and levels.get(also) != "high":
        return False
    return name not in LINKS or bool(level_of(LINKS[name], levels))
