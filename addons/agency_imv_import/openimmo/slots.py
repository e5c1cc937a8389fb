"""The values of an element by path, and a record of which of them found a place.

A slot is the text of an element (``flaechen/wohnflaeche``) or an attribute
(``preise/waehrung/@iso_waehrung``), named by local names. Fields that senders made up are named in
brackets: ``geo/user_defined_simplefield[NAME]`` and ``geo/user_defined_extend[NAME]``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from lxml import etree

from .converters import CUT_AT, flag
from .errors import Remark
from .texts import HTML_TAGS
from .user_fields import EXTENDED, SIMPLE
from .xml_walk import local_name

Value = TypeVar("Value")

_SHOWN = 80


class Slots:
    """All slots below ``element``, except in elements with a name in ``skip``.

    A section that comes again is named ``section[2]``, so that values of two sections never mix.
    What could not be read is noted in ``remarks``, with ``place`` before the path.
    """

    def __init__(self, element: Any, skip: frozenset[str] = frozenset(), place: str = ""):
        self.remarks: list[Remark] = []
        self._place = place
        self._values: dict[str, list[str]] = {}
        self._used: set[str] = set()
        self._used_whole: set[str] = set()
        self._add_attributes(element, "", "")
        self._collect(element, "", skip)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, path: str) -> bool:
        return path in self._values

    def text(self, path: str) -> str:
        """The first text of a slot that is not empty, else an empty string."""
        return next(filter(None, self._values.get(path, ())), "")

    def texts(self, path: str) -> list[str]:
        """All texts of a slot that are not empty; all of them count as placed."""
        self._used_whole.add(path)
        return list(filter(None, self._values.get(path, ())))

    def use(self, path: str) -> None:
        """Note that the slot's first text found a place."""
        self._used.add(path)

    def value(self, convert: Callable[[str], Value], *paths: str) -> Value | None:
        """The value of the first of ``paths`` that can be read; ``None`` when there is none.

        An empty element (not: attribute) is a flag that is set.
        """
        for path in paths:
            if path not in self._values:
                continue
            text = self.text(path)
            if not text and (convert is not flag or "@" in path):
                continue
            try:
                value = convert(self._cut(convert, path, text))
            except (ValueError, OverflowError):
                self.remark("value_unreadable", path=path, value=text)
            else:
                self.use(path)
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
            params["path"] = f"{self._place}{params['path']}"
        shown = {name: " ".join(str(text).split())[:_SHOWN] for name, text in params.items()}
        self.remarks.append(Remark(code, **shown))

    def unmapped(self) -> int:
        """How many values found no place."""
        total = 0
        for path, texts in self._values.items():
            if path not in self._used_whole:
                given = len(texts) - texts.count("")
                total += given - (given > 0 and path in self._used)
        return total

    def _collect(self, element: Any, prefix: str, skip: frozenset[str]) -> None:
        seen: dict[str, int] = {}
        for child in element:
            name = local_name(child)
            if not name or name in skip:
                continue
            path = f"{prefix}{_named(child, name)}"
            if not len(child):
                self._add(path, child.text)
            elif local_name(child[0]) in HTML_TAGS:
                self._add(path, etree.tostring(child, encoding="unicode", with_tail=False))
            elif name == EXTENDED:
                self._add_pair(child, prefix.rstrip("/"))
            else:
                seen[name] = seen.get(name, 0) + 1
                if seen[name] > 1:
                    path = f"{path}[{seen[name]}]"
                self._collect(child, f"{path}/", skip)
            if child.attrib:
                self._add_attributes(child, f"{path}/", name)

    def _add(self, path: str, text: str | None) -> None:
        self._values.setdefault(path, []).append((text or "").strip())

    def _add_attributes(self, element: Any, path: str, name: str) -> None:
        for key, text in element.attrib.items():
            if not (name == SIMPLE and key == "feldname"):
                self._add(f"{path}@{key.rpartition('}')[2]}", text)

    def _add_pair(self, pair: Any, path: str) -> None:
        """``<feld><name>NAME</name><wert>VALUE</wert><typ/>...</feld>``"""
        parts = [(local_name(part), part.text) for part in pair]
        name = next((text for key, text in parts if key == "name" and text), "")
        for key, text in parts:
            if key == "wert":
                self._add(f"{path}[{name.strip()}]", text)
            elif key != "name":
                self._add(f"{path}[{name.strip()}]/{key}", text)


def _named(element: Any, name: str) -> str:
    return f"{name}[{(element.get('feldname') or '').strip()}]" if name == SIMPLE else name
