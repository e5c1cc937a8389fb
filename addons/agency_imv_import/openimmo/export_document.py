"""A whole document: the frame and its listings, written one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from typing import BinaryIO

from lxml import etree

from .drafts import PropertyDraft, Provider, Transfer
from .export_listing import listing_slots
from .export_tree import build, clean

VERSION = "1.2.7"
_SCOPES = {"full": "VOLL", "partial": "TEIL"}
_PROVIDER_ORDER = ("anbieternr", "firma", "openimmo_anid", "lizenzkennung", "anhang", "impressum")


def write_document(
    stream: BinaryIO,
    transfer: Transfer,
    provider: Provider,
    listings: Iterable[PropertyDraft],
) -> int:
    """Write an OpenImmo document (UTF-8, no namespace); memory does not grow with its length.

    :param transfer: its version and number of listings are not looked at
    :return: the number of listings
    """
    count = 0
    with etree.xmlfile(stream, encoding="UTF-8") as document:
        document.write_declaration()
        with document.element("openimmo"):
            document.write(etree.Element("uebertragung", transfer_attributes(transfer)))
            with document.element("anbieter"):
                for element in _provider_elements(provider):
                    document.write(element)
                for draft in listings:
                    document.write(build(listing_slots(draft)))
                    count += 1
    return count


def transfer_attributes(transfer: Transfer) -> dict[str, str]:
    """The attributes of ``uebertragung``; what the sender of a read one said besides stays."""
    moment = transfer.timestamp or datetime.now(timezone.utc).replace(tzinfo=None, microsecond=0)
    attributes = {
        "art": "ONLINE",
        "umfang": _SCOPES[transfer.scope],
        "modus": transfer.mode or "",
        "version": VERSION,
        "sendersoftware": transfer.software,
        "senderversion": transfer.software_version,
        "techn_email": transfer.technical_email,
        "timestamp": f"{moment.isoformat()}Z",
    }
    kept = {name: text for name, text in transfer.facts.items() if name in ("art", "regi_id")}
    return {name: clean(text) for name, text in (attributes | kept).items() if text}


def _provider_elements(provider: Provider) -> Iterator:
    slots = {
        "anbieternr": provider.number,
        "firma": provider.company,
        "openimmo_anid": provider.anid,
    }
    slots = {path: text for path, text in slots.items() if text} | dict(provider.facts)
    root = build(slots, "anbieter")
    ranks = {name: number for number, name in enumerate(_PROVIDER_ORDER)}
    yield from sorted(root, key=lambda child: ranks.get(child.tag, len(ranks)))
