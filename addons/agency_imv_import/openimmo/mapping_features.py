"""Equipment and qualities: slots, as codes of ``agency.property.feature``.

Paths are relative to ``immobilie`` (OpenImmo 1.2.7c).
"""

from __future__ import annotations

_SET = "ausstattung"


def _flags(element: str, prefix: str, attributes: dict[str, str]) -> dict[str, str]:
    return {
        f"{_SET}/{element}/@{attribute}": f"{prefix}.{word}"
        for attribute, word in attributes.items()
    }


# The feature is there when the flag is set.
FLAGS = {
    **_flags(
        "bad",
        "bath",
        {
            "DUSCHE": "shower",
            "WANNE": "tub",
            "FENSTER": "window",
            "BIDET": "bidet",
            "PISSOIR": "urinal",
        },
    ),
    **_flags("kueche", "kitchen", {"EBK": "fitted", "OFFEN": "open", "PANTRY": "pantry"}),
    **_flags(
        "boden",
        "floor",
        {
            "FLIESEN": "tiles",
            "STEIN": "stone",
            "TEPPICH": "carpet",
            "PARKETT": "parquet",
            "FERTIGPARKETT": "engineered_parquet",
            "LAMINAT": "laminate",
            "DIELEN": "boards",
            "KUNSTSTOFF": "vinyl",
            "ESTRICH": "screed",
            "DOPPELBODEN": "raised",
            "LINOLEUM": "linoleum",
            "MARMOR": "marble",
            "TERRAKOTTA": "terracotta",
            "GRANIT": "granite",
        },
    ),
    **_flags(
        "heizungsart",
        "heating",
        {
            "OFEN": "stove",
            "ETAGE": "single_storey",
            "ZENTRAL": "central",
            "FERN": "district",
            "FUSSBODEN": "underfloor",
        },
    ),
    **_flags(
        "befeuerung",
        "firing",
        {
            "OEL": "oil",
            "GAS": "gas",
            "ELEKTRO": "electric",
            "ALTERNATIV": "alternative",
            "SOLAR": "solar",
            "ERDWAERME": "geothermal",
            "LUFTWP": "air_heat_pump",
            "FERN": "district",
            "BLOCK": "block_chp",
            "WASSER-ELEKTRO": "electric_water",
            "PELLET": "pellets",
            "KOHLE": "coal",
            "HOLZ": "wood",
            "FLUESSIGGAS": "liquid_gas",
            "ERDGAS_LEICHT": "natural_gas_low",
            "ERDGAS_SCHWER": "natural_gas_high",
            "FERNWAERME_DAMPF": "district_steam",
            "NAHWAERME": "local_heat",
            "WAERMELIEFERUNG": "heat_supply",
            "BIOENERGIE": "bioenergy",
            "WINDENERGIE": "wind",
            "WASSERENERGIE": "hydro",
            "UMWELTWAERME": "ambient_heat",
            "KWK_FOSSIL": "chp_fossil",
            "KWK_ERNEUERBAR": "chp_renewable",
            "KWK_REGENERATIV": "chp_regenerative",
            "KWK_BIO": "chp_bio",
        },
    ),
    **_flags("fahrstuhl", "lift", {"PERSONEN": "persons", "LASTEN": "goods"}),
    **_flags(
        "stellplatzart",
        "parking",
        {
            "GARAGE": "garage",
            "TIEFGARAGE": "underground",
            "CARPORT": "carport",
            "FREIPLATZ": "outdoor",
            "PARKHAUS": "multi_storey",
            "DUPLEX": "duplex",
        },
    ),
    **_flags(
        "ausricht_balkon_terrasse",
        "orientation",
        {
            "NORD": "north",
            "OST": "east",
            "SUED": "south",
            "WEST": "west",
            "NORDOST": "north_east",
            "NORDWEST": "north_west",
            "SUEDOST": "south_east",
            "SUEDWEST": "south_west",
        },
    ),
    **_flags(
        "angeschl_gastronomie", "gastronomy", {"HOTELRESTAURANT": "hotel_restaurant", "BAR": "bar"}
    ),
    **_flags(
        "serviceleistungen",
        "service",
        {
            "BETREUTES_WOHNEN": "assisted_living",
            "CATERING": "catering",
            "REINIGUNG": "cleaning",
            "EINKAUF": "shopping",
            "WACHDIENST": "guard",
        },
    ),
    **_flags(
        "sicherheitstechnik",
        "security",
        {"ALARMANLAGE": "alarm", "KAMERA": "camera", "POLIZEIRUF": "police_call"},
    ),
    **_flags(
        "dachform",
        "roof",
        {
            "KRUEPPELWALMDACH": "half_hipped",
            "MANSARDDACH": "mansard",
            "PULTDACH": "shed",
            "SATTELDACH": "gable",
            "WALMDACH": "hipped",
            "FLACHDACH": "flat",
            "PYRAMIDENDACH": "pyramid",
        },
    ),
    **_flags(
        "bauweise",
        "construction",
        {"MASSIV": "solid", "FERTIGTEILE": "prefabricated", "HOLZ": "timber"},
    ),
    **_flags(
        "ausbaustufe",
        "completion",
        {
            "BAUSATZHAUS": "kit",
            "AUSBAUHAUS": "shell_and_core",
            "SCHLUESSELFERTIGMITKELLER": "turnkey_with_cellar",
            "SCHLUESSELFERTIGOHNEBODENPLATTE": "turnkey_without_slab",
            "SCHLUESSELFERTIGMITBODENPLATTE": "turnkey_with_slab",
        },
    ),
    **_flags(
        "energietyp",
        "standard",
        {
            "PASSIVHAUS": "passive_house",
            "NIEDRIGENERGIE": "low_energy",
            "NEUBAUSTANDARD": "new_building",
            "KFW40": "kfw40",
            "KFW55": "kfw55",
            "KFW60": "kfw60",
            "KFW70": "kfw70",
            "MINERGIEBAUWEISE": "minergie",
            "MINERGIE_ZERTIFIZIERT": "minergie_certified",
        },
    ),
    f"{_SET}/wg_geeignet": "shared_flat",
    f"{_SET}/raeume_veraenderbar": "rooms_changeable",
    f"{_SET}/kamin": "fireplace",
    f"{_SET}/klimatisiert": "air_conditioning",
    f"{_SET}/gartennutzung": "garden_use",
    f"{_SET}/rollstuhlgerecht": "wheelchair",
    f"{_SET}/kabel_sat_tv": "cable_tv",
    f"{_SET}/dvbt": "terrestrial_tv",
    f"{_SET}/barrierefrei": "barrier_free",
    f"{_SET}/sauna": "sauna",
    f"{_SET}/swimmingpool": "swimming_pool",
    f"{_SET}/wasch_trockenraum": "laundry_room",
    f"{_SET}/wintergarten": "winter_garden",
    f"{_SET}/dv_verkabelung": "data_cabling",
    f"{_SET}/rampe": "ramp",
    f"{_SET}/hebebuehne": "lifting_platform",
    f"{_SET}/kran": "crane",
    f"{_SET}/gastterrasse": "guest_terrace",
    f"{_SET}/kantine_cafeteria": "canteen",
    f"{_SET}/teekueche": "tea_kitchen",
    f"{_SET}/brauereibindung": "brewery_tie",
    f"{_SET}/sporteinrichtungen": "sports_facilities",
    f"{_SET}/wellnessbereich": "wellness",
    f"{_SET}/telefon_ferienimmobilie": "telephone",
    f"{_SET}/umts_empfang": "mobile_reception",
    f"{_SET}/abstellraum": "storage_room",
    f"{_SET}/fahrradraum": "bicycle_room",
    f"{_SET}/rolladen": "shutters",
    f"{_SET}/bibliothek": "library",
    f"{_SET}/dachboden": "attic",
    f"{_SET}/gaestewc": "guest_toilet",
    f"{_SET}/kabelkanaele": "cable_ducts",
    f"{_SET}/seniorengerecht": "senior_friendly",
    "flaechen/einliegerwohnung": "granny_flat",
    "verwaltung_objekt/denkmalgeschuetzt": "listed_building",
    "verwaltung_objekt/hochhaus": "high_rise",
    "verwaltung_objekt/haustiere": "pets_allowed",
    "verwaltung_objekt/nichtraucher": "non_smokers",
    "verwaltung_objekt/wbs_sozialwohnung": "social_housing",
    "verwaltung_objekt/als_ferien": "holiday_let",
    "verwaltung_objekt/gewerbliche_nutzung": "commercial_use",
}

