"""One walk through an element that notes what each slot below it says.

Everything that a listing says is met here once, so this is the part of reading that counts: names
that need a closer look stand in one set, and all others cost one look into it.
"""

from __future__ import annotations

import functools
from typing import Any

from lxml import etree

from .texts import HTML_TAGS
from .user_fields import EXTENDED, SIMPLE
from .xml_walk import local_name


class SlotWalk:
    """The texts of all slots below ``element`` by path, as ``slots`` describes them.

    ``named`` are the fields that senders made up: path -> name.

    :param skip: local names of elements that are left out
    """

    __slots__ = ("_closer", "_skip", "named", "values")

    def __init__(self, element: Any, skip: frozenset[str]):
        self.values: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self._skip = skip
        self._closer = _names_for_a_closer_look(skip)
        for key, word in sorted(element.items()):
            self.values[f"@{local_name(key)}"] = word.strip()
        text = element.text
        if text and not text.isspace():
            self.values[""] = text.strip()
        self._children(element, "")

    def _children(self, element: Any, prefix: str) -> bool:
        """Note what the children say. Text in HTML is none of that: False, and nothing is noted."""
        values, closer = self.values, self._closer
        seen: dict[str, int] = {}
        loose = []
        for child in element:
            tail = child.tail
            if tail and not tail.isspace():
                loose.append(tail.strip())
            name = child.tag
            if name.__class__ is not str or name[0] == "{":
                name = local_name(name)
            path = prefix + name
            if name in closer:
                if not name or name in self._skip:
                    continue
                if name in HTML_TAGS and prefix and child.getprevious() is None:
                    return False
                if name == SIMPLE:
                    path = self._simple(child, prefix)
            if path in seen:
                path = self._again(child, path, seen)
            else:
                seen[path] = 1
            text = child.text
            if len(child):
                self._section(child, name, path, text)
                continue
            values[path] = text.strip() if text else ""
            if attributes := child.items():
                self._attributes(attributes, name, path)
        if loose:
            place = prefix.rstrip("/")
            values[place] = " ".join(filter(None, (values.get(place), *loose)))
        return True

    def _section(self, element: Any, name: str, path: str, text: str | None) -> None:
        """An element with others inside: HTML, or a section with perhaps some text of its own."""
        if name == EXTENDED:
            self._pair(element, path.rpartition("/")[0])
            return
        if text and not text.isspace():
            self.values[path] = text.strip()
        if not self._children(element, f"{path}/"):
            source = etree.tostring(element, encoding="unicode", with_tail=False)
            self.values[path] = source.strip()
        if attributes := element.items():
            self._attributes(attributes, name, path)

    def _attributes(self, pairs: list[tuple[str, str]], name: str, path: str) -> None:
        """In the order of their names: that of the sender means nothing."""
        for key, word in sorted(pairs):
            if name != SIMPLE or key != "feldname":
                self.values[f"{path}/@{local_name(key)}"] = word.strip()

    def _again(self, child: Any, path: str, seen: dict[str, int]) -> str:
        """What is empty and says nothing makes room for what comes again."""
        if not (self.values.get(path) or child.attrib or len(child)):
            return path
        seen[path] += 1
        return f"{path}[{seen[path]}]"

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
def _names_for_a_closer_look(skip: frozenset[str]) -> frozenset[str]:
    return frozenset(("", SIMPLE)) | HTML_TAGS | skip
