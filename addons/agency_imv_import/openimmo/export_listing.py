"""From a draft to a listing: the inverse of ``mapper``, read from the same tables.

First stand the details and the forms of the sender, letter by letter. What they do not tell (the
importer's own reading of them decides) is written to the slot of the field. So a listing comes
back as it was sent, and a value that was changed since replaces what was sent.
"""

from __future__ import annotations

from typing import Any

from . import mapping_features as features
from .converters import (
    amount,
    area,
    count,
    currency,
    flag,
    integer,
    line,
    number,
    percent,
    rooms,
    written,
)
from .countries import ISO3_BY_ISO2, country_code
from .dates import day, is_whole_date
from .derived import TOLD
from .drafts import Detail, PropertyDraft
from .export_media import tell_medium
from .export_people import tell_contact
from .export_tree import build
from .mapper import ACTION_PATHS, COUNTRIES, CURRENCY, STATE, kind_code
from .mapping import CHOICES, FIELDS, ROWS_BY_PATH, Field
from .mapping_kinds import KINDS, WORDS_BY_KIND
from .places import sort
from .slot_labels import BOOLEAN, DATE, MONEY, NUMBER
from .slot_table import IDENTITY, KIND_SECTION
from .slots import Slots

_ACTION = ACTION_PATHS[0]
_ACTIONS = {"change": "CHANGE", "delete": "DELETE", "reference": "REFERENZ"}
_FLAG_PATHS = {code: path for path, code in features.FLAGS.items()}
_READ = {BOOLEAN: flag, NUMBER: number, MONEY: amount, DATE: day}
# What the schema wants in one form only, however senders write it.
_ONE_FORM = frozenset((*_READ.values(), count, integer))
# Read without rounding: a detail holds the decimals that its field does not.
_ROUNDED = (area, percent, rooms)


def listing_element(draft: PropertyDraft) -> Any:
    """The element ``immobilie`` (lxml) of a draft."""
    return build(listing_slots(draft))


def listing_slots(draft: PropertyDraft) -> dict[str, str]:
    """The texts of a listing by the path of their slot.

    Of a draft with the action ``delete`` only the numbers are needed.
    """
    slots = Slots.of(_kind(draft) | _kept(draft))
    slots.forms = dict(draft.forms)
    _tell_identity(slots, draft)
    _tell_fields(slots, draft)
    _tell_features(slots, draft)
    _tell_lookups(slots, draft)
    for contact in draft.contacts:
        tell_contact(slots, contact)
    for medium in draft.media:
        tell_medium(slots, medium)
    return slots.values


def _kept(draft: PropertyDraft) -> dict[str, str]:
    """What the sender wrote; details in the form of the schema."""
    kept = {}
    for path, text in draft.forms.items():
        code = features.FLAGS.get(path)
        if text and (code is None or code in draft.feature_codes):
            kept[path] = text
    for detail in draft.details:
        kept.setdefault(detail.path, _plain(detail))
    for code in draft.denied:
        if code in _FLAG_PATHS and code not in draft.feature_codes:
            kept.setdefault(_FLAG_PATHS[code], "false")
    return kept


def _plain(detail: Detail) -> str:
    row = ROWS_BY_PATH.get(detail.path)
    convert = row.convert if row else _READ.get(detail.value_type)
    convert = number if convert in _ROUNDED else convert
    text = detail.text
    if convert not in _ONE_FORM or (convert is day and not is_whole_date(text)):
        return text
    try:
        return written(convert(text), convert)
    except (ValueError, OverflowError):
        return text


def _kind(draft: PropertyDraft) -> dict[str, str]:
    """The kind, if what is kept does not tell it; it has to stand before all others."""
    code = draft.kind_code
    kept = Slots.of(_kept(draft))
    if not code or kind_code(kept, list(kept)) == code:
        return {}
    while code and code not in WORDS_BY_KIND:
        code = code.rpartition(".")[0]
    if not code:
        return {}
    name, word = WORDS_BY_KIND[code]
    path = f"{KIND_SECTION}/{name}"
    return {path: "", f"{path}/@{KINDS[name].attribute}": word} if word else {path: ""}


def _tell_identity(slots: Slots, draft: PropertyDraft) -> None:
    for path, target in IDENTITY.items():
        text = getattr(draft.identity, target.removeprefix("identity."), "")
        if text:
            slots.values[path] = text
    slots.values[_ACTION] = _ACTIONS[draft.action]


def _tell_fields(slots: Slots, draft: PropertyDraft) -> None:
    for row in FIELDS:
        value = draft.values.get(row.name)
        if value is None or value not in getattr(row.convert, "own", (value,)):
            continue
        if value == row.default and _is_unreadable(slots, row):
            continue
        slots.tell(row.convert, value, *row.paths)
    for tell in TOLD:
        tell(slots, draft.values)


def _is_unreadable(slots: Slots, row: Field) -> bool:
    return row.paths[0] in slots and slots.value(row.convert, *row.paths) is None


def _tell_features(slots: Slots, draft: PropertyDraft) -> None:
    told = sort(slots)
    missing = set(draft.feature_codes) - told.codes
    for path, code in features.FLAGS.items():
        if code in missing:
            slots.values[path] = "true"
            missing.discard(code)
    for path, words in features.WORDS.items():
        word = next((word for word, code in words.items() if code in missing), "")
        if word:
            slots.values[path] = word
    for paths, text in ((features.COUNTS, "1"), (features.PRESENT, "JA")):
        for path, code in paths.items():
            if code in missing:
                slots.values[path] = text
                missing.discard(code)
    for name, flags in CHOICES.items():
        word = draft.values.get(name)
        if word and sort(slots).values.get(name) != word:
            slots.values[next(path for path in flags if flags[path] == word)] = "true"


def _tell_lookups(slots: Slots, draft: PropertyDraft) -> None:
    code = draft.country_code
    if code and slots.value(country_code, *COUNTRIES) != code and code in ISO3_BY_ISO2:
        slots.values[COUNTRIES[0]] = ISO3_BY_ISO2[code]
    if draft.state_name:
        slots.tell(line, draft.state_name, STATE)
    if draft.currency_code:
        slots.tell(currency, draft.currency_code, CURRENCY)
