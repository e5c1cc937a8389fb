"""Keys by which a contact is recognised again, without Odoo: facts in, short texts out.

The rules, in their order:

1. `sender_number`: the number that the sender gave this contact;
2. `name_address`: surname, first name, city and street;
3. `email_surname`: e-mail address and surname;
4. `email_company`: e-mail address and company;
5. `phone`: telephone number in E.164.
"""

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import getaddresses

import phonenumbers

RULES = ("sender_number", "name_address", "email_surname", "email_company", "phone")
LONGEST = 240
FEWEST_DIGITS = 6

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe"})
_TITLES = {"dr", "prof", "dipl", "ing", "med", "herr", "frau", "mr", "mrs", "ms", "familie"}
_NO_WORD = re.compile(r"[\W_]+")
_STREET = re.compile(r"(strasse|str)\b")

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a contact. `name` only where surname and first name are not apart."""

    surname: str = ""
    first_name: str = ""
    name: str = ""
    street: str = ""
    city: str = ""
    emails: str = ""
    company: str = ""
    phones: tuple[str, ...] = ()
    region: str | None = None  # ISO country code for numbers without a country
    sender_number: str = ""


def keys_of(facts: Facts) -> list[Key]:
    """Return the keys of a contact in the order of the rules, each at most once.

    A contact kept under one name gets a key for each way in which that name may be read, so that
    "Anna von der Heide", "von der Heide, Anna" and surname "von der Heide" meet.
    """
    keys = [(rule, value[:LONGEST]) for rule, value in _all_keys(facts)]
    return list(dict.fromkeys(keys))


def _all_keys(facts: Facts) -> Iterator[Key]:
    if facts.sender_number:
        yield "sender_number", facts.sender_number
    names, surnames = _names_of(facts)
    city, street = fold(facts.city), fold_street(facts.street)
    if len(names) > 1 and city and street:
        yield "name_address", "|".join([" ".join(sorted(names)), city, street])
    emails = [address.strip().lower() for _name, address in getaddresses([facts.emails or ""])]
    emails = [email for email in emails if "@" in email]
    for email in emails:
        for surname in surnames:
            yield "email_surname", f"{email}|{surname}"
    if company := fold(facts.company):
        for email in emails:
            yield "email_company", f"{email}|{company}"
    for phone in facts.phones:
        if number := e164(phone, facts.region):
            yield "phone", number


def _names_of(facts: Facts) -> tuple[list[str], list[str]]:
    """Return the words of the whole name, and each surname that it may hold."""
    if facts.surname or facts.first_name:
        surname = _words(facts.surname)
        first_name = _words(facts.first_name)
        # Both are needed to tell two people of one family apart.
        names = surname + first_name if surname and first_name else []
        return names, [" ".join(surname)] if surname else []
    before, comma, _after = (facts.name or "").partition(",")
    words = _words(facts.name)
    if comma and _words(before):
        return words, [" ".join(_words(before))]
    return words, [" ".join(words[start:]) for start in range(len(words))]


def _words(text: str) -> list[str]:
    return [word for word in fold(text).split() if word not in _TITLES]


def fold(text: str) -> str:
    """Return a text in small letters, without accents and punctuation, "ü" as "ue"."""
    text = (text or "").casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_UMLAUTS)).translate(_UMLAUTS)
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(_NO_WORD.sub(" ", text).split())


def fold_street(text: str) -> str:
    """Return a street with its number in one form: "Haupt-Straße 5" as "hauptstr5"."""
    return _STREET.sub("str", fold(text)).replace(" ", "")


def e164(number: str, region: str | None = None) -> str:
    """Return a telephone number as +49221123456, or nothing when it cannot be one."""
    parsed = _parsed(number, region)
    return phonenumbers.format_number(parsed, _FORMATS.E164) if parsed else ""


def international(number: str, region: str | None = None) -> str:
    """Return a telephone number as people write it, with its country; else as it stands."""
    parsed = _parsed(number, region)
    return phonenumbers.format_number(parsed, _FORMATS.INTERNATIONAL) if parsed else number


_FORMATS = phonenumbers.PhoneNumberFormat


@functools.lru_cache(maxsize=4096)
def _parsed(number: str, region: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        parsed = phonenumbers.parse(number or "", region or "DE")
    except phonenumbers.NumberParseException:
        return None
    if len(str(parsed.national_number)) < FEWEST_DIGITS:
        return None
    return parsed if phonenumbers.is_possible_number(parsed) else None
