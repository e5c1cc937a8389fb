"""The tables from the side of the slots: what to do with each path, found with one look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from . import mapping_features as features
from .converters import count, flag
from .derived import DERIVED
from .drafts import Scalar
from .mapping import CHOICES, CHOICES_BY_PATH, DEFAULTS, ROWS_BY_PATH, Field
from .slots import Slots

# What nearly every sender writes, without a call.
_FLAGS = {"true": True, "false": False, "1": True, "0": False}


@dataclass(slots=True)
class Place:
    """What a slot becomes; most slots are one of these."""

    flag: str = ""  # code of a feature
    choice: str = ""  # field of which this flag is one word
    row: Field | None = None
    count: str = ""  # code of a feature
    present: str = ""  # code of a feature
    words: Mapping[str, str] | None = None  # codes of features
    derive: Callable[[Slots], Mapping[str, Scalar]] | None = None
    is_more: bool = False  # a count, a word or a text that is a feature


@dataclass(slots=True)
class Sorted:
    """What the slots of a listing became."""

    values: dict[str, Scalar] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    others: list[str] = field(default_factory=list)  # paths that are in none of the tables


def sort(slots: Slots) -> Sorted:
    """Walk once through the slots of a listing and put each where it belongs."""
    result = Sorted()
    codes, others, places = result.codes, result.others, PLACES
    rows: dict[str, Field] = {}
    derive = {}
    chosen: dict[str, set[str]] = {}
    for path, text in slots.values.items():
        place = places.get(path)
        if place is None:
            others.append(path)
        elif place.flag:
            if _is_set(slots, path, text):
                codes.add(place.flag)
                if place.choice:
                    chosen.setdefault(place.choice, set()).add(path)
        else:
            if place.row:
                rows[place.row.name] = place.row
            if place.derive:
                derive[place.derive] = True
            if place.is_more:
                _feature(slots, place, path, text, codes)
    _fill(slots, result.values, rows, chosen)
    for function in derive:
        result.values.update(function(slots))
    return result


def _is_set(slots: Slots, path: str, text: str) -> bool:
    state = _FLAGS.get(text)
    if state is None:
        return bool(slots.value(flag, path))
    slots.used.add(path)
    return state


def _fill(
    slots: Slots,
    values: dict[str, Scalar],
    rows: Mapping[str, Field],
    chosen: Mapping[str, set[str]],
) -> None:
    for section, defaults in DEFAULTS.items():
        if not section or section in slots.values:
            values.update(defaults)
    for name, row in rows.items():
        value = slots.value(row.convert, *row.paths)
        if value is not None:
            values[name] = value
    for name, paths in chosen.items():
        values[name] = next(word for path, word in CHOICES[name].items() if path in paths)


def _feature(slots: Slots, place: Place, path: str, text: str, codes: set[str]) -> None:
    """Features that are more than a flag; of these a detail tells the rest."""
    if place.count and slots.value(count, path):
        codes.add(place.count)
        if not place.row:
            slots.used.discard(path)
    elif place.present and text:
        codes.add(place.present)
    elif place.words and text:
        word = text.upper()
        if place.words.get(word):
            slots.use(path)
            codes.add(place.words[word])
        elif word not in place.words:
            slots.remark("value_unreadable", path=path, value=word)


def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for path, code in features.FLAGS.items():
        found[path] = Place(flag=code, choice=CHOICES_BY_PATH.get(path, ""))
    for path, row in ROWS_BY_PATH.items():
        found.setdefault(path, Place()).row = row
    for path, code in features.COUNTS.items():
        place = found.setdefault(path, Place())
        place.count, place.is_more = code, True
    for path, code in features.PRESENT.items():
        place = found.setdefault(path, Place())
        place.present, place.is_more = code, True
    for path, words in features.WORDS.items():
        place = found.setdefault(path, Place())
        place.words, place.is_more = words, True
    for function, paths in DERIVED.items():
        for path in paths:
            found.setdefault(path, Place()).derive = function
    return found


PLACES = _places()
