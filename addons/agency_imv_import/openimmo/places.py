"""The tables from the side of the slots: what to do with each path, found with one look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    is_counted: bool = False  # a flag whose feature may also be told by a count


@dataclass(slots=True)
class Sorted:
    """What the slots of a listing became."""

    values: dict[str, Scalar] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    chosen: dict[str, set[str]] = field(default_factory=dict)  # flags that are set, by field
    counted: list[str] = field(default_factory=list)  # flags of features that may be counted


def sort(slots: Slots) -> Sorted:
    """Walk once through the slots of a listing and put each where it belongs."""
    result = Sorted()
    places = PLACES
    rows: dict[str, Field] = {}
    derive = {}
    more: set[str] = set()
    for path, text in slots.values.items():
        place = places.get(path)
        if place is None:
            continue
        if place.flag:
            _flag(slots, place, path, text, result)
            continue
        if place.row:
            rows[place.row.name] = place.row
        if place.derive:
            derive[place.derive] = True
        if place.is_more:
            _feature(slots, place, path, text, more)
    result.codes |= more
    for path in result.counted:
        if places[path].flag in more:
            slots.keep_form(path)  # a count tells the feature, too
    _fill(slots, result.values, rows, result.chosen)
    for function in derive:
        result.values.update(function(slots))
    return result


def _flag(slots: Slots, place: Place, path: str, text: str, result: Sorted) -> None:
    state = _state(slots, path, text)
    if state is None:
        return
    (result.codes if state else result.denied).add(place.flag)
    if state and place.choice:
        result.chosen.setdefault(place.choice, set()).add(path)
    if place.is_counted:
        result.counted.append(path)


def _state(slots: Slots, path: str, text: str) -> bool | None:
    """Set or not; ``None`` for what cannot be read."""
    state = _FLAGS.get(text)
    if state is None:
        return slots.value(flag, path)
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
            if len(row.paths) > 1 and row.paths[0] in slots.used:
                _keep_first(slots, row.paths)
    for name, paths in chosen.items():
        values[name] = next(word for path, word in CHOICES[name].items() if path in paths)


def _keep_first(slots: Slots, paths: Sequence[str]) -> None:
    """Another slot that says the same would hide that this one was there."""
    if any(path in slots for path in paths[1:]):
        slots.keep_form(paths[0])


def _feature(slots: Slots, place: Place, path: str, text: str, codes: set[str]) -> None:
    """Features that are more than a flag; of these a detail tells the rest."""
    if place.count:
        if slots.value(count, path):
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
        is_counted = code in features.COUNTS.values()
        choice = CHOICES_BY_PATH.get(path, "")
        found[path] = Place(flag=code, choice=choice, is_counted=is_counted)
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
