"""The first walk through a document: is it sound, who sends it, how many listings does it hold?

In the schema ``uebertragung`` and the provider's own data stand before the listings, but in real
deliveries they also come after them. So the whole document is walked once without looking at the
listings: then the transfer and every provider are known before the first listing is handed out,
and a document that is damaged anywhere is refused before anything was done with a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from lxml import etree

from . import converters, dates, errors
from .drafts import Provider, Transfer
from .slots import Slots
from .user_fields import user_fields
from .xml_walk import HeldTree, StreamWalk, XmlDocument, local_name

ROOT, TRANSFER, PROVIDER, LISTING = "openimmo", "uebertragung", "anbieter", "immobilie"

_FACT_LENGTH = 200
# A longer one is the content of a file.
_LONGEST_FACT = 10_000
# Parts of the delivery of their own, wherever they stand.
_PIECES = frozenset((PROVIDER, LISTING))
_PROVIDER_LEAVES = frozenset(("openimmo_anid", "anid", "anbieternr", "firma"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first walk found; providers in the order of their start tags.

    ``listings`` are the pieces (see ``pieces``) of a document that is held.
    """

    transfer: Transfer
    providers: tuple[Provider, ...]
    listings: tuple[tuple[str, int | None, Any], ...] = ()


@dataclass(slots=True)
class _Facts:
    leaves: dict[str, str] = field(default_factory=dict)
    user_fields: list[tuple[str, str]] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)  # how often each section came


def survey(document: XmlDocument) -> Survey:
    """Walk once through the document.

    :raises BadXml: not well-formed, unsafe, or not OpenImmo
    :raises TooLarge: one of ``limits`` is exceeded
    :raises NoListings: OpenImmo, but without any listing
    """
    walk = document.walk((TRANSFER, PROVIDER, LISTING))
    transfer, listings = Transfer(), 0
    held = []
    facts: dict[int, _Facts] = {}
    for piece in pieces(walk):
        name, number, element = piece
        if name == TRANSFER:
            transfer = _transfer(element)
            continue
        if name == LISTING:
            listings += 1
            if walk.is_held:
                held.append(piece)
                continue  # what stands before it is met again in its provider
        if number is None:
            continue
        children = element if name == PROVIDER else _before(element)
        _note(facts.setdefault(number, _Facts()), children)
    if not listings:
        root = local_name(walk.root.tag)
        raise errors.NoListings() if root == ROOT else errors.NotOpenImmo(root=root[:80])
    return Survey(
        replace(transfer, listing_count=listings),
        tuple(_provider(facts[number]) for number in sorted(facts)),
        tuple(held),
    )


def pieces(walk: HeldTree | StreamWalk) -> Iterator[tuple[str, int | None, Any]]:
    """The finished transfers, providers and listings: (local name, provider's number, element).

    Providers are numbered by their start tags, from 0; ``None`` outside of any. A listing inside
    of a listing is a part of it. What is not held is freed when the next one is asked for.
    """
    return _held_pieces((walk.root,), None, count()) if walk.is_held else _passing_pieces(walk)


def _held_pieces(
    elements: Iterable[Any], number: int | None, numbers: Iterator[int]
) -> Iterator[tuple[str, int | None, Any]]:
    """Those in ``elements``, which stand in the provider with this ``number``."""
    for element in elements:
        name = local_name(element.tag)
        if name == LISTING:
            yield name, number, element
            continue
        own = next(numbers) if name == PROVIDER else number
        if len(element):
            yield from _held_pieces(element, own, numbers)
        if name == TRANSFER or name == PROVIDER:
            yield name, own, element


def _passing_pieces(walk: StreamWalk) -> Iterator[tuple[str, int | None, Any]]:
    depth = started = 0
    enclosing: list[int] = []
    for event, element in walk:
        name = local_name(element.tag)
        if name == LISTING:
            depth += 1 if event == "start" else -1
        if depth:
            continue
        if event == "start":
            if name == PROVIDER:
                enclosing.append(started)
                started += 1
            continue
        yield name, enclosing[-1] if enclosing else None, element
        if name == PROVIDER:
            enclosing.pop()
        if name != TRANSFER:
            walk.release(element)


def _before(element: Any) -> list[Any]:
    return list(element.itersiblings(preceding=True))[::-1]


def _note(facts: _Facts, children: Iterable[Any]) -> None:
    for child in children:
        name = local_name(child.tag)
        if name in _PROVIDER_LEAVES:
            text = (child.text or "").strip()
            if text:
                facts.leaves.setdefault(name, converters.identifier(text))
        elif name not in _PIECES:
            own = _without_pieces(child)
            facts.user_fields.extend(user_fields(own))
            _keep(facts, name, own)


def _without_pieces(element: Any) -> Any:
    """What a listing inside of a section says is not the provider's."""
    tags = [f"{{*}}{name}" for name in _PIECES]
    if next(element.iter(*tags), None) is None:
        return element
    own = deepcopy(element)
    etree.strip_elements(own, *tags, with_tail=False)
    return own


def _keep(facts: _Facts, name: str, element: Any) -> None:
    """Note all that an element of the provider says, as far as it is no picture."""
    if not name:
        return
    number = facts.seen[name] = facts.seen.get(name, 0) + 1
    path = name if number == 1 else f"{name}[{number}]"
    found = {path: "" if len(element) else (element.text or "").strip()}
    found |= {f"{path}/{key}": text for key, text in Slots(element).values.items() if key}
    facts.slots.update((key, text) for key, text in found.items() if len(text) <= _LONGEST_FACT)


def _provider(facts: _Facts) -> Provider:
    leaves = facts.leaves
    anid = leaves.get("openimmo_anid") or leaves.get("anid") or ""
    number, company = leaves.get("anbieternr", ""), leaves.get("firma", "")
    fields = tuple(facts.user_fields)
    return Provider(anid or number or company, anid, number, company, fields, facts.slots)


def _transfer(element: Any) -> Transfer:
    facts = {name.lower(): value.strip()[:_FACT_LENGTH] for name, value in element.attrib.items()}
    return Transfer(
        scope="full" if facts.get("umfang", "").upper() == "VOLL" else "partial",
        mode=facts.get("modus", "").upper() or None,
        software=facts.get("sendersoftware", ""),
        software_version=facts.get("senderversion", ""),
        technical_email=_readable(converters.email, facts.get("techn_email")) or "",
        timestamp=_readable(dates.timestamp, facts.get("timestamp")),
        version=facts.get("version", ""),
        facts=facts,
    )


def _readable(convert: Any, text: str | None) -> Any:
    try:
        return convert(text) if text else None
    except ValueError:
        return None
