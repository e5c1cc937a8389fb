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
    "surname": "name",
    "first_name": "vorname",
    "company": "firma",
    "salutation": "anrede",
    "title": "titel",
    "position": "position",
    "street": "strasse",
    "street_number": "hausnummer",
    "zip": "plz",
    "city": "ort",
    "website": "url",
}


def map_contact(element: Any) -> tuple[ContactDraft | None, Slots]:
    """The contact, or ``None`` when there is neither a name nor a way to reach anybody."""
    slots = Slots(element, place=f"{CONTACT}/")
    values: dict[str, Any] = {
        field: slots.value(line, path) or "" for field, path in _LINES.items()
    }
    values["email"] = slots.value(email, *_EMAILS) or ""
    values["phones"] = _phones(slots)
    values["phone"] = next(iter(values["phones"]), "")
    values["country_code"] = slots.value(country_code, "land/@iso_land", "land") or ""
    values["sender_number"] = slots.value(identifier, "personennummer") or ""
    known = ("surname", "first_name", "company", "email", "phone", "sender_number")
    contact = ContactDraft(**values) if any(values[name] for name in known) else None
    return contact, slots


def _phones(slots: Slots) -> tuple[str, ...]:
    numbers = []
    for path in _PHONES:
        is_fax = _FAX in slots.texts(f"{path}/@telefonart")
        numbers += [] if is_fax else slots.texts(path)
    return tuple(dict.fromkeys(" ".join(number.split())[:_PHONE_LENGTH] for number in numbers))
