"""Kinds of property: ``objektart`` and its sub-kinds, as codes of ``agency.property.kind``.

``KEINE_ANGABE`` (not specified) and a missing sub-kind are the kind itself.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """An ``objektart`` element: our code, the attribute of its sub-kind, and the sub-kinds."""

    code: str
    attribute: str
    details: dict[str, str]


KINDS = {
    "zimmer": Kind("room", "zimmertyp", {"ZIMMER": "room.single"}),
    "wohnung": Kind(
        "apartment",
        "wohnungtyp",
        {
            "DACHGESCHOSS": "apartment.attic",
            "MAISONETTE": "apartment.maisonette",
            "LOFT-STUDIO-ATELIER": "apartment.loft",
            "PENTHOUSE": "apartment.penthouse",
            "TERRASSEN": "apartment.terrace",
            "ETAGE": "apartment.storey",
            "ERDGESCHOSS": "apartment.ground_floor",
            "SOUTERRAIN": "apartment.basement",
            "APARTMENT": "apartment.studio",
            "FERIENWOHNUNG": "apartment.holiday",
            "GALERIE": "apartment.gallery",
            "ROHDACHBODEN": "apartment.unfinished_attic",
            "ATTIKAWOHNUNG": "apartment.setback_storey",
            "KEINE_ANGABE": "apartment",
        },
    ),
    "haus": Kind(
        "house",
        "haustyp",
        {
            "REIHENHAUS": "house.terraced",
            "REIHENEND": "house.end_terrace",
            "REIHENMITTEL": "house.mid_terrace",
            "REIHENECK": "house.corner_terrace",
            "DOPPELHAUSHAELFTE": "house.semi_detached",
            "EINFAMILIENHAUS": "house.detached",
            "STADTHAUS": "house.town",
            "BUNGALOW": "house.bungalow",
            "VILLA": "house.villa",
            "RESTHOF": "house.former_farm",
            "BAUERNHAUS": "house.farmhouse",
            "LANDHAUS": "house.country",
            "SCHLOSS": "house.palace",
            "ZWEIFAMILIENHAUS": "house.two_family",
            "MEHRFAMILIENHAUS": "house.multi_family",
            "FERIENHAUS": "house.holiday",
            "BERGHUETTE": "house.mountain_hut",
            "CHALET": "house.chalet",
            "STRANDHAUS": "house.beach",
            "LAUBE-DATSCHE-GARTENHAUS": "house.garden",
            "APARTMENTHAUS": "house.apartment_block",
            "BURG": "house.castle",
            "HERRENHAUS": "house.manor",
            "FINCA": "house.finca",
            "RUSTICO": "house.rustico",
            "FERTIGHAUS": "house.prefabricated",
            "KEINE_ANGABE": "house",
            # Until 1.2.2 these were houses.
            "KRANKENHAUS": "other.hospital",
            "PFLEGEHEIM": "investment.nursing_home",
            "SANATORIUM": "investment.sanatorium",
            "SENIORENHEIM": "investment.retirement_home",
            "BETREUTES-WOHNEN": "investment.assisted_living",
        },
    ),
    "grundstueck": Kind(
        "land",
        "grundst_typ",
        {
            "WOHNEN": "land.residential",
            "GEWERBE": "land.commercial",
            "INDUSTRIE": "land.industrial",
            "LAND_FORSTWIRSCHAFT": "land.agriculture",
            "LAND_FORSTWIRTSCHAFT": "land.agriculture",
            "FREIZEIT": "land.leisure",
            "GEMISCHT": "land.mixed",
            "GEWERBEPARK": "land.business_park",
            "SONDERNUTZUNG": "land.special_use",
            "SEELIEGENSCHAFT": "land.lakefront",
        },
    ),
    "buero_praxen": Kind(
        "office",
        "buero_typ",
        {
            "BUEROFLAECHE": "office.space",
            "BUEROHAUS": "office.building",
            "BUEROZENTRUM": "office.centre",
            "LOFT_ATELIER": "office.loft",
            "PRAXIS": "office.practice",
            "PRAXISFLAECHE": "office.practice_space",
            "PRAXISHAUS": "office.practice_building",
            "AUSSTELLUNGSFLAECHE": "office.showroom",
            "COWORKING": "office.coworking",
            "SHARED_OFFICE": "office.shared",
        },
    ),
    "einzelhandel": Kind(
        "retail",
        "handel_typ",
        {
            "LADENLOKAL": "retail.premises",
            "EINZELHANDELSLADEN": "retail.shop",
            "VERBRAUCHERMARKT": "retail.hypermarket",
            "EINKAUFSZENTRUM": "retail.shopping_centre",
            "KAUFHAUS": "retail.department_store",
            "FACTORY_OUTLET": "retail.factory_outlet",
            "KIOSK": "retail.kiosk",
            "VERKAUFSFLAECHE": "retail.sales_area",
            "AUSSTELLUNGSFLAECHE": "retail.showroom",
        },
    ),
    "gastgewerbe": Kind(
        "hospitality",
        "gastgew_typ",
        {
            "GASTRONOMIE": "hospitality.catering",
            "GASTRONOMIE_UND_WOHNUNG": "hospitality.catering_with_apartment",
            "PENSIONEN": "hospitality.guest_house",
            "HOTELS": "hospitality.hotel",
            "WEITERE_BEHERBERGUNGSBETRIEBE": "hospitality.other_lodging",
            "BAR": "hospitality.bar",
            "CAFE": "hospitality.cafe",
            "DISCOTHEK": "hospitality.nightclub",
            "RESTAURANT": "hospitality.restaurant",
            "RAUCHERLOKAL": "hospitality.smokers_bar",
            "EINRAUMLOKAL": "hospitality.one_room_bar",
        },
    ),
    "hallen_lager_prod": Kind(
        "industrial",
        "hallen_typ",
        {
            "HALLE": "industrial.hall",
            "INDUSTRIEHALLE": "industrial.industrial_hall",
            "LAGER": "industrial.warehouse",
            "LAGERFLAECHEN": "industrial.storage_space",
            "LAGER_MIT_FREIFLAECHE": "industrial.warehouse_with_yard",
            "HOCHREGALLAGER": "industrial.high_bay_warehouse",
            "SPEDITIONSLAGER": "industrial.forwarding_warehouse",
            "PRODUKTION": "industrial.production",
            "WERKSTATT": "industrial.workshop",
            "SERVICE": "industrial.service",
            "FREIFLAECHEN": "industrial.yard",
            "KUEHLHAUS": "industrial.cold_store",
        },
    ),
    "land_und_forstwirtschaft": Kind(
        "agriculture",
        "land_typ",
        {
            "LANDWIRTSCHAFTLICHE_BETRIEBE": "agriculture.business",
            "BAUERNHOF": "agriculture.farm",
            "AUSSIEDLERHOF": "agriculture.outlying_farm",
            "GARTENBAU": "agriculture.horticulture",
            "ACKERBAU": "agriculture.arable",
            "WEINBAU": "agriculture.vineyard",
            "VIEHWIRTSCHAFT": "agriculture.livestock",
            "JAGD_UND_FORSTWIRTSCHAFT": "agriculture.hunting_and_forestry",
            "TEICH_UND_FISCHWIRTSCHAFT": "agriculture.ponds_and_fishery",
            "SCHEUNEN": "agriculture.barn",
            "REITERHOEFE": "agriculture.riding_stables",
            "SONSTIGE_LANDWIRTSCHAFTSIMMOBILIEN": "agriculture.other",
            "ANWESEN": "agriculture.estate",
            "JAGDREVIER": "agriculture.hunting_ground",
        },
    ),
    "parken": Kind(
        "parking",
        "parken_typ",
        {
            "STELLPLATZ": "parking.space",
            "CARPORT": "parking.carport",
            "DOPPELGARAGE": "parking.double_garage",
            "DUPLEX": "parking.duplex",
            "TIEFGARAGE": "parking.underground_garage",
            "BOOTSLIEGEPLATZ": "parking.boat_berth",
            "EINZELGARAGE": "parking.garage",
            "PARKHAUS": "parking.multi_storey",
            "TIEFGARAGENSTELLPLATZ": "parking.underground_space",
            "PARKPLATZ_STROM": "parking.charging_space",
        },
    ),
    "sonstige": Kind(
        "other",
        "sonstige_typ",
        {
            "PARKHAUS": "other.multi_storey_car_park",
            "TANKSTELLE": "other.petrol_station",
            "KRANKENHAUS": "other.hospital",
            "SONSTIGE": "other.miscellaneous",
        },
    ),
    "freizeitimmobilie_gewerblich": Kind(
        "leisure",
        "freizeit_typ",
        {
            "SPORTANLAGEN": "leisure.sports",
            "VERGNUEGUNGSPARKS_UND_CENTER": "leisure.amusement",
            "FREIZEITANLAGE": "leisure.facility",
        },
    ),
    "zinshaus_renditeobjekt": Kind(
        "investment",
        "zins_typ",
        {
            "MEHRFAMILIENHAUS": "investment.multi_family",
            "WOHN_UND_GESCHAEFTSHAUS": "investment.mixed_use",
            "GESCHAEFTSHAUS": "investment.commercial_building",
            "BUEROGEBAEUDE": "investment.office_building",
            "SB_MAERKTE": "investment.self_service_market",
            "EINKAUFSCENTREN": "investment.shopping_centre",
            "WOHNANLAGEN": "investment.residential_complex",
            "VERBRAUCHERMAERKTE": "investment.hypermarket",
            "INDUSTRIEANLAGEN": "investment.industrial_plant",
            "PFLEGEHEIM": "investment.nursing_home",
            "SANATORIUM": "investment.sanatorium",
            "SENIORENHEIM": "investment.retirement_home",
            "BETREUTES-WOHNEN": "investment.assisted_living",
        },
    ),
}


def _words_by_kind() -> dict[str, tuple[str, str]]:
    """The inverse: the element and the sub-kind (empty for the kind itself) that tell a code.

    Of several elements the one with the kind's own code, as in the present schema.
    """
    found: dict[str, tuple[str, str]] = {kind.code: (name, "") for name, kind in KINDS.items()}
    for name, kind in KINDS.items():
        for word, code in kind.details.items():
            if code.startswith(f"{kind.code}."):
                found.setdefault(code, (name, word))
    return found


WORDS_BY_KIND = _words_by_kind()
