"""Values that take more than one slot to work out, and back.

Each function of ``DERIVED`` returns the fields it knows; each of ``TOLD`` is the inverse and writes
slots until they say what the fields hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .converters import amount, area, choice, count, flag, latitude, line, longitude, written
from .dates import day, is_whole_date
from .drafts import Scalar
from .mapping import CERTIFICATES, NO_CERTIFICATES
from .slots import Slots

_PARKING = tuple(
    f"preise/stp_{kind}"
    for kind in ("garage", "tiefgarage", "carport", "freiplatz", "duplex", "parkhaus", "sonstige")
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
    slots.keep_form(_TITLE)
    return {"name": words} if words else {}


def tell_title(slots: Slots, values: Mapping[str, Scalar]) -> None:
    """Leave out the title that the sender left out."""
    if slots.text(_TITLE) and slots.forms.get(_TITLE) == "":
        if slots.value(line, _TEASER) == values.get("name"):
            del slots.values[_TITLE]


def coordinates(slots: Slots) -> Mapping[str, Scalar]:
    """Both or none; 0/0 is what senders write when they know no place."""
    north = slots.value(latitude, _NORTH)
    east = slots.value(longitude, _EAST)
    if north is None or east is None or not (north or east):
        slots.used -= {_NORTH, _EAST}
        return {}
    return {"latitude": north, "longitude": east}


def tell_coordinates(slots: Slots, values: Mapping[str, Scalar]) -> None:
    if {"latitude", "longitude"} <= set(values):
        slots.tell(latitude, values["latitude"], _NORTH)
        slots.tell(longitude, values["longitude"], _EAST)


def price_on_request(slots: Slots) -> Mapping[str, Scalar]:
    """A price on request is not public; the opposite releases nothing."""
    if slots.value(flag, _ON_REQUEST):
        return {"price_public": False}
    slots.used.discard(_ON_REQUEST)
    return {}


def tell_price_on_request(slots: Slots, values: Mapping[str, Scalar]) -> None:
    if values.get("price_public") is False:
        slots.tell(flag, True, _ON_REQUEST)
    elif slots.value(flag, _ON_REQUEST):
        del slots.values[_ON_REQUEST]


def parking(slots: Slots) -> Mapping[str, Scalar]:
    """The number of places, named or counted by kind, and the first price: to buy, else to rent.

    Neither says which kind of place it is about, so each of them is kept as a detail, too.
    """
    values: dict[str, Scalar] = {}
    spaces = slots.value(count, _SPACES)
    elements = [each for place in _PARKING for each in slots.repeated(place)]
    given = [f"{each}/@anzahl" for each in elements if f"{each}/@anzahl" in slots]
    if spaces is not None and given:
        slots.keep_form(_SPACES)
    elif given:
        spaces = sum(slots.value(count, path) or 0 for path in given)
    if spaces is not None:
        values["parking_spaces"] = spaces
    for path in _PARKING_PRICES:
        if path in slots and (price := slots.value(amount, path)):
            values["price_parking"] = price
            break
    slots.used.difference_update(given, _PARKING_PRICES)
    return values


def tell_parking(slots: Slots, values: Mapping[str, Scalar]) -> None:
    """A price that no kind of place tells is one of other places."""
    told = parking(slots)
    if values.get("parking_spaces", told.get("parking_spaces")) != told.get("parking_spaces"):
        slots.values[_SPACES] = written(values["parking_spaces"])
    price = values.get("price_parking")
    if price and price != told.get("price_parking"):
        attribute = "stellplatzkaufpreis" if values.get("for_sale") else "stellplatzmiete"
        for path in _PARKING_PRICES:
            slots.values.pop(path, None)
        slots.values[f"{_PARKING[-1]}/@{attribute}"] = written(price, amount)


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
            elif f"{path}/@periode" in slots:
                slots.keep_form(f"{path}/@periode")
    return values


def tell_rental_income(slots: Slots, values: Mapping[str, Scalar]) -> None:
    told = rental_income(slots)
    for field, path in _INCOMES.items():
        if field in values and told.get(field) != values[field]:
            slots.values[path] = written(values[field], amount)
            if rental_income(slots).get(field) != values[field]:
                del slots.values[f"{path}/@periode"]


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


def tell_energy_certificate(slots: Slots, values: Mapping[str, Scalar]) -> None:
    kind = values.get("energy_certificate_kind")
    if kind and energy_certificate(slots).get("energy_certificate_kind") != kind:
        if kind in CERTIFICATES.values():
            slots.values[_CERTIFICATE_KIND] = written(kind, _certificate_kind)
        else:
            slots.values[_VINTAGE] = written(kind, _no_certificate)
            slots.values.pop(_CERTIFICATE_KIND, None)
    energy = values.get("energy_value")
    if energy is not None and energy_certificate(slots).get("energy_value") != energy:
        path = _CONSUMPTION if kind == "consumption" else _DEMAND
        slots.values[path] = written(energy, area)


def availability(slots: Slots) -> Mapping[str, Scalar]:
    """``verfuegbar_ab`` is free text: a date when it reads as one; ``abdatum`` is a date."""
    values: dict[str, Scalar] = {}
    text = slots.text(_AVAILABLE)
    if is_whole_date(text):
        slots.use(_AVAILABLE)
        if _START in slots:
            slots.keep_form(_AVAILABLE)  # two dates, and one field
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
        slots.keep_form(_START)
    return values


def tell_availability(slots: Slots, values: Mapping[str, Scalar]) -> None:
    """A date stands in the free text as Germans write it, unless there is a text."""
    told = availability(slots)
    start, words = values.get("available_from"), values.get("available_text")
    if words and told.get("available_text") != words:
        slots.values[_AVAILABLE] = str(words)
    elif start and told.get("available_from") != start:
        slots.values[_AVAILABLE] = f"{start:%d.%m.%Y}"
    if start and availability(slots).get("available_from") != start:
        slots.values[_START] = written(start)


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
TOLD: tuple[Callable[[Slots, Mapping[str, Scalar]], None], ...] = (
    tell_title,
    tell_coordinates,
    tell_price_on_request,
    tell_parking,
    tell_rental_income,
    tell_energy_certificate,
    tell_availability,
)
