"""Values that take more than one slot to work out. Each function returns the fields it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .converters import (
    amount,
    area,
    choice,
    count,
    flag,
    latitude,
    line,
    longitude,
)
from .dates import day, is_whole_date
from .drafts import Scalar
from .mapping import CERTIFICATES, NO_CERTIFICATES
from .slots import Slots

_PARKING = tuple(
    f"preise/stp_{kind}"
    for kind in (
        "garage",
        "tiefgarage",
        "carport",
        "freiplatz",
        "duplex",
        "parkhaus",
        "sonstige",
    )
)
_PARKING_COUNTS = tuple(f"{place}/@anzahl" for place in _PARKING)
_PARKING_PRICES = tuple(
    f"{place}/@{attribute}"
    for attribute in ("stellplatzkaufpreis", "stellplatzmiete")
    for place in _PARKING
)
_ON_REQUEST = "preise/kaufpreis/@auf_anfrage"
_SPACES = "flaechen/anzahl_stellplaetze"
_TITLE, _TEASER = "freitexte/objekttitel", "freitexte/dreizeiler"
_NORTH = "geo/geokoordinaten/@breitengrad"
_EAST = "geo/geokoordinaten/@laengengrad"
_INCOMES = {
    "rental_income_actual": "preise/mieteinnahmen_ist",
    "rental_income_target": "preise/mieteinnahmen_soll",
}
_AVAILABLE, _START = "verwaltung_objekt/verfuegbar_ab", "verwaltung_objekt/abdatum"
_times_a_year = choice({"TAG": 365, "WOCHE": 52, "MONAT": 12, "JAHR": 1})
_certificate_kind = choice(CERTIFICATES)
_no_certificate = choice(NO_CERTIFICATES)
_CERTIFICATE = "zustand_angaben/energiepass"
_CERTIFICATE_KIND, _VINTAGE = f"{_CERTIFICATE}/epart", f"{_CERTIFICATE}/jahrgang"
_DEMAND = f"{_CERTIFICATE}/endenergiebedarf"
_CONSUMPTION = f"{_CERTIFICATE}/energieverbrauchkennwert"


def title(slots: Slots) -> Mapping[str, Scalar]:
    """A listing without a title gets the first words that were meant to catch the eye."""
    if slots.text(_TITLE) or not slots.text(_TEASER):
        return {}
    words = slots.value(line, _TITLE, _TEASER)
    return {"name": words} if words else {}


def coordinates(slots: Slots) -> Mapping[str, Scalar]:
    """Both or none; 0/0 is what senders write when they know no place."""
    north = slots.value(latitude, _NORTH)
    east = slots.value(longitude, _EAST)
    if north is None or east is None or not (north or east):
        slots.used -= {_NORTH, _EAST}
        return {}
    return {"latitude": north, "longitude": east}


def price_on_request(slots: Slots) -> Mapping[str, Scalar]:
    """A price on request is not public; the opposite releases nothing."""
    if slots.value(flag, _ON_REQUEST):
        return {"price_public": False}
    slots.used.discard(_ON_REQUEST)
    return {}


def parking(slots: Slots) -> Mapping[str, Scalar]:
    """The number of places, named or counted by kind, and the first price: to buy, else to rent.

    Neither says which kind of place it is about, so each of them is kept as a detail, too.
    """
    values: dict[str, Scalar] = {}
    spaces = slots.value(count, _SPACES)
    elements = [each for place in _PARKING for each in slots.repeated(place)]
    given = [f"{each}/@anzahl" for each in elements if f"{each}/@anzahl" in slots]
    if spaces is None and given:
        spaces = sum(slots.value(count, path) or 0 for path in given)
    if spaces is not None:
        values["parking_spaces"] = spaces
    for path in _PARKING_PRICES:
        if path in slots and (price := slots.value(amount, path)):
            values["price_parking"] = price
            break
    slots.used.difference_update(given, _PARKING_PRICES)
    return values


def rental_income(slots: Slots) -> Mapping[str, Scalar]:
    """Per year, whatever the period (``@periode``; a missing one is the year)."""
    values = {}
    for field, path in _INCOMES.items():
        income = slots.value(amount, path)
        if income is not None:
            times = slots.value(_times_a_year, f"{path}/@periode") or 1
            values[field] = round(income * times, 2)
            if times != 1:
                slots.used -= {path, f"{path}/@periode"}
    return values


def energy_certificate(slots: Slots) -> Mapping[str, Scalar]:
    """The kind of certificate, and the value that belongs to that kind."""
    values: dict[str, Scalar] = {}
    kind = slots.value(_certificate_kind, _CERTIFICATE_KIND)
    if kind is None:
        kind = NO_CERTIFICATES.get(slots.text(_VINTAGE).upper())
        if kind:
            slots.value(_no_certificate, _VINTAGE)
    if kind:
        values["energy_certificate_kind"] = kind
    paths = (_CONSUMPTION, _DEMAND) if kind == "consumption" else (_DEMAND, _CONSUMPTION)
    energy = slots.value(area, *paths)
    if energy is not None:
        values["energy_value"] = energy
    if kind not in CERTIFICATES.values():
        slots.used -= set(paths)
    return values


def availability(slots: Slots) -> Mapping[str, Scalar]:
    """``verfuegbar_ab`` is free text: a date when it reads as one; ``abdatum`` is a date."""
    values: dict[str, Scalar] = {}
    text = slots.text(_AVAILABLE)
    if is_whole_date(text):
        slots.use(_AVAILABLE)
        return {"available_from": day(text)}
    try:
        values["available_from"] = day(text)
        return values
    except ValueError:
        words = slots.value(line, _AVAILABLE)
    if words:
        values["available_text"] = words
    start = slots.value(day, _START)
    if start:
        values["available_from"] = start
    return values


# What to work out when one of the slots is there.
DERIVED: dict[Callable[[Slots], Mapping[str, Scalar]], tuple[str, ...]] = {
    title: (_TEASER,),
    coordinates: (_NORTH, _EAST),
    price_on_request: (_ON_REQUEST,),
    parking: (_SPACES, *_PARKING_COUNTS, *_PARKING_PRICES),
    rental_income: tuple(_INCOMES.values()),
    energy_certificate: (_CERTIFICATE_KIND, _VINTAGE, _DEMAND, _CONSUMPTION),
    availability: (_AVAILABLE, _START),
}
