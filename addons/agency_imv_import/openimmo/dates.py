"""Dates, years and moments as senders write them; ``ValueError`` for what cannot be read."""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta, timezone

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
_DATE_LENGTH = len("2020-12-31")
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?|Z|[+-]\d{2}:\d{2}")
_TIMESTAMP = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*"
    r"(Z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


def year(text: str) -> int:
    """The first year named in a free text: ``1971``, ``ca. 1900``, ``1900-1905``."""
    if len(text) == 4 and text.isascii() and text.isdigit() and "1000" <= text <= "2199":
        return int(text)
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


def is_whole_date(text: str) -> bool:
    """Whether the text is a full date and nothing else; midnight is nothing."""
    try:
        day(text)
    except ValueError:
        return False
    return len(text) <= _DATE_LENGTH or _MIDNIGHT.fullmatch(text[_DATE_LENGTH:]) is not None


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


year.is_exact = lambda text, value: text == str(value)
for _convert in (day, last_day):
    _convert.is_exact = lambda text, _value: is_whole_date(text)


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
