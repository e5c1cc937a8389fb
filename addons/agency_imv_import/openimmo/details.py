"""What found no field, or not exactly: kept with its place, its kind of value and its text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator

from .converters import KEY_LIMIT, amount, flag, identifier, number
from .dates import day, timestamp
from .drafts import Detail, Scalar
from .slot_labels import BOOLEAN, DATE, MONEY, NUMBER, TEXT
from .slot_table import GROUPS, LOOKUPS, MARKS, OWN, UNKNOWN, find, is_mark, is_own
from .slots import Slots
from .survey import LISTING
from .texts import plain_text

#: As many as nobody reads; a listing that fills every slot of the standard has about 300.
MOST_DETAILS = 1_000
_TEXT_LIMIT = 100_000
_SHORT = 200
_READ: dict[str, Callable[[str], Scalar]] = {
    BOOLEAN: flag,
    NUMBER: number,
    MONEY: lambda text: _money(text),
    DATE: lambda text: _day(text),
}


def collect(parts: Iterable[Slots]) -> tuple[list[Detail], list[str]]:
    """The details of all parts of a listing, and the paths that the standard lacks."""
    found: list[Detail] = []
    for part in parts:
        used, named, prefix = part.used, part.named, part.place
        for path, text in part.values.items():
            if path in used:
                continue
            place = prefix + path or LISTING
            if path in named:
                detail = _own(place, text)
            elif text or place in MARKS or ("[" in place and is_mark(place)):
                is_short = len(place) + len(text) < _SHORT
                detail = _known_detail(place, text) if is_short else _detail(place, text)
            else:
                continue
            if detail is not None:
                found.append(detail)
    unknown = [detail.path for detail in found if detail.group == UNKNOWN]
    if len({detail.path for detail in found}) < len(found):
        found = list(_numbered(found))
    return found, unknown


def _numbered(found: Iterable[Detail]) -> Iterator[Detail]:
    """Paths that differ in their white space only, told apart."""
    seen: set[str] = set()
    for detail in found:
        path, number = detail.path, 1
        while path in seen:
            number += 1
            path = identifier(f"{detail.path}[{number}]")
        seen.add(path)
        yield detail if path == detail.path else detail._replace(path=path)


def _own(place: str, text: str) -> Detail | None:
    """A field that the sender made up; it may be named only."""
    return _made(place, "", GROUPS.get(place.partition("[")[0], OWN), TEXT, text)


def _detail(place: str, text: str) -> Detail | None:
    slot = find(place)
    if slot is not None:
        return _made(place, slot.path, slot.group, slot.value_type, text)
    return _made(place, "", OWN if is_own(place) else UNKNOWN, TEXT, text)


# Words and flags come again and again: what was made lately is not made again.
_known_detail = functools.lru_cache(maxsize=2048)(_detail)


def _made(place: str, slot: str, group: str, value_type: str, text: str) -> Detail | None:
    read = _READ.get(value_type)
    value = None
    if read:
        try:
            value = read(text)
        except (ValueError, OverflowError):
            value_type = TEXT
    if "<" in text or "&" in text or "\r" in text:
        clean = plain_text(text[:_TEXT_LIMIT])
        if not clean:
            return None
        text = clean
    unless = LOOKUPS.get(place, "")
    path = place if slot and len(place) <= KEY_LIMIT else identifier(place)
    return Detail(path, slot, group, value_type, text[:_TEXT_LIMIT], value, unless)


def _money(text: str) -> Scalar:
    """An amount, or less than nothing."""
    try:
        return amount(text)
    except ValueError:
        return number(text)


def _day(text: str) -> Scalar:
    """The day of a date or a moment; the time stays in the text."""
    try:
        return day(text)
    except ValueError:
        return timestamp(text).date()
