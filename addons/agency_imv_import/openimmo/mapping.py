"""The mapping: which slot becomes which field of ``agency.property``, and how it is read.

Paths are relative to ``immobilie`` (OpenImmo 1.2.7c, older names where they differ). Where a row
names several paths, the first one that holds something readable counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .converters import (
    amount,
    area,
    choice,
    count,
    flag,
    integer,
    line,
    long_text,
    percent,
    place,
    rooms,
)
from .dates import day, last_day, year
from .drafts import Scalar

LOCATIONS = {
    "WOHN": "residential",
    "GEWERBE": "commercial",
    "INDUSTRIE": "industrial",
    "MISCH": "mixed",
    "NEUBAU": "new_development",
    "ORTSLAGE": "village",
    "SIEDLUNG": "estate",
    "STADTRAND": "outskirts",
    "STADTTEIL": "district",
    "STADTZENTRUM": "centre",
    "NEBENZENTRUM": "secondary_centre",
    "1A": "prime",
    "1B": "secondary",
}
DEVELOPMENTS = {
    "UNERSCHLOSSEN": "undeveloped",
    "TEILERSCHLOSSEN": "partly",
    "VOLLERSCHLOSSEN": "fully",
    "ORTSUEBLICHERSCHLOSSEN": "local",
}
CONDITIONS = {
    "ERSTBEZUG": "first_occupancy",
    "NEUWERTIG": "as_new",
    "GEPFLEGT": "well_kept",
    "MODERNISIERT": "modernised",
    "VOLL_SANIERT": "refurbished",
    # "Partly or fully": the cautious reading promises nothing.
    "TEIL_VOLLSANIERT": "partly_refurbished",
    "TEIL_SANIERT": "partly_refurbished",
    "TEIL_VOLLRENOVIERT": "partly_renovated",
    "TEIL_VOLLRENOVIERUNGSBED": "partly_needs_renovation",
    "SANIERUNGSBEDUERFTIG": "needs_renovation",
    "BAUFAELLIG": "dilapidated",
    "ABRISSOBJEKT": "for_demolition",
    "ENTKERNT": "gutted",
    "ROHBAU": "shell",
    "PROJEKTIERT": "planned",
    "NACH_VEREINBARUNG": "by_agreement",
}
ENERGY_CLASSES = {"A+": "a_plus", **{letter: letter.lower() for letter in "ABCDEFGH"}}
CERTIFICATES = {"BEDARF": "demand", "VERBRAUCH": "consumption"}
# Without a certificate: exempt by law, none made, or shown at the viewing.
NO_CERTIFICATES = {
    "NICHT_NOETIG": "not_required",
    "OHNE": "missing",
    "BEI_BESICHTIGUNG": "missing",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One row: our field, the converter, and the slots in their order.

    ``default`` is the value of a slot that is missing; with ``section`` only if that element is
    there.
    """

    name: str
    convert: Callable[[str], Scalar]
    paths: tuple[str, ...]
    default: Scalar | None = None
    section: str = ""


def _row(name: str, convert: Callable[[str], Scalar], *paths: str) -> Field:
    return Field(name, convert, paths)


def _one_of(name: str, section: str, attribute: str) -> Field:
    """A member of a set of independent booleans: where the set is given, what it lacks is no."""
    return Field(name, flag, (f"{section}/@{attribute}",), False, section)


_USE, _OFFER = "objektkategorie/nutzungsart", "objektkategorie/vermarktungsart"
_CERTIFICATE = "zustand_angaben/energiepass"
_OWN = "zustand_angaben/user_defined_simplefield"  # where senders of 1.2.6 kept what 1.2.7 added

