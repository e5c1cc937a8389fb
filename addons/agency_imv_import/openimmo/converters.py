"""From the text of a slot to a value. Each converter takes a stripped, non-empty string (``flag``
also an empty one) and returns the value, or raises ``ValueError`` for what cannot be read."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from .texts import plain_text

Choice = TypeVar("Choice")

# Odoo's integers are 4 bytes wide; larger numbers are nobody's room count.
INTEGER_LIMIT = 2**31 - 1
NUMBER_LIMIT = 1e13
KEY_LIMIT = 200

_TRUE = frozenset(("true", "1", "ja", "j", "y", "yes", "x", "wahr", "on"))
_FALSE = frozenset(("false", "0", "nein", "n", "no", "falsch", "off"))
_THOUSANDS_GAP = re.compile(r"(?<=\d)['\u2019\s](?=\d{3}(?!\d))")
_UNIT = re.compile(
    r"^(?:ca\.?|rd\.?|eur|€|chf|sfr\.?|usd|\$|£)\s*|"
    r"\s*(?:eur|euro|€|chf|sfr\.?|usd|\$|£|%|m²|m2|qm|kwh(?:/\(?(?:m²|m2|qm)[*·]?a\)?)?)$",
    re.IGNORECASE,
)
_DASHES = re.compile(r"[.,][-\u2013\u2014]+$")
_PLAIN = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:(?:\.\d{3})+(?:,\d*)?|(?:,\d{3})+(?:\.\d*)?)", re.ASCII)
_ONE_GROUP = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2}|21\d{2})(?!\d)")
_DATE_FORMS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:[T ].*|Z|[+-]\d{2}:\d{2})?"),
    re.compile(r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?:\s.*)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
)
_MONTH_FORMS = (
    re.compile(r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})"),
    re.compile(r"(?P<y>\d{4})"),
)
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*"
    r"(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


def line(text: str) -> str:
    """One line of plain text: markup removed, white space collapsed."""
    if "<" in text or "&" in text:
        text = plain_text(text)
    return _present(" ".join(text.split()))


def long_text(text: str) -> str:
    """Plain text with its line breaks: markup becomes line breaks and dashes, scripts vanish."""
    return _present(plain_text(text))


def flag(text: str) -> bool:
    """``true``, ``1``, ``JA``, ``Y`` in any case. An empty element is a mark that is set."""
    word = text.strip().lower()
    if not word or word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ValueError(text)


def number(text: str) -> float:
    """A decimal number: ``84.5``, ``84,5``, ``1.250,00``, ``1,250.00``, ``1 250``, ``84,5 m²``.

    A single separator is the decimal sign (the schema's type is xs:decimal); a repeated one, or
    the first of two different ones, marks thousands.
    """
    bare = text if _PLAIN.fullmatch(text) else _bare_number(text)
    if _PLAIN.fullmatch(bare):
        return _bounded(float(bare.replace(",", ".")))
    if not _GROUPED.fullmatch(bare):
        raise ValueError(text)
    thousands = next(sign for sign in bare if sign in ".,")
    return _bounded(float(bare.replace(thousands, "").replace(",", ".")))


def amount(text: str) -> float:
    """Money, never negative: as ``number``, except that ``1.250`` and ``1,250`` are 1250.

    No sender writes tenths of a cent, but many write German thousands.
    """
    bare = text if _PLAIN.fullmatch(text) else _bare_number(text)
    if _ONE_GROUP.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", "")
    return _not_negative(number(bare))


def area(text: str) -> float:
    """Square metres, never negative."""
    return _not_negative(number(text))


def integer(text: str) -> int:
    """A whole number, also written ``1.00``; negative for floors below ground."""
    value = number(text)
    if value != int(value) or abs(value) > INTEGER_LIMIT:
        raise ValueError(text)
    return int(value)


def count(text: str) -> int:
    """How many: a whole number, never negative."""
    return _not_negative(integer(text))


def rooms(text: str) -> float:
    """A count that may be halved: ``2,5``; never negative and below 10,000."""
    value = _not_negative(number(text))
    if value >= 10_000:
        raise ValueError(text)
    return value


def latitude(text: str) -> float:
    """Degrees north."""
    return _within(number(text), 90)


def longitude(text: str) -> float:
    """Degrees east."""
    return _within(number(text), 180)


def year(text: str) -> int:
    """The first year named in a free text: ``1971``, ``ca. 1900``, ``1900-1905``."""
    match = _YEAR.search(text)
    if not match:
        raise ValueError(text)
    return int(match[1])


def day(text: str) -> date:
    """A full date: ``2015-08-01``, ``01.08.2015``, ``1.8.15``, ``20150801``; a time is ignored."""
    for form in _DATE_FORMS:
        match = form.fullmatch(text.strip())
        if match:
            return _date(match["y"], match["m"], match["d"])
    raise ValueError(text)


def last_day(text: str) -> date:
    """The end of a validity: a full date, or the last day of ``01-2024``, ``2024-01``, ``2024``."""
    for form in _MONTH_FORMS:
        match = form.fullmatch(text.strip())
        if match:
            years, months = int(match["y"]), int(match.groupdict().get("m") or 12)
            if not 1 <= months <= 12 or not years:
                raise ValueError(text)
            return _date(years, months, calendar.monthrange(years, months)[1])
    return day(text)


def timestamp(text: str) -> datetime:
    """A moment in UTC, naive: ISO 8601 with any number of fractional digits, cut to microseconds.

    A time without zone is taken as it stands.
    """
    match = _TIMESTAMP.fullmatch(text.strip())
    if not match:
        return datetime.combine(day(text), datetime.min.time())
    *numbers, fraction, zone = match.groups()
    parts = [int(part or 0) for part in numbers]
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    moment = datetime(*parts, micros, tzinfo=_zone(zone))
    try:
        return moment.astimezone(timezone.utc).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError(text) from error


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
    if not (name and at and host) or any(letter.isspace() for letter in address):
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
    """A converter from the sender's words, in any case, to ours."""

    def convert(text: str) -> Choice:
        try:
            return words[text.strip().upper()]
        except KeyError:
            raise ValueError(text) from None

    return convert


def _present(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _bare_number(text: str) -> str:
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


def _date(years, months, days) -> date:
    value = int(years)
    if len(str(years)) == 2:
        value += 2000 if value < 70 else 1900
    if not 1000 <= value <= 2199:
        raise ValueError(years)
    return date(value, int(months), int(days))


def _zone(text: str | None) -> timezone:
    if not text or text in "zZ":
        return timezone.utc
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)
