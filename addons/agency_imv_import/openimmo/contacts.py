"""Contact persons of a listing (``kontaktperson``), as the sender wrote them."""

from __future__ import annotations

from typing import Any

from .converters import email, identifier, line
from .countries import country_code
from .drafts import ContactDraft
from .slots import Slots

CONTACT = "kontaktperson"

# Of several addresses the most personal one; `email_feedback` is a machine's and never shown.
_EMAILS = ("email_direkt", "email_privat", "email_zentrale", "email_sonstige")
_PHONES = ("tel_durchw", "tel_handy", "tel_privat", "tel_zentrale", "tel_sonstige")
_FAX = "TEL_FAX"
_PHONE_LENGTH = 100
_LINES = {
    "name": "surname",
    "vorname": "first_name",
    "firma": "company",
    "anrede": "salutation",
    "titel": "title",
    "position": "position",
    "strasse": "street",
    "hausnummer": "street_number",
    "plz": "zip",
    "ort": "city",
    "url": "website",
}
_NOT_HELD = ("anrede", "titel", "position")
_KNOWN = ("surname", "first_name", "company", "email", "phone", "sender_number")

CONTACT_FIELDS = {
    **_LINES,
    **dict.fromkeys(_EMAILS, "email"),
    **dict.fromkeys(_PHONES, "phones"),
    "land/@iso_land": "country_code",
    "personennummer": "sender_number",
}


def map_contact(element: Any, place: str = CONTACT) -> tuple[ContactDraft | None, Slots]:
    """The contact, or ``None`` when there is neither a name nor a way to reach anybody.

    What a partner does not hold (title, position ...) stays to be kept as a detail, too.
    """
    slots = Slots(element, place=f"{place}/")
    values: dict[str, Any] = {}
    for path in slots.values:
        if name := _LINES.get(path):
            values[name] = slots.value(line, path) or ""
    slots.used.difference_update(_NOT_HELD)
    for path in _EMAILS:
        if path in slots and (address := slots.value(email, path)):
            values["email"] = address
            break
    phones = _phones(slots)
    if phones:
        values["phones"], values["phone"] = tuple(phones), next(iter(phones))
        slots.use(phones[values["phone"]])
    values["country_code"] = slots.value(country_code, "land/@iso_land", "land") or ""
    values["sender_number"] = slots.value(identifier, "personennummer") or ""
    contact = ContactDraft(**values) if any(map(values.get, _KNOWN)) else None
    if contact is None:
        slots.used.clear()
    return contact, slots


def _phones(slots: Slots) -> dict[str, str]:
    """The numbers, without faxes, each with the path of the slot it stands in."""
    numbers: dict[str, str] = {}
    for path in _PHONES:
        if path not in slots.values:
            continue
        for each in slots.repeated(path):
            number = " ".join(slots.text(each).split())[:_PHONE_LENGTH]
            if number and slots.text(f"{each}/@telefonart") != _FAX:
                numbers.setdefault(number, each)
    return numbers
