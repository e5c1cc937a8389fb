"""One walk through an element that notes what each slot below it says.

Everything that a listing says is met here once, so this is the part of reading that counts. What a
name means at its place is learned once for all listings; from then on it costs one look.
"""

from __future__ import annotations

import functools
from typing import Any

from lxml import etree

from .texts import HTML_TAGS
from .user_fields import EXTENDED, SIMPLE
from .xml_walk import local_name

#: More names than the standard has; when so many were learned, learning begins anew.
_MOST_NAMES = 5_000
_LONGEST_NAME = 200
_FIELDS = frozenset((SIMPLE, EXTENDED))


class SlotWalk:
    """The texts of all slots below ``element`` by path, as ``slots`` describes them.

    ``named`` are the fields that senders made up: path -> name; ``left_out`` the elements that were
    left out, with their paths.

    :param skip: local names of elements that are left out
    """

    __slots__ = ("_seen", "left_out", "named", "values")

    def __init__(self, element: Any, skip: frozenset[str]):
        self.values: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self.left_out: list[tuple[str, Any]] = []
        # path -> how often it came, for sections and for what came again; ``values`` has the rest
        self._seen: dict[str, int] = {}
        place = _start(skip)
        if attributes := element.items():
            self._attributes(attributes, place)
        self._section(element, place, element.text)

    def _section(self, element: Any, place: _Name, text: str | None) -> None:
        """Note what an element with others inside says: HTML, or perhaps some text of its own."""
        values, seen, inside = self.values, self._seen, place.inside
        if text and not text.isspace():
            values[place.path] = text.strip()
        loose = []
        for child in element[:]:  # as a list, which is faster
            if (tail := child.tail) and not tail.isspace():
                loose.append(tail.strip())
            name = inside.get(child.tag)
            if name is None or (path := name.path) in values or path in seen:
                name = self._special(child, name or place.child(child.tag), place)
                if name is None:
                    continue
                if name is place:
                    return
                path = name.path
            text = child.text
            if len(child):
                seen.setdefault(path, 1)
                self._section(child, name, text)
            else:
                values[path] = text.strip() if text else ""
            if attributes := child.items():
                self._attributes(attributes, name)
        if loose:
            values[place.path] = " ".join(filter(None, (values.get(place.path), *loose)))

    def _special(self, child: Any, name: _Name, place: _Name) -> _Name | None:
        """The name under which to go on with a child of ``place``, when it takes a closer look.

        ``None`` when all was done that there is to do, and ``place`` itself when it holds HTML:
        then its source was noted, and its children say nothing of their own.
        """
        if name.is_nothing:
            self.left_out.append((name.path, child))
            return None
        if name.is_html and child.getprevious() is None:
            source = etree.tostring(child.getparent(), encoding="unicode", with_tail=False)
            self.values[place.path] = source.strip()
            return place
        if name.local == SIMPLE:
            name = self._simple(child, name)
        path = name.path
        if path in self.values or path in self._seen:
            name = self._again(child, name)
        if name.local == EXTENDED and len(child):
            self._seen.setdefault(path, 1)
            self._pair(child, path.rpartition("/")[0])
            return None
        return name

    def _attributes(self, pairs: list[tuple[str, str]], name: _Name) -> None:
        """In the order of their names: that of the sender means nothing."""
        if len(pairs) > 1:
            pairs.sort()
        for key, word in pairs:
            path = name.attributes.get(key) or name.attribute(key)
            if path:
                self.values[path] = word.strip()

    def _again(self, child: Any, name: _Name) -> _Name:
        """What is empty and says nothing makes room for what comes again."""
        path, seen = name.path, self._seen
        if not (self.values.get(path) or child.attrib or len(child)):
            return name
        seen[path] = seen.get(path, 1) + 1
        return name.at(f"{path}[{seen[path]}]")

    def _simple(self, element: Any, name: _Name) -> _Name:
        """A simple field is called as the sender says."""
        own = (element.get("feldname") or "").strip()
        path = f"{name.path}[{own}]"
        self.named[path] = own
        return name.at(path)

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


class _Name:
    """An element's name at its place: the path, how to look at it, and the names inside of it.

    ``inside`` are those that can be taken as they are, unless they come again.

    :param skip: local names of elements that are left out
    :param room: how many names may still be learned, for all that stand in one tree
    """

    __slots__ = (
        *("attributes", "inside", "is_html", "is_nothing", "local", "path"),
        *("_room", "_skip", "_special"),
    )

    def __init__(self, path: str, local: str, skip: frozenset[str], room: list[int]):
        self.path = path
        self.local = local
        self.inside: dict[Any, _Name] = {}
        self._special: dict[Any, _Name] = {}
        self.attributes: dict[str, str] = {}
        self.is_nothing = not local or local in skip
        self.is_html = local in HTML_TAGS and "/" in path
        self._skip = skip
        self._room = room

    def child(self, tag: Any) -> _Name:
        """The name of an element with this tag inside of this one; learned if there is room."""
        name = self._special.get(tag)
        if name is None:
            local = local_name(tag)
            path = f"{self.path}/{local}" if self.path else local
            name = _Name(path, local, self._skip, self._room)
            if self._may_learn(path):
                is_special = name.is_nothing or name.is_html or local in _FIELDS
                (self._special if is_special else self.inside)[tag] = name
        return name

    def attribute(self, key: str) -> str:
        """The path of an attribute; empty for the one that is a name already."""
        if self.local == SIMPLE and key == "feldname":
            return ""
        path = f"{self.path}/@{local_name(key)}" if self.path else f"@{local_name(key)}"
        if self._may_learn(path):
            self.attributes[key] = path
        return path

    def at(self, path: str) -> _Name:
        """The same at a place of one listing: what is inside there is not learned."""
        return _Name(path, self.local, self._skip, [])

    def _may_learn(self, path: str) -> bool:
        room = self._room
        if not room or len(path) > _LONGEST_NAME:
            return False
        room[0] -= 1
        if room[0] < 0:
            room.clear()
            _start.cache_clear()
            return False
        return True


@functools.cache
def _start(skip: frozenset[str]) -> _Name:
    return _Name("", "", skip, [_MOST_NAMES])
