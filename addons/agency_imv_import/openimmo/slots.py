"""The values of an element by path, and a record of which of them found a place.

A slot is the text of an element (``flaechen/wohnflaeche``) or an attribute
(``preise/waehrung/@iso_waehrung``), named by local names. What comes again in its parent is
numbered (``haus[2]``); the empty path is text of the element itself. Fields that senders made up
are named in brackets: ``geo/user_defined_simplefield[NAME]``, ``geo/user_defined_extend[NAME]``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from lxml import etree

from .converters import CUT_AT, SHORTEST_CUT, flag, written
from .dates import day, is_whole_date, last_day, year
from .errors import Remark
from .texts import HTML_TAGS
from .user_fields import EXTENDED, SIMPLE
from .xml_walk import local_name

Value = TypeVar("Value")

_SHOWN = 80
#: Converters that may read less than the text says, and when they read all of it.
_EXACT: dict[Callable[[str], Any], Callable[[str, Any], bool]] = {
    year: lambda text, value: text == str(value),
    day: lambda text, _value: is_whole_date(text),
    last_day: lambda text, _value: is_whole_date(text),
}


class Slots:
    """All slots below ``element``, except in elements with a name in ``skip``.

    A section that comes again has its own path, so that values of two sections never mix.
    What could not be read is noted in ``remarks``, with ``place`` before the path.
    """

    def __init__(self, element: Any, skip: frozenset[str] = frozenset(), place: str = ""):
        self.remarks: list[Remark] = []
        self.values: dict[str, str] = {}
        self.used: set[str] = set()  # found a place, and nothing of them is lost
        self.named: dict[str, str] = {}  # fields that senders made up: path -> name
        self.forms: dict[str, str] = {}  # the sender's form of what a field holds otherwise
        self.place = place
        for key, text in element.items():
            self.values[f"@{local_name(key)}"] = text.strip()
        if element.text and not element.text.isspace():
            self.values[""] = element.text.strip()
        self._collect(element, "", skip)

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

        An empty element (not: attribute) is a flag that is set. Only the first path is where the
        value belongs: of the others it stays to be told from which of them the value came.
        """
        get = self.values.get
        for path in paths:
            text = get(path)
            if not text and (text is None or convert is not flag or "@" in path):
                continue
            cut = text if len(text) <= SHORTEST_CUT else self._cut(convert, path, text)
            try:
                value = convert(cut)
            except (ValueError, OverflowError):
                self.remark("value_unreadable", path=path, value=text)
                continue
            if cut is text and path is paths[0]:
                exact = _exactness(convert)
                if exact is None or exact(text, value):
                    self.used.add(path)
            return value
        return None

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

    def _collect(self, element: Any, prefix: str, skip: frozenset[str]) -> None:
        values = self.values
        seen: dict[str, int] = {}
        loose = []
        for child in element:
            tail = child.tail
            if tail and not tail.isspace():
                loose.append(tail.strip())
            tag = child.tag
            name = tag if tag.__class__ is str and tag[0] != "{" else local_name(tag)
            if not name or name in skip:
                continue
            path = self._simple(child, prefix) if name == SIMPLE else prefix + name
            if path in seen:
                path = self._again(child, path, seen)
            else:
                seen[path] = 1
            if len(child):
                self._branch(child, name, path, skip)
                continue
            text = child.text
            values[path] = text.strip() if text else ""
            if attributes := child.items():
                self._attributes(attributes, name, path)
        if loose:
            place = prefix.rstrip("/")
            values[place] = " ".join(filter(None, (values.get(place), *loose)))

    def _branch(self, child: Any, name: str, path: str, skip: frozenset[str]) -> None:
        if name == EXTENDED:
            self._pair(child, path.rpartition("/")[0])
            return
        self._section(child, path, skip)
        self._attributes(child.items(), name, path)

    def _attributes(self, pairs: list[tuple[str, str]], name: str, path: str) -> None:
        values, place = self.values, f"{path}/@"
        for key, word in pairs:
            if name != SIMPLE or key != "feldname":
                values[place + (key if key[0] != "{" else local_name(key))] = word.strip()

    def _again(self, child: Any, path: str, seen: dict[str, int]) -> str:
        """What is empty and says nothing makes room for what comes again."""
        if not (self.values.get(path) or child.attrib or len(child)):
            return path
        seen[path] += 1
        return f"{path}[{seen[path]}]"

    def _section(self, element: Any, path: str, skip: frozenset[str]) -> None:
        """An element with others inside: HTML, or a section with perhaps some text of its own."""
        if local_name(element[0].tag) in HTML_TAGS:
            text = etree.tostring(element, encoding="unicode", with_tail=False)
            self.values[path] = text.strip()
            return
        text = element.text
        if text and not text.isspace():
            self.values[path] = text.strip()
        self._collect(element, f"{path}/", skip)

    def _simple(self, element: Any, prefix: str) -> str:
        name = (element.get("feldname") or "").strip()
        path = f"{prefix}{SIMPLE}[{name}]"
        self.named[path] = name
        return path

    def _pair(self, pair: Any, section: str) -> None:
        """``<feld><name>NAME</name><wert>VALUE</wert><typ/>...</feld>``"""
        parts = [(local_name(part.tag), (part.text or "").strip()) for part in pair]
        name = next((text for key, text in parts if key == "name" and text), "")
        base, number = f"{section}[{name}]", 1
        while base in self.values:
            number += 1
            base = f"{section}[{name}][{number}]"
        self.values[base] = ""
        self.named[base] = name
        for key, text in parts:
            if key == "wert" and not self.values[base]:
                self.values[base] = text
            elif key != "name":
                path = self._free(f"{base}/{key}")
                self.values[path] = text
                self.named[path] = f"{name}: {key}"

    def _free(self, path: str) -> str:
        number, free = 1, path
        while free in self.values:
            number += 1
            free = f"{path}[{number}]"
        return free


@functools.cache
def _exactness(convert: Callable[[str], Any]) -> Callable[[str, Any], bool] | None:
    return _EXACT.get(convert) or getattr(convert, "is_exact", None)
