"""The mapping as one table: each slot of a listing, where it goes and how it reads.

Made of the tables of fields, features, kinds, people and attachments, and of the names of what no
field holds (``slot_labels``). `docs/import-fields.md` is written from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import converters, dates
from . import mapping_features as features
from .contacts import CONTACT, CONTACT_FIELDS
from .mapping import FIELDS
from .mapping_kinds import KINDS
from .media import MEDIA_FIELDS, MEDIA_PLACE
from .slot_labels import BOOLEAN, CHOICE, DATE, LABELS, MONEY, NUMBER, TEXT
from .user_fields import SIMPLE

KIND_SECTION = "objektkategorie/objektart"
#: Groups of details, by the section of the listing.
GROUPS = {
    "objektkategorie": "kind",
    "geo": "place",
    "kontaktperson": "contact",
    "weitere_adresse": "address",
    "preise": "price",
    "bieterverfahren": "auction",
    "versteigerung": "auction",
    "flaechen": "area",
    "ausstattung": "equipment",
    "zustand_angaben": "condition",
    "bewertung": "valuation",
    "infrastruktur": "surroundings",
    "freitexte": "text",
    "anhaenge": "media",
    "verwaltung_objekt": "management",
    "verwaltung_techn": "technical",
}
OWN, UNKNOWN, TECHNICAL = "own", "unknown", "technical"
#: Numbers of the listing and what to do with it.
IDENTITY = {
    "verwaltung_techn/objektnr_intern": "identity.intern",
    "verwaltung_techn/openimmo_obid": "identity.obid",
    "verwaltung_techn/objektnr_extern": "identity.extern",
    "verwaltung_techn/aktion/@aktionart": "action",
}
#: Records that are looked up; the detail is kept when there is none.
LOOKUPS = {
    "geo/land/@iso_land": "country_id",
    "geo/land": "country_id",
    "geo/bundesland": "state_id",
    "preise/waehrung/@iso_waehrung": "currency_id",
}
#: Fields of the derived values, see ``derived``.
DERIVED_TARGETS = {
    "geo/geokoordinaten/@breitengrad": "latitude",
    "geo/geokoordinaten/@laengengrad": "longitude",
    "preise/kaufpreis/@auf_anfrage": "price_public",
    "flaechen/anzahl_stellplaetze": "parking_spaces",
    "preise/mieteinnahmen_ist": "rental_income_actual",
    "preise/mieteinnahmen_soll": "rental_income_target",
    "zustand_angaben/energiepass/epart": "energy_certificate_kind",
    "zustand_angaben/energiepass/jahrgang": "energy_certificate_kind",
    "zustand_angaben/energiepass/endenergiebedarf": "energy_value",
    "zustand_angaben/energiepass/energieverbrauchkennwert": "energy_value",
    "verwaltung_objekt/verfuegbar_ab": "available_from",
    "verwaltung_objekt/abdatum": "available_from",
}
# The machine's address is nobody to write to: not shown among the people.
_TECHNICAL_SLOTS = frozenset((f"{CONTACT}/email_feedback",))
_INDEX = re.compile(r"\[\d+\]")
# A number in brackets counts what comes again, except where each field has a name.
_OWN_NAME = re.compile(rf"\[(?!\d*\])(.+?)\](?:\[\d+\])?(?:/|$)|{SIMPLE}\[(\d+)\]", re.DOTALL)
_OWN_MARK = "user_defined_"
_TYPES: dict[Callable[[str], Any], str] = {
    converters.amount: MONEY,
    converters.area: NUMBER,
    converters.percent: NUMBER,
    converters.rooms: NUMBER,
    converters.number: NUMBER,
    converters.count: NUMBER,
    converters.integer: NUMBER,
    converters.flag: BOOLEAN,
    dates.day: DATE,
    dates.last_day: DATE,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a listing.

    ``target`` is a field of ``agency.property``, or ``feature:CODE``, ``kind``, ``contact.NAME``,
    ``media.NAME``, ``identity.NAME``; empty for what is a detail only. A ``label`` that is empty
    is the one of the field or feature.
    """

    path: str
    target: str
    value_type: str
    group: str
    label: str = ""
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)


def find(path: str) -> Slot | None:
    """The slot of a path, which may be numbered; ``None`` when the standard lacks it."""
    return SLOTS.get(path) or ("[" in path and SLOTS.get(_INDEX.sub("", path))) or None


def is_mark(path: str) -> bool:
    """Whether an empty element at this path, which may be numbered, says something."""
    return path in MARKS or ("[" in path and _INDEX.sub("", path) in MARKS)


def is_own(path: str) -> bool:
    """Whether the path is in a field that the sender made up."""
    return _OWN_MARK in path


def plain_label(path: str) -> str:
    """The name of a place that the table lacks: what the sender calls it, else the path."""
    name = _OWN_NAME.search(path)
    return (name[1] or name[2]) if name else path


def _targets() -> dict[str, tuple[str, str]]:
    """Where the slots go that have a place of their own, and how they read."""
    found: dict[str, tuple[str, str]] = {}
    for path, code in (features.FLAGS | features.COUNTS).items():
        found[path] = (f"feature:{code}", BOOLEAN if path in features.FLAGS else NUMBER)
    for path, words in features.WORDS.items():
        found[path] = ("feature:" + ", ".join(filter(None, words.values())), CHOICE)
    for path, code in features.PRESENT.items():
        found[path] = (f"feature:{code}", TEXT)
    for path, name in DERIVED_TARGETS.items():
        found[path] = (name, TEXT)
    for row in FIELDS:
        for path in row.paths:
            kind = _TYPES.get(row.convert, CHOICE if hasattr(row.convert, "words") else TEXT)
            found[path] = (row.name, kind)
    for name, kind in KINDS.items():
        found[f"{KIND_SECTION}/{name}"] = ("kind", BOOLEAN)
        found[f"{KIND_SECTION}/{name}/@{kind.attribute}"] = ("kind", CHOICE)
    for path, name in CONTACT_FIELDS.items():
        found[f"{CONTACT}/{path}"] = (f"contact.{name}", TEXT)
    for path, name in MEDIA_FIELDS.items():
        found[f"{MEDIA_PLACE}/{path}"] = (f"media.{name}", TEXT)
    return found | {path: (name, TEXT) for path, name in (IDENTITY | LOOKUPS).items()}


def _table() -> dict[str, Slot]:
    targets = _targets()
    table = {}
    for path in dict.fromkeys([*targets, *LABELS]):
        target, value_type = targets.get(path, ("", TEXT))
        label = ""
        unit: str | Mapping[str, str] = ""
        if path in LABELS:
            value_type, label, *more = LABELS[path]
            unit = more[0] if more else ""
        group = GROUPS[path.partition("/")[0]]
        if path in _TECHNICAL_SLOTS:
            group = TECHNICAL
        choices = {} if isinstance(unit, str) else unit
        unit = unit if isinstance(unit, str) else ""
        table[path] = Slot(path, target, value_type, group, label, unit, choices)
    return table


SLOTS = _table()
#: Elements that say something even when they are empty.
MARKS = frozenset(
    path for path, slot in SLOTS.items() if slot.value_type == BOOLEAN and "@" not in path
)
_ELEMENTS = list(dict.fromkeys(path.partition("/@")[0] for path in LABELS | SLOTS))
#: The order in which details are shown; an element and its attributes stand together.
ORDER = {path: _ELEMENTS.index(path.partition("/@")[0]) + 1 for path in SLOTS}
