"""The values of an element by path, and a record of which of them found a place.

A slot is the text of an element (``flaechen/wohnflaeche``) or an attribute
(``preise/waehrung/@iso_waehrung``), named by local names. What comes again in its parent is
numbered (``haus[2]``); the empty path is text of the element itself. Fields that senders made up
are named in brackets: ``geo/user_defined_simplefield[NAME]``, ``geo/user_defined_extend[NAME]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from lxml import etree

from .converters import CUT_AT, SHORTEST_CUT, flag, written
from .errors import Remark
from .slot_walk import SlotWalk

Value = TypeVar("Value")

_SHOWN = 80


class Slots(SlotWalk):
    """All slots below ``element``, except in elements with a name in ``skip``.

    A section that comes again has its own path, so that values of two sections never mix.
    What could not be read is noted in ``remarks``, with ``place`` before the path.
    """

    __slots__ = ("forms", "place", "remarks", "used")

    def __init__(self, element: Any, skip: frozenset[str] = frozenset(), place: str = ""):
        super().__init__(element, skip)
        self.remarks: list[Remark] = []
        self.used: set[str] = set()  # found a place, and nothing of them is lost
        self.forms: dict[str, str] = {}  # the sender's form of what a field holds otherwise
        self.place = place

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Slots:
        """Slots with these values, by path; an element with attributes only is empty."""
        slots = cls(etree.Element("slots"))
        for path, text in values.items():
            element, _at, attribute = path.partition("/@")
            if attribute:
                slots.values.setdefault(element, values.get(element, ""))
            slots.values[path] = text
        return slots

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __contains__(self, path: str) -> bool:
        return path in self.values

    def text(self, path: str) -> str:
        """The text of a slot, else an empty string."""
        return self.values.get(path, "")

    def repeated(self, path: str) -> Iterator[str]:
        """The paths of a slot and of those that repeat it."""
        number, each = 1, path
        while each in self.values:
            yield each
            number += 1
            each = f"{path}[{number}]"

    def use(self, path: str) -> None:
        """Note that all of the slot's text found a place."""
        self.used.add(path)

    def keep_form(self, path: str) -> None:
        """Note how the sender wrote what a field holds: nobody reads it, an export repeats it."""
        self.forms[path] = self.values.get(path, "")

    def tell(self, convert: Callable[[str], Value], value: Value, *paths: str) -> None:
        """The inverse of `value`: write it to the first of ``paths``, unless they say it."""
        if self.value(convert, *paths) != value:
            self.values[paths[0]] = written(value, convert)

    def value(self, convert: Callable[[str], Value], *paths: str) -> Value | None:
        """The value of the first of ``paths`` that can be read; ``None`` when there is none.

        Only the first path is where the value belongs: of the others it stays to be told from which
        of them the value came.
        """
        for path in paths:
            text = self.values.get(path)
            if text or (text is not None and takes_empty(convert, path)):
                value = self.read(convert, path, text, path is paths[0])
                if value is not None:
                    return value
        return None

    def read(
        self, convert: Callable[[str], Value], path: str, text: str, is_place: bool = True
    ) -> Value | None:
        """The value of the slot ``path``, which says ``text``; ``None`` when it cannot be read.

        :param is_place: this slot is where the value belongs: what is read exactly is used up
        """
        cut = text if len(text) <= SHORTEST_CUT else self._cut(convert, path, text)
        try:
            value = convert(cut)
        except (ValueError, OverflowError):
            self.refuse(path, text)
            return None
        if is_place and cut is text:
            is_exact = getattr(convert, "is_exact", None)
            if is_exact is None or is_exact(text, value):
                self.used.add(path)
        return value

    def refuse(self, path: str, text: str) -> None:
        """Note that the slot ``path`` says what cannot be read."""
        self.remark("value_unreadable", path=path, value=text)

    def _cut(self, convert: Callable[[str], Any], path: str, text: str) -> str:
        limit = CUT_AT.get(convert)
        if not limit or len(text) <= limit:
            return text
        self.remark("value_cut", path=path, limit=limit)
        return text[:limit]

    def remark(self, code: str, **params: str | int) -> None:
        if "path" in params:
            params["path"] = f"{self.place}{params['path']}"
        shown = {name: " ".join(str(text).split())[:_SHOWN] for name, text in params.items()}
        self.remarks.append(Remark(code, **shown))


def takes_empty(convert: Callable[[str], Any], path: str) -> bool:
    """Whether an empty slot says something: an element (not: attribute) is a flag that is set."""
    return convert is flag and "@" not in path
