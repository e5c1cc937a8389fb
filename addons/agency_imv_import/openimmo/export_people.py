"""Contact persons on their way out: the inverse of ``contacts``."""

from __future__ import annotations

from collections.abc import Sequence

from .contacts import EMAILS, LINES, PHONES, contact_place
from .converters import email, identifier, line
from .countries import ISO3_BY_ISO2, country_code
from .drafts import ContactDraft
from .slots import Slots

_COUNTRIES = ("land/@iso_land", "land")


def tell_contact(slots: Slots, contact: ContactDraft) -> None:
    """Write what the slots do not say yet; an address goes where the sender had it."""
    place = f"{contact_place(contact.number)}/"
    for path, name in LINES.items():
        value = getattr(contact, name)
        if value:
            slots.tell(line, value, f"{place}{path}")
    emails = [f"{place}{path}" for path in EMAILS]
    if contact.email and slots.value(email, *emails) != contact.email:
        slots.values[_place_of(slots, emails)] = contact.email
    _tell_phones(slots, contact, [f"{place}{path}" for path in PHONES])
    countries = [f"{place}{path}" for path in _COUNTRIES]
    code = ISO3_BY_ISO2.get(contact.country_code)
    if code and slots.value(country_code, *countries) != contact.country_code:
        slots.values[countries[0]] = code
    if contact.sender_number:
        slots.tell(identifier, contact.sender_number, f"{place}personennummer")


def _tell_phones(slots: Slots, contact: ContactDraft, paths: Sequence[str]) -> None:
    """The first number where the sender had it, others where there is room."""
    told = {" ".join(slots.text(each).split()) for path in paths for each in slots.repeated(path)}
    for number in dict.fromkeys(filter(None, (contact.phone, *contact.phones))):
        if number in told:
            continue
        free = [path for path in paths if path not in slots]
        path = _place_of(slots, paths) if number == contact.phone else next(iter(free), "")
        if path:
            slots.values[path] = number


def _place_of(slots: Slots, paths: Sequence[str]) -> str:
    return next((path for path in paths if path in slots.forms), paths[0])
