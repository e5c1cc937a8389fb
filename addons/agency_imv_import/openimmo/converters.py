"""From the text of a slot to a value; dates are in ``dates``.

Each converter takes a stripped, non-empty string (``flag`` also an empty one) and returns the
value, or raises ``ValueError`` for what cannot be read. One that may read less than the text says
has a function ``is_exact(text, value)``.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlsplit

from .texts import one_line, plain_text

Choice = TypeVar("Choice")

# Odoo's integers are 4 bytes wide; larger numbers are nobody's room count.
INTEGER_LIMIT = 2**31 - 1
NUMBER_LIMIT = 1e13
KEY_LIMIT = 200
# Longer texts are no numbers, and searching them for one would take its time.
_NUMBER_LENGTH = 100
# Numbers, dates and words come again and again: what was read lately is not read again.
_once = functools.lru_cache(maxsize=2048)

_STATES = {
    **dict.fromkeys(("", "true", "1", "ja", "j", "y", "yes", "x", "wahr", "on"), True),
    **dict.fromkeys(("false", "0", "nein", "n", "no", "falsch", "off"), False),
}
_THOUSANDS_GAP = re.compile(r"(?<=\d)['\u2019\s](?=\d{3}(?!\d))")
_UNIT = re.compile(
    r"^(?:ca\.?|rd\.?|eur|€|chf|sfr\.?|usd|\$|£)\s*|"
    r"\s*(?:eur|euro|€|chf|sfr\.?|usd|\$|£|%|m²|m2|qm|kwh(?:/\(?(?:m²|m2|qm)[*·]?a\)?)?)$",
    re.IGNORECASE,
)
_DASHES = re.compile(r"[.,][-\u2013\u2014]+$")
_PLAIN = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+(?:,\d*)?|(?:,\d{3})+(?:\.\d*)?)", re.ASCII)
_PRICE = re.compile(r"\d{1,12}(?:\.\d\d?)?", re.ASCII)
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def line(text: str) -> str:
    """One line of plain text: markup removed, white space collapsed."""
    if text.isalnum():  # a word, as most are
        return text
    if "<" in text or "&" in text:
        text = plain_text(text)
    words = one_line(text)
    if not words:
        raise ValueError(text)
    return words


def long_text(text: str) -> str:
    """Plain text with its line breaks: markup becomes line breaks and dashes, scripts vanish."""
    return _present(plain_text(text))


@_once
def place(text: str) -> str:
    """The name or code of a place: a line that is short enough for a database index."""
    return line(text)


#: Longest source of a text, in characters; what is longer is cut.
CUT_AT = {place: 200, line: 2_000, long_text: 100_000}
SHORTEST_CUT = min(CUT_AT.values())


def flag(text: str) -> bool:
    """``true``, ``1``, ``JA``, ``Y`` in any case. An empty element is a mark that is set."""
    state = _STATES.get(text)
    if state is None:
        state = _STATES.get(text.strip().lower())
    if state is None:
        raise ValueError(text)
    return state


@_once
def number(text: str) -> float:
    """A decimal number: ``84.5``, ``84,5``, ``1.250,00``, ``1,250.00``, ``1 250``, ``84,5 m²``.

    A single separator is the decimal sign (the schema's type is xs:decimal); a repeated one, or
    the first of two different ones, marks thousands.
    """
    if _PLAIN.fullmatch(text) and len(text) <= _NUMBER_LENGTH:
        return _bounded(float(text.replace(",", ".")))
    bare = _bare_number(text)
    if _PLAIN.fullmatch(bare):
        return _bounded(float(bare.replace(",", ".")))
    if not _GROUPED.fullmatch(bare):
        raise ValueError(text)
    thousands = next(sign for sign in bare if sign in ".,")
    return _bounded(float(bare.replace(thousands, "").replace(",", ".")))


@_once
def amount(text: str) -> float:
    """Money, never negative: as ``number``, except that ``1.250`` and ``1,250`` are 1250.

    No sender writes tenths of a cent, but many write German thousands.
    """
    if _PRICE.fullmatch(text):
        return float(text)
    bare = _bare_number(text)
    if _ONE_GROUP.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    return _not_negative(number(bare))


@_once
def area(text: str) -> float:
    """Square metres with two decimals, never negative."""
    return round(_not_negative(number(text)), 2)


@_once
def percent(text: str) -> float:
    """A share with two decimals; a yield may be negative."""
    return round(number(text), 2)


@_once
def integer(text: str) -> int:
    """A whole number, also written ``1.00``; negative for floors below ground."""
    value = number(text)
    if value != int(value) or abs(value) > INTEGER_LIMIT:
        raise ValueError(text)
    return int(value)


@_once
def count(text: str) -> int:
    """How many: a whole number, never negative."""
    return _not_negative(integer(text))


@_once
def rooms(text: str) -> float:
    """A count that may be halved: ``2,5``; one decimal, never negative and below 10,000."""
    value = round(_not_negative(number(text)), 1)
    if value >= 10_000:
        raise ValueError(text)
    return value


# They may round.
for _convert in (area, percent, rooms):
    _convert.is_exact = lambda text, value: number(text) == value


def latitude(text: str) -> float:
    """Degrees north."""
    return _within(number(text), 90)


def longitude(text: str) -> float:
    """Degrees east."""
    return _within(number(text), 180)


@_once
def currency(text: str) -> str:
    """The three letters of ISO 4217, in capitals."""
    code = text.strip().upper()
    if code in ("€", "EURO"):
        return "EUR"
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise ValueError(text)
    return code


def email(text: str) -> str:
    """An e-mail address, or ``ValueError`` for what is plainly none."""
    address = text.strip()
    name, at, host = address.rpartition("@")
    if not (name and at and host) or address.split() != [address]:
        raise ValueError(text)
    return address


def identifier(text: str) -> str:
    """A key: one line of at most 200 characters; the end of a longer one becomes its SHA-256."""
    key = " ".join(text.split())
    if len(key) <= KEY_LIMIT:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: KEY_LIMIT - len(digest) - 1]}~{digest}"


def choice(words: Mapping[str, Choice]) -> Callable[[str], Choice]:
    """A converter from the sender's words, in any case, to ours.

    Of several words with one meaning only the first one is told exactly by it.
    """
    own = {meaning: word for word, meaning in reversed(words.items())}

    def convert(text: str) -> Choice:
        try:
            return words[text.strip().upper()]
        except KeyError:
            raise ValueError(text) from None

    convert.is_exact = lambda text, meaning: own[meaning] == text.strip().upper()
    convert.words = words
    convert.own = own
    return convert


def written(value: str | float | bool | date, convert: Callable | None = None) -> str:
    """The inverse of all converters: the text, in the form of the schema, that reads as the value.

    :param convert: who reads it; a choice has its own words
    :raises KeyError: a choice has no word for the value
    """
    if convert is not None and hasattr(convert, "own"):
        return convert.own[value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, (int, float)):
        return value
    text = f"{Decimal(repr(value)):f}".removesuffix(".0")
    # Three digits behind the point would read as thousands.
    return f"{text}0" if convert is amount and text[-4:-3] == "." else text


def website(text: str) -> str:
    """The address of a website, or ``ValueError`` for what no program could open.

    Odoo puts a scheme before an address without one: both must be read.
    """
    address = line(text)
    urlsplit(address)
    urlsplit(f"//{address.partition('://')[2] or address}")
    return address


def _present(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _bare_number(text: str) -> str:
    if len(text) > _NUMBER_LENGTH:
        raise ValueError(text)
    if _PLAIN.fullmatch(text):
        return text
    bare = _UNIT.sub("", _UNIT.sub("", text.strip()))
    return _DASHES.sub("", _THOUSANDS_GAP.sub("", bare))


def _bounded(value: float) -> float:
    if abs(value) > NUMBER_LIMIT:
        raise ValueError(value)
    return value


def _not_negative(value):
    if value < 0:
        raise ValueError(value)
    return value


def _within(value: float, limit: float) -> float:
    if abs(value) > limit:
        raise ValueError(value)
    return value