FIELDS = (
    # Use and offer: sets of independent booleans; nothing is guessed from prices.
    _one_of("is_residential", _USE, "WOHNEN"),
    _one_of("is_commercial", _USE, "GEWERBE"),
    _one_of("is_investment", _USE, "ANLAGE"),
    _one_of("is_short_term", _USE, "WAZ"),
    _one_of("for_sale", _OFFER, "KAUF"),
    _one_of("for_rent", _OFFER, "MIETE_PACHT"),
    _one_of("for_ground_lease", _OFFER, "ERBPACHT"),
    _one_of("for_leasing", _OFFER, "LEASING"),
    # Address
    _row("street", line, "geo/strasse"),
    _row("street_number", line, "geo/hausnummer"),
    _row("zip", place, "geo/plz"),
    _row("city", place, "geo/ort"),
    _row("district", line, "geo/regionaler_zusatz"),
    _row("floor", integer, "geo/etage"),
    _row("floor_count", count, "geo/anzahl_etagen"),
    _row("apartment_number", line, "geo/wohnungsnr"),
    _row("cadastral_district", line, "geo/gemarkung"),
    _row("cadastral_section", line, "geo/flur"),
    _row("cadastral_parcel", line, "geo/flurstueck"),
    # OpenImmo 1.2.7c, objektadresse_freigeben: missing means yes.
    Field("address_public", flag, ("verwaltung_objekt/objektadresse_freigeben",), default=True),
    # Prices, in the currency of the listing; rents and charges per month
    _row(
        "price_sale",
        amount,
        "preise/kaufpreis",
        "preise/kaufpreisbrutto",
        "preise/kaufpreisnetto",
    ),
    _row(
        "rent_net",
        amount,
        "preise/nettokaltmiete",
        "preise/kaltmiete",
        "preise/hauptmietzinsnetto",
    ),
    _row(
        "rent_gross",
        amount,
        "preise/warmmiete",
        "preise/gesamtmietebrutto",
        "preise/pauschalmiete",
    ),
    _row("service_charges", amount, "preise/nebenkosten", "preise/betriebskostennetto"),
    _row("heating_costs", amount, "preise/heizkosten", "preise/heizkostennetto"),
    _row("heating_costs_included", flag, "preise/heizkosten_enthalten"),
    _row("maintenance_fee", amount, "preise/hausgeld"),
    _row("deposit", amount, "preise/kaution"),
    _row("deposit_text", line, "preise/kaution_text"),
    _row("ground_lease", amount, "preise/erbpacht"),
    _row("lease_price", amount, "preise/pacht"),
    _row("commission_buyer", line, "preise/aussen_courtage", "preise/courtage_hinweis"),
    _row("commission_seller", line, "preise/innen_courtage"),
    _row("commission_due", flag, "preise/provisionspflichtig"),
    _row("price_text", line, "preise/freitext_preis"),
    _row("plus_vat", flag, "preise/zzg_mehrwertsteuer"),
    _row("vat_rate", area, "preise/mwst_satz"),
    _row("transfer_payment", amount, "preise/abstand"),
    _row("cooperative_share", amount, "preise/geschaeftsguthaben"),
    _row("net_yield", percent, "preise/nettorendite"),
    _row("rent_multiple", area, "preise/x_fache"),
    # Areas in m2
    _row("area_living", area, "flaechen/wohnflaeche"),
    _row("area_usable", area, "flaechen/nutzflaeche"),
    _row("area_total", area, "flaechen/gesamtflaeche"),
    _row("area_plot", area, "flaechen/grundstuecksflaeche"),
    _row("area_office", area, "flaechen/bueroflaeche"),
    _row("area_retail", area, "flaechen/verkaufsflaeche", "flaechen/ladenflaeche"),
    _row("area_storage", area, "flaechen/lagerflaeche"),
    _row("area_basement", area, "flaechen/kellerflaeche"),
    _row("area_balcony_terrace", area, "flaechen/balkon_terrasse_flaeche"),
    _row("area_garden", area, "flaechen/gartenflaeche"),
    _row("area_lettable", area, "flaechen/vermietbare_flaeche"),
    _row("area_divisible", area, "flaechen/teilbar_ab"),
    _row("site_coverage", area, "flaechen/grz"),
    _row("floor_area_ratio", area, "flaechen/gfz"),
    _row("hall_height", area, "ausstattung/hallenhoehe"),
    # Rooms may be halved, units may not
    _row("rooms", rooms, "flaechen/anzahl_zimmer"),
    _row("bedrooms", rooms, "flaechen/anzahl_schlafzimmer"),
    _row("bathrooms", rooms, "flaechen/anzahl_badezimmer"),
    _row("toilets", rooms, "flaechen/anzahl_sep_wc"),
    _row("living_rooms", rooms, "flaechen/anzahl_wohn_schlafzimmer"),
    # Until 1.2.3 balconies and terraces were one number.
    _row("balconies", count, "flaechen/anzahl_balkone", "flaechen/anzahl_balkon_terrassen"),
    _row("terraces", count, "flaechen/anzahl_terrassen"),
    _row("beds", count, "flaechen/anzahl_betten"),
    _row("residential_units", count, "flaechen/anzahl_wohneinheiten"),
    _row("commercial_units", count, "flaechen/anzahl_gewerbeeinheiten"),
    # Condition and energy certificate, values in kWh/(m2 a)
    _row("condition", choice(CONDITIONS), "zustand_angaben/zustand/@zustand_art"),
    _row("year_built", year, "zustand_angaben/baujahr"),
    _row("year_modernised", year, "zustand_angaben/letztemodernisierung"),
    _row(
        "energy_value_electricity",
        area,
        f"{_CERTIFICATE}/stromwert",
        f"{_OWN}[epass_stromwert]",
    ),
    _row("energy_value_heat", area, f"{_CERTIFICATE}/waermewert", f"{_OWN}[epass_waermewert]"),
    _row("energy_includes_hot_water", flag, f"{_CERTIFICATE}/mitwarmwasser"),
    _row("energy_carrier", line, f"{_CERTIFICATE}/primaerenergietraeger"),
    _row(
        "energy_class",
        choice(ENERGY_CLASSES),
        f"{_CERTIFICATE}/wertklasse",
        f"{_OWN}[epass_wertklasse]",
    ),
    _row(
        "energy_issued_on",
        day,
        f"{_CERTIFICATE}/ausstelldatum",
        f"{_OWN}[epass_ausstelldatum]",
    ),
    _row("energy_valid_until", last_day, f"{_CERTIFICATE}/gueltig_bis"),
    _row("energy_building_year", year, f"{_CERTIFICATE}/baujahr", f"{_OWN}[epass_baujahr]"),
    _row("location_kind", choice(LOCATIONS), "geo/lage_gebiet/@gebiete"),
    _row("development", choice(DEVELOPMENTS), "zustand_angaben/erschliessung/@erschl_attr"),
    # Letting
    _row("is_let", flag, "verwaltung_objekt/vermietet"),
    _row("max_persons", count, "verwaltung_objekt/max_personen"),
    _row("available_until", day, "verwaltung_objekt/bisdatum"),
    # Texts
    _row("name", line, "freitexte/objekttitel"),
    _row("teaser", long_text, "freitexte/dreizeiler"),
    _row("description", long_text, "freitexte/objektbeschreibung"),
    _row("description_location", long_text, "freitexte/lage"),
    _row("description_equipment", long_text, "freitexte/ausstatt_beschr"),
    _row("description_other", long_text, "freitexte/sonstige_angaben"),
)

