"""Fields that senders made up: ``user_defined_simplefield`` and ``user_defined_extend``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .xml_walk import local_name

SIMPLE, EXTENDED_SECTION = "user_defined_simplefield", "user_defined_extend"
EXTENDED = "feld"


def user_fields(element: Any) -> Iterator[tuple[str, str]]:
    """(name, value) of every user-defined field in ``element``, simple fields first, none empty.

    ``<user_defined_simplefield feldname="NAME">VALUE</...>`` and, inside of
    ``user_defined_extend``, ``<feld><name>NAME</name><wert>VALUE</wert></feld>``.
    """
    for field in element.iter(f"{{*}}{SIMPLE}"):
        name, value = (field.get("feldname") or "").strip(), (field.text or "").strip()
        if name and value:
            yield name, value
    for field in element.iter(f"{{*}}{EXTENDED}"):
        parts = {local_name(child.tag): (child.text or "").strip() for child in field}
        if parts.get("name") and parts.get("wert"):
            yield parts["name"], parts["wert"]
