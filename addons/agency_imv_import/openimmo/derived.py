"""Values that take more than one slot to work out. Each function returns the fields it knows."""

from __future__ import annotations

from collections.abc import Mapping

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
from .dates import day
from .drafts import Scalar
from .mapping import CERTIFICATES, CHOICES, CHOICES_BY_PATH, NO_CERTIFICATES
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
_times_a_year = choice({"TAG": 365, "WOCHE": 52, "MONAT": 12, "JAHR": 1})
_certificate_kind = choice(CERTIFICATES)
_CERTIFICATE = "zustand_angaben/energiepass"
_DEMAND = f"{_CERTIFICATE}/endenergiebedarf"
_CONSUMPTION = f"{_CERTIFICATE}/energieverbrauchkennwert"


def coordinates(slots: Slots) -> Mapping[str, Scalar]:
    """Both or none; 0/0 is what senders write when they know no place."""
    north = slots.value(latitude, "geo/geokoordinaten/@breitengrad")
    east = slots.value(longitude, "geo/geokoordinaten/@laengengrad")
    if north is None or east is None or not (north or east):
        return {}
    return {"latitude": north, "longitude": east}


def price_on_request(slots: Slots) -> Mapping[str, Scalar]:
    """A price on request is not public; the opposite releases nothing."""
    return {"price_public": False} if slots.value(flag, _ON_REQUEST) else {}


def parking(slots: Slots) -> Mapping[str, Scalar]:
    """The number of places, named or counted by kind, and the first price: to buy, else to rent."""
    values: dict[str, Scalar] = {}
    spaces = slots.value(count, "flaechen/anzahl_stellplaetze")
    given = [path for path in _PARKING_COUNTS if path in slots]
    if spaces is None and given:
        spaces = sum(_counts(slots, path) for path in given)
    if spaces is not None:
        values["parking_spaces"] = spaces
    for path in _PARKING_PRICES:
        if path in slots and (price := slots.value(amount, path)):
            return values | {"price_parking": price}
    return values


def _counts(slots: Slots, path: str) -> int:
    total = 0
    for text in slots.texts(path):
        try:
            total += count(text)
        except ValueError:
            slots.remark("value_unreadable", path=path, value=text)
    return total


def rental_income(slots: Slots) -> Mapping[str, Scalar]:
    """Per year, whatever the period (``@periode``; a missing one is the year)."""
    values = {}
    for field, path in (
        ("rental_income_actual", "preise/mieteinnahmen_ist"),
        ("rental_income_target", "preise/mieteinnahmen_soll"),
    ):
        income = slots.value(amount, path)
        if income is not None:
            times = slots.value(_times_a_year, f"{path}/@periode") or 1
            values[field] = round(income * times, 2)
    return values


def energy_certificate(slots: Slots) -> Mapping[str, Scalar]:
    """The kind of certificate, and the value that belongs to that kind."""
    values: dict[str, Scalar] = {}
    kind = slots.value(_certificate_kind, f"{_CERTIFICATE}/epart")
    if kind is None:
        vintage = slots.text(f"{_CERTIFICATE}/jahrgang").upper()
        kind = NO_CERTIFICATES.get(vintage)
        if kind:
            slots.use(f"{_CERTIFICATE}/jahrgang")
    if kind:
        values["energy_certificate_kind"] = kind
    paths = (_CONSUMPTION, _DEMAND) if kind == "consumption" else (_DEMAND, _CONSUMPTION)
    energy = slots.value(area, *paths)
    if energy is not None:
        values["energy_value"] = energy
    return values


def availability(slots: Slots) -> Mapping[str, Scalar]:
    """``verfuegbar_ab`` is free text: a date when it reads as one; ``abdatum`` is a date."""
    values: dict[str, Scalar] = {}
    path = "verwaltung_objekt/verfuegbar_ab"
    text = slots.text(path)
    try:
        values["available_from"] = day(text)
        slots.use(path)
        return values
    except ValueError:
        words = slots.value(line, path)
    if words:
        values["available_text"] = words
    start = slots.value(day, "verwaltung_objekt/abdatum")
    if start:
        values["available_from"] = start
    return values


def choices(slots: Slots) -> Mapping[str, Scalar]:
    """Of several flags that are set the first in ``mapping.CHOICES``."""
    found: dict[str, list[str]] = {}
    for path in slots:
        field = CHOICES_BY_PATH.get(path)
        if field and slots.value(flag, path):
            found.setdefault(field, []).append(path)
    return {
        field: next(word for path, word in CHOICES[field].items() if path in paths)
        for field, paths in found.items()
    }


DERIVED = (
    coordinates,
    price_on_request,
    parking,
    rental_income,
    energy_certificate,
    availability,
    choices,
)