# One value out of several flags: the first that is set counts (all of them become features).
_HEATING, _FIRING = "ausstattung/heizungsart/@", "ausstattung/befeuerung/@"
CHOICES = {
    "heating_kind": {
        f"{_HEATING}ZENTRAL": "central",
        f"{_HEATING}FERN": "district",
        f"{_HEATING}ETAGE": "single_storey",
        f"{_HEATING}OFEN": "stove",
        f"{_HEATING}FUSSBODEN": "underfloor",
    },
    "firing": {
        f"{_FIRING}OEL": "oil",
        f"{_FIRING}GAS": "gas",
        f"{_FIRING}ERDGAS_LEICHT": "gas",
        f"{_FIRING}ERDGAS_SCHWER": "gas",
        f"{_FIRING}FLUESSIGGAS": "liquid_gas",
        f"{_FIRING}FERN": "district",
        f"{_FIRING}FERNWAERME_DAMPF": "district",
        f"{_FIRING}NAHWAERME": "district",
        f"{_FIRING}WAERMELIEFERUNG": "district",
        f"{_FIRING}BLOCK": "block_chp",
        f"{_FIRING}KWK_FOSSIL": "block_chp",
        f"{_FIRING}KWK_ERNEUERBAR": "block_chp",
        f"{_FIRING}KWK_REGENERATIV": "block_chp",
        f"{_FIRING}KWK_BIO": "block_chp",
        f"{_FIRING}LUFTWP": "air_heat_pump",
        f"{_FIRING}ERDWAERME": "geothermal",
        f"{_FIRING}UMWELTWAERME": "geothermal",
        f"{_FIRING}PELLET": "pellets",
        f"{_FIRING}HOLZ": "wood",
        f"{_FIRING}KOHLE": "coal",
        f"{_FIRING}ELEKTRO": "electric",
        f"{_FIRING}WASSER-ELEKTRO": "electric",
        f"{_FIRING}SOLAR": "solar",
        f"{_FIRING}BIOENERGIE": "alternative",
        f"{_FIRING}WINDENERGIE": "alternative",
        f"{_FIRING}WASSERENERGIE": "alternative",
        f"{_FIRING}ALTERNATIV": "alternative",
    },
}

# The same from the side of the slots.
ROWS_BY_PATH = {path: row for row in FIELDS for path in row.paths}
# What holds when a slot is missing, by the section that has to be there; empty for none.
DEFAULTS: dict[str, dict[str, Scalar]] = {}
for _field in FIELDS:
    if _field.default is not None:
        DEFAULTS.setdefault(_field.section, {})[_field.name] = _field.default
CHOICES_BY_PATH = {path: field for field, flags in CHOICES.items() for path in flags}

# What is worked out of several slots; see ``derived``.
DERIVED_FIELDS = (
    "latitude",
    "longitude",
    "price_public",
    "price_parking",
    "rental_income_actual",
    "rental_income_target",
    "parking_spaces",
    "energy_certificate_kind",
    "energy_value",
    "available_from",
    "available_text",
)

FIELD_NAMES = frozenset((*(row.name for row in FIELDS), *CHOICES, *DERIVED_FIELDS))
