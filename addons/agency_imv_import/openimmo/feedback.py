"""The answer to a sender: what became of its listings, as an ``openimmo_feedback`` document.

Element names follow OpenImmo-Feedback 1.2.7: ``sender``, one ``objekt`` per listing, a list of
errors that name the listing they belong to, and a status of the whole delivery.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lxml import etree

VERSION = "1.2.7"
ACCEPTED, PARTLY, REFUSED = "accepted", "partly", "refused"
#: ``statusnr`` of the delivery.
STATUS_NUMBERS = {ACCEPTED: 0, PARTLY: 1, REFUSED: 2}
#: ``fehlernr`` by the beginning of a code (see ``errors``), longest first; 900 for all others.
ERROR_NUMBERS = {
    "listing_no_identity": 101,
    "listing": 100,
    "not_stored": 110,
    "archive": 200,
    "too_large": 210,
    "xml": 220,
    "nothing": 230,
    "value_unreadable": 301,
    "value_cut": 302,
    "slots_unknown": 303,
    "details_cut": 304,
    "kind": 305,
    "country_unknown": 306,
    "action_unknown": 307,
    "media": 310,
    "file_missing": 311,
}
OTHER_ERROR = 900
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be said about a listing or, without ``number``, about the delivery."""

    code: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One listing that was recognised: the sender's numbers, and ours as ``reference``."""

    intern: str = ""
    obid: str = ""
    extern: str = ""
    reference: str = ""

    @property
    def number(self) -> str:
        """The sender's own number: under it errors name the listing."""
        return self.intern or self.extern or self.obid


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the sender is told. ``provider`` is its own id, ``name`` is who answers."""

    name: str
    day: date
    status: str
    text: str
    provider: str = ""
    verdicts: Iterable[Verdict] = ()
    notes: Iterable[Note] = ()


def write(answer: Answer) -> bytes:
    """The answer as an XML document in UTF-8."""
    root = etree.Element("openimmo_feedback")
    _add(root, "version", VERSION)
    sender = etree.SubElement(root, "sender")
    _add(sender, "name", answer.name)
    _add(sender, "openimmo_anid", answer.provider)
    _add(sender, "datum", answer.day.isoformat())
    for verdict in answer.verdicts:
        listing = etree.SubElement(root, "objekt")
        _add(listing, "portal_obj_id", verdict.reference)
        _add(listing, "anbieter_id", answer.provider)
        _add(listing, "oobj_id", verdict.obid or verdict.number)
        _add(listing, "zusatz_refnr", verdict.extern)
    _add_notes(root, answer.notes)
    status = etree.SubElement(root, "status")
    _add(status, "statusnr", str(STATUS_NUMBERS[answer.status]))
    _add(status, "text", answer.text)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def error_number(code: str) -> int:
    """The ``fehlernr`` of a code."""
    known = [start for start in ERROR_NUMBERS if code == start or code.startswith(f"{start}_")]
    return ERROR_NUMBERS[max(known, key=len)] if known else OTHER_ERROR


def _add_notes(root: etree._Element, notes: Iterable[Note]) -> None:
    errors = None
    for note in notes:
        if errors is None:
            errors = etree.SubElement(root, "fehlerliste")
        error = etree.SubElement(errors, "fehler")
        _add(error, "objekt_id", note.number, always=True)
        _add(error, "fehlernr", str(error_number(note.code)))
        _add(error, "text", note.text)


def _add(parent: etree._Element, name: str, text: str, *, always: bool = False) -> None:
    text = _UNWRITABLE.sub("", text)
    if text or always:
        etree.SubElement(parent, name).text = text