# The feature is named by a word; an empty code is a word that says "none".
WORDS = {
    f"{_SET}/ausstatt_kategorie": {
        "STANDARD": "quality.standard",
        "GEHOBEN": "quality.upscale",
        "LUXUS": "quality.luxury",
    },
    f"{_SET}/moebliert/@moeb": {"VOLL": "furnished.full", "TEIL": "furnished.partial"},
    f"{_SET}/unterkellert/@keller": {"JA": "cellar.full", "TEIL": "cellar.partial", "NEIN": ""},
    "zustand_angaben/alter/@alter_attr": {"ALTBAU": "age.old", "NEUBAU": "age.new"},
    "infrastruktur/ausblick/@blick": {
        "FERNE": "view.far",
        "SEE": "view.lake",
        "BERGE": "view.mountains",
        "MEER": "view.sea",
    },
}

# The feature is there when there is at least one of it.
COUNTS = {
    "flaechen/anzahl_balkone": "balcony",
    "flaechen/anzahl_terrassen": "terrace",
    "flaechen/anzahl_logia": "loggia",
    "preise/stp_garage/@anzahl": "parking.garage",
    "preise/stp_tiefgarage/@anzahl": "parking.underground",
    "preise/stp_carport/@anzahl": "parking.carport",
    "preise/stp_freiplatz/@anzahl": "parking.outdoor",
    "preise/stp_parkhaus/@anzahl": "parking.multi_storey",
    "preise/stp_duplex/@anzahl": "parking.duplex",
}

# The feature is there when anything is said about it; what exactly is not part of the feature.
PRESENT = {f"{_SET}/breitband_zugang/@art": "broadband"}

CODES = frozenset(
    code for codes in (FLAGS, COUNTS, PRESENT, *WORDS.values()) for code in codes.values() if code
)
