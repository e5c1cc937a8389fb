"""From slots to elements: the inverse of ``slots``, in the order of the schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .export_order import rank
from .user_fields import EXTENDED, EXTENDED_SECTION, SIMPLE

_STEP = re.compile(r"(?P<name>[^\W\d][\w.-]*)(?:\[(?P<number>\d+)\])?")
# A field that senders made up; its name may be any text.
_MADE = re.compile(
    rf"(?P<head>(?:.*?/)?)(?P<element>{SIMPLE}|{EXTENDED_SECTION}|bewertung)"
    r"(?P<section>\[\d+\](?=\[))?\[(?P<name>.*?)\](?P<again>\[\d+\])?"
    r"(?P<rest>(?:/@?[^\[\]/]+(?:\[\d+\])?)*)",
    re.DOTALL,
)
_VALUE = ("wert", "")
# What XML 1.0 has no place for.
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")

Step = tuple[str, str]  # name of the element, and what tells it from its namesakes


@dataclass(slots=True)
class _Node:
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: dict[Step, _Node] = field(default_factory=dict)

    def at(self, steps: list[Step]) -> _Node:
        node = self
        for step in steps:
            node = node.children.setdefault(step, _Node())
        return node


def build(slots: Mapping[str, str], name: str = "immobilie") -> Any:
    """The element ``name`` whose slots have these texts, by path.

    A path that is no path of an element (the end of one that was too long) is left out.
    """
    root = _Node()
    for path, text in slots.items():
        _plant(root, path, text)
    return _grown(root, name, "")


def clean(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def _plant(root: _Node, path: str, text: str) -> None:
    made = _MADE.fullmatch(path)
    if made:
        _plant_made(root, made, text)
        return
    elements, attribute = _split(path)
    steps = _steps(elements)
    if steps is not None:
        _set(root.at(steps), attribute, text)


def _plant_made(root: _Node, made: re.Match, text: str) -> None:
    """``user_defined_simplefield[NAME]`` and ``user_defined_extend[NAME]/typ``."""
    head = _steps(made["head"].rstrip("/"))
    elements, attribute = _split(made["rest"].lstrip("/"))
    rest = _steps(elements)
    if head is None or rest is None:
        return
    key = f"{made['name']}{made['again'] or ''}"
    node = root.at(head)
    if made["element"] == SIMPLE:
        node = node.at([(SIMPLE, key)])
        node.attributes["feldname"] = clean(made["name"])
        _set(node.at(rest), attribute, text)
        return
    section = (made["section"] or "").strip("[]")
    node = node.at([(made["element"], section), (EXTENDED, key)])
    node.at([("name", "")]).text = clean(made["name"])
    if text or rest:
        _set(node.at(rest or [_VALUE]), attribute, text)


def _split(path: str) -> tuple[str, str]:
    """The path of the element, and the name of its attribute."""
    head, _slash, last = path.rpartition("/")
    return (head, last[1:]) if last.startswith("@") else (path, "")


def _steps(path: str) -> list[Step] | None:
    """The steps of a path without names that senders made up; ``None`` for what is none."""
    steps = []
    for part in filter(None, path.split("/")):
        match = _STEP.fullmatch(part)
        if match is None:
            return None
        steps.append((match["name"], match["number"] or ""))
    return steps


def _set(node: _Node, attribute: str, text: str) -> None:
    if attribute:
        node.attributes[attribute] = clean(text)
    else:
        node.text = clean(text)


def _grown(node: _Node, name: str, path: str) -> Any:
    element = etree.Element(name, node.attributes)
    element.text = node.text or None
    first: dict[str, int] = {}
    for number, (child, _key) in enumerate(node.children):
        first.setdefault(child, number)
    inner = sorted(
        node.children.items(),
        key=lambda item: (rank(path, item[0][0]), first[item[0][0]], _number(item[0][1])),
    )
    for (child, _key), grown in inner:
        element.append(_grown(grown, child, f"{path}/{child}" if path else child))
    return element


def _number(key: str) -> int:
    return int(key) if key.isdigit() else 0
