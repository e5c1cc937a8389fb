"""What of a property may leave for a portal. Without Odoo: names of fields, places of slots.

A portal learns what the agency releases and nothing else: fields by a list of what stays here,
details by a list of what may go.
"""

from .openimmo.mapping import FIELDS

# Never: it is between the agency and the owner.
INTERNAL = frozenset(("commission_seller",))
# Only with `address_public`.
ADDRESS = frozenset(
    (
        *("street", "street_number", "latitude", "longitude", "apartment_number"),
        *("cadastral_district", "cadastral_section", "cadastral_parcel"),
    )
)
# Says nothing about the height of the price.
_NO_FIGURE = frozenset(
    ("commission_buyer", "commission_due", "heating_costs_included", "plus_vat", "vat_rate")
)
# Only with `price_public`.
PRICE = frozenset(
    (
        *(row.name for row in FIELDS if row.paths[0].startswith("preise/")),
        *("price_parking", "rental_income_actual", "rental_income_target"),
    )
) - (_NO_FIGURE | INTERNAL)

_GROUPS = frozenset(("kind", "area", "equipment", "condition", "surroundings"))
_MANAGEMENT = tuple(
    f"verwaltung_objekt/{name}"
    for name in ("min_mietdauer", "max_mietdauer", "laufzeit", "geschlecht", "branchen")
)
_COMMISSIONS = tuple(
    f"preise/{name}"
    for name in ("innen_courtage", "provision_teilen", "provisionnetto", "provisionbrutto")
)


def hidden_fields(address_public: bool, price_public: bool) -> frozenset[str]:
    """Return the fields that a portal does not learn."""
    hidden = INTERNAL
    if not address_public:
        hidden |= ADDRESS
    return hidden if price_public else hidden | PRICE


def may_leave(group: str, slot: str, address_public: bool, price_public: bool) -> bool:
    """Tell whether a portal learns a detail; what the standard lacks stays here."""
    if not slot:
        return False
    if group == "place":
        return address_public
    if group == "price":
        return price_public and not slot.startswith(_COMMISSIONS)
    return group in _GROUPS or slot.startswith(_MANAGEMENT)
