"""Contact persons of a listing (``kontaktperson``), as the sender wrote them."""

from __future__ import annotations

from typing import Any

from .converters import email, identifier, line, website
from .countries import country_code
from .drafts import ContactDraft
from .slots import Slots
from .texts import one_line

CONTACT = "kontaktperson"

# Of several addresses the most personal one; `email_feedback` is a machine's and never shown.
EMAILS = ("email_direkt", "email_privat", "email_zentrale", "email_sonstige")
PHONES = ("tel_durchw", "tel_handy", "tel_privat", "tel_zentrale", "tel_sonstige")
_FAX = "TEL_FAX"
_PHONE_LENGTH = 100
LINES = {
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
_KNOWN = ("surname", "first_name", "company", "email", "phone")

CONTACT_FIELDS = {
    **LINES,
    **dict.fromkeys(EMAILS, "email"),
    **dict.fromkeys(PHONES, "phones"),
    "land/@iso_land": "country_code",
    "personennummer": "sender_number",
}


def contact_place(number: int) -> str:
    """The path of a contact of the listing, counted from 0."""
    return f"{CONTACT}[{number + 1}]" if number else CONTACT


def map_contact(element: Any, number: int = 0) -> tuple[ContactDraft | None, Slots]:
    """The contact, or ``None`` when there is neither a name nor a way to reach anybody.

    What a partner does not hold (title, position ...) stays to be kept as a detail, too.

    :param number: its place among the contacts of the listing
    """
    slots = Slots(element, place=f"{contact_place(number)}/")
    texts = slots.values
    values: dict[str, Any] = {"number": number}
    for path, text in texts.items():
        if text and path in LINES:
            name = LINES[path]
            values[name] = slots.read(website if name == "website" else line, path, text) or ""
    slots.used.difference_update(_NOT_HELD)
    for path in EMAILS:
        if (text := texts.get(path)) and (address := slots.read(email, path, text)):
            values["email"] = address
            slots.keep_form(path)
            break
    if phones := _phones(slots):
        values["phones"] = tuple(phones)
        values["phone"], path = next(iter(phones.items()))
        slots.use(path)
        slots.keep_form(path)
    if "land" in texts:
        values["country_code"] = slots.value(country_code, "land/@iso_land", "land") or ""
    if "personennummer" in texts:
        values["sender_number"] = slots.value(identifier, "personennummer") or ""
    contact = None
    if any(map(values.get, _KNOWN)):
        contact = ContactDraft(**values)
    else:
        slots.used.clear()
        slots.forms.clear()
    return contact, slots


def _phones(slots: Slots) -> dict[str, str]:
    """The numbers, without faxes, each with the path of the slot it stands in."""
    texts = slots.values
    numbers: dict[str, str] = {}
    for path in PHONES:
        if path not in texts:
            continue
        for each in slots.repeated(path):
            number = one_line(texts[each])[:_PHONE_LENGTH]
            if number and texts.get(f"{each}/@telefonart") != _FAX:
                numbers.setdefault(number, each)
    return numbers
