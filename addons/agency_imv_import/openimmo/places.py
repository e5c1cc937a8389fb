"""The tables from the side of the slots: what to do with each path, found with one look."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from . import mapping_features as features
from .converters import SHORTEST_CUT, count, flag
from .derived import DERIVED
from .drafts import Scalar
from .mapping import CHOICES, CHOICES_BY_PATH, DEFAULTS, ROWS_BY_PATH, Field
from .slot_table import KIND_SECTION
from .slots import Slots, takes_empty

# What nearly every sender writes, without a call.
_FLAGS = {"true": True, "false": False, "1": True, "0": False}
_SECTIONS = tuple(filter(None, DEFAULTS))


@dataclass(slots=True)
class Place:
    """What a slot becomes; most slots are one of these."""

    flag: str = ""  # code of a feature
    choice: str = ""  # field of which this flag is one word
    row: Field | None = None
    rivals: frozenset[str] = frozenset()  # of the first slot of a row: the others
    count: str = ""  # code of a feature
    present: str = ""  # code of a feature
    words: Mapping[str, str] | None = None  # codes of features
    derive: Callable[[Slots], Mapping[str, Scalar]] | None = None
    convert: Callable[[str], Scalar] | None = None  # one slot, one field, and nothing else
    name: str = ""  # of that field
    is_exact: Callable[[str, Scalar], bool] | None = None  # of ``convert``
    is_more: bool = False  # a count, a word or a text that is a feature
    is_counted: bool = False  # a flag whose feature may also be told by a count
    is_alone: bool = False  # the only slot of its row
    takes_empty: bool = False  # says something to its row even without a text


class Sorted:
    """What the slots of a listing became."""

    __slots__ = ("chosen", "codes", "counted", "denied", "derived", "kinds", "more", "values")

    def __init__(self, values: dict[str, Scalar]):
        self.values = values
        self.codes: set[str] = set()
        self.denied: set[str] = set()
        self.more: set[str] = set()  # codes that are told by more than a flag
        self.derived: dict[Callable[[Slots], Mapping[str, Scalar]], bool] = {}
        self.chosen: dict[str, set[str]] = {}  # flags that are set, by field
        self.counted: list[str] = []  # flags of features that may be counted
        self.kinds: list[str] = []  # paths that may tell the kind


def sort(slots: Slots) -> Sorted:
    """Walk once through the slots of a listing and put each where it belongs."""
    sections = tuple(filter(slots.values.__contains__, _SECTIONS))
    result = Sorted(_defaults(sections).copy())
    _sort_all(slots, result)
    values = result.values
    if result.more:
        _tell_counted(slots, result)
    for name, paths in result.chosen.items():
        values[name] = next(word for path, word in CHOICES[name].items() if path in paths)
    for function in result.derived:
        values.update(function(slots))
    return result


def _sort_all(slots: Slots, result: Sorted) -> None:
    """Nearly all is one slot for one field: read here as ``Slots.read`` does, without a call."""
    places, values, used, longest = PLACES, result.values, slots.used, SHORTEST_CUT
    for path, text in slots.values.items():
        place = places.get(path)
        if place is None:
            if KIND_SECTION in path:
                result.kinds.append(path)
        elif (convert := place.convert) and len(text) <= longest:
            if text:
                try:
                    value = values[place.name] = convert(text)
                except (ValueError, OverflowError):
                    slots.refuse(path, text)
                    continue
                if (is_exact := place.is_exact) is None or is_exact(text, value):
                    used.add(path)
        elif place.flag:
            _flag(slots, place, path, text, result)
        else:
            _put(slots, place, path, text, result)


def _put(slots: Slots, place: Place, path: str, text: str, result: Sorted) -> None:
    row = place.row
    if row and not place.is_alone and not _is_unrivalled(slots, place, text):
        _first_of(slots, row, result.values)
    elif row and (text or place.takes_empty):
        value = slots.read(row.convert, path, text)
        if value is not None:
            result.values[row.name] = value
    if place.derive:
        result.derived[place.derive] = True
    if place.is_more:
        _feature(slots, place, path, text, result.more)


def _is_unrivalled(slots: Slots, place: Place, text: str) -> bool:
    """Whether this is the first slot of its row, with a text, and the only one that is there."""
    return bool(place.rivals and text) and slots.values.keys().isdisjoint(place.rivals)


@functools.cache
def _defaults(sections: tuple[str, ...]) -> dict[str, Scalar]:
    """What holds until a slot says otherwise, in a listing with these sections; to be copied."""
    values: dict[str, Scalar] = {}
    for section, defaults in DEFAULTS.items():
        if not section or section in sections:
            values.update(defaults)
    return values


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


def _first_of(slots: Slots, row: Field, values: dict[str, Scalar]) -> None:
    """The field of several slots; once more for each of them makes no difference."""
    value = slots.value(row.convert, *row.paths)
    if value is not None:
        values[row.name] = value
        if row.paths[0] in slots.used:
            _keep_first(slots, row.paths)


def _keep_first(slots: Slots, paths: Sequence[str]) -> None:
    """Another slot that says the same would hide that this one was there."""
    if not slots.values.keys().isdisjoint(paths[1:]):
        slots.keep_form(paths[0])


def _tell_counted(slots: Slots, result: Sorted) -> None:
    """Where a count tells the feature, too, the flag has to be told of its own."""
    result.codes |= result.more
    for path in result.counted:
        if PLACES[path].flag in result.more:
            slots.keep_form(path)


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
        place = found.setdefault(path, Place())
        place.row, place.is_alone = row, len(row.paths) == 1
        place.rivals = frozenset(row.paths[1:] if path == row.paths[0] else ())
        place.takes_empty = takes_empty(row.convert, path)
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
    for place in found.values():
        if place == Place(row=place.row, is_alone=True):
            place.convert, place.name = place.row.convert, place.row.name
            place.is_exact = getattr(place.convert, "is_exact", None)
    return found


PLACES = _places()
