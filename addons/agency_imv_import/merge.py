"""Three values meet: what the sender delivers now, what it delivered last, what stands there.

Whoever changed a value since the last delivery wins, and when both did, the office wins.
Without Odoo: values are texts, numbers, booleans, or sorted lists for sets.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Merge:
    """The outcome: what to write, and what the office changed and keeps (delivered, ours).

    `conflicts` names what is kept although the sender has a new value for it, too.
    """

    write: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    conflicts: set[str] = field(default_factory=set)


def merge(
    delivered: Mapping[str, Any],
    last: Mapping[str, Any],
    current: Mapping[str, Any],
    defaults: Mapping[str, Any],
    locked: Container[str] = (),
) -> Merge:
    """Compare field by field; all four hold values in the same form.

    A field that the sender no longer delivers goes back to its default. `defaults` also stands in
    for what was not delivered last time; `current` knows every field that is delivered now or was.
    A `locked` field is never written, and about it there is no conflict: the office has decided.
    """
    result = Merge()
    for name in dict.fromkeys([*delivered, *last]):
        new = delivered.get(name, defaults.get(name, False))
        old = last.get(name, defaults.get(name, False))
        now = current[name]
        if isinstance(new, list) and name not in locked:
            new = merge_sets(new, old or [], now or [])
            old = now
        if new == now:
            continue
        if now == old and name not in locked:
            result.write[name] = new
            continue
        result.kept[name] = (new, now)
        if new != old and name not in locked:
            result.conflicts.add(name)
    return result


def merge_sets(new: list, old: list, now: list) -> list:
    """Add what the sender added, remove what it removed, leave what the office did."""
    added, removed = set(new) - set(old), set(old) - set(new)
    return sorted((set(now) | added) - removed)
