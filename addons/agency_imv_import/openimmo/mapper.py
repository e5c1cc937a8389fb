"""From one listing to a draft in our own words. German names stop here.

The tables are in ``mapping`` (fields), ``mapping_kinds`` and ``mapping_features``; ``derived``
holds what takes more than one slot. A value that cannot be read is left out and noted; only a
listing that could not be recognised again is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import mapping_features as features
from .canonical import content_hash
from .contacts import CONTACT, map_contact
from .converters import count, currency, flag, identifier, line
from .countries import country_code
from .derived import DERIVED
from .drafts import Identity, Listing, PropertyDraft, Scalar
from .errors import NoIdentity
from .mapping import FIELD_NAMES, ROWS_BY_PATH, ROWS_WITH_DEFAULT
from .mapping_kinds import KINDS
from .media import ATTACHMENT, map_media
from .sender import user_hints
from .slots import Slots
from .xml_walk import local_name

#: Prefix of the numbers that IMV online gives its objects.
IMV_PREFIX = "IMVO-ID-"
#: Where senders put the name of the user who sent the listing.
USER_FIELD_NAMES = ("onoffice_benutzer", "benutzername", "username")

_OWN_MAPPERS = frozenset((CONTACT, ATTACHMENT))
_TECH = "verwaltung_techn"
_ACTIONS = {
    "": "change",
    "CHANGE": "change",
    "NEW": "change",
    "NEU": "change",
    "ADD": "change",
    "DELETE": "delete",
    "REFERENZ": "reference",
}
_KIND_SECTION = "objektkategorie/objektart"


def map_listing(
    listing: Listing, user_field_names: Sequence[str] = USER_FIELD_NAMES
) -> PropertyDraft:
    """The draft of a listing; nothing is fetched and nobody is asked.

    :param user_field_names: user-defined fields that may name the sending user, in any case
    :raises NoIdentity: the listing has no number at all; set it aside and go on
    """
    element = listing.element
    slots = Slots(element, _OWN_MAPPERS)
    identity = _identity(slots)
    if not identity:
        raise NoIdentity(line=listing.line)
    contacts = [map_contact(child) for child in element if local_name(child) == CONTACT]
    media, media_slots = map_media(element.iter(f"{{*}}{ATTACHMENT}"))
    facts = _facts(element, slots)
    hints = user_hints(slots, user_field_names, listing)
    parts = [slots, *(part for _contact, part in contacts), *media_slots]
    return PropertyDraft(
        identity=identity,
        contacts=tuple(contact for contact, _part in contacts if contact),
        media=media,
        sender_user_hints=hints,
        content_hash=content_hash(element),
        unmapped=sum(part.unmapped() for part in parts),
        warnings=tuple(dict.fromkeys(remark for part in parts for remark in part.remarks)),
        line=listing.line,
        **facts,
    )


def external_number(identity: Identity) -> str:
    """``IMVO-ID-`` and IMV's id of the object.

    That is ``objektnr_extern`` if it begins so already, else ``objektnr_intern``, else
    ``openimmo_obid``, else ``objektnr_extern``.

    :raises NoIdentity: the identity is empty
    """
    if identity.extern.upper().startswith(IMV_PREFIX):
        return identity.extern
    number = identity.intern or identity.obid or identity.extern
    if not number:
        raise NoIdentity(line=0)
    return number if number.upper().startswith(IMV_PREFIX) else f"{IMV_PREFIX}{number}"


def mapped_field_names() -> frozenset[str]:
    """Every name that can stand in ``PropertyDraft.values``."""
    return FIELD_NAMES


def _facts(element: Any, slots: Slots) -> dict[str, Any]:
    return {
        "action": _action(slots),
        "values": _values(slots),
        "kind_code": _kind_code(element, slots),
        "feature_codes": _feature_codes(slots),
        "country_code": _country(slots),
        "state_name": slots.value(line, "geo/bundesland") or "",
        "currency_code": slots.value(currency, "preise/waehrung/@iso_waehrung") or "",
    }


def _identity(slots: Slots) -> Identity:
    return Identity(
        intern=slots.value(identifier, f"{_TECH}/objektnr_intern") or "",
        obid=slots.value(identifier, f"{_TECH}/openimmo_obid") or "",
        extern=slots.value(identifier, f"{_TECH}/objektnr_extern") or "",
    )


def _action(slots: Slots) -> str:
    """``aktion/@aktionart`` in any case; missing means change (add or change)."""
    path = next((path for path in _action_paths() if slots.text(path)), "")
    word = slots.text(path).upper()
    if word in _ACTIONS:
        slots.use(path)
        return _ACTIONS[word]
    slots.remark("action_unknown", value=word)
    return "change"


def _action_paths() -> tuple[str, ...]:
    """The attribute of the schema, and two ways in which senders miss it."""
    return f"{_TECH}/aktion/@aktionart", f"{_TECH}/aktion/@art", f"{_TECH}/aktion"


def _values(slots: Slots) -> dict[str, Scalar]:
    values: dict[str, Scalar] = {
        row.name: row.default
        for row in ROWS_WITH_DEFAULT
        if not row.section or row.section in slots
    }
    for row in dict.fromkeys(ROWS_BY_PATH[path] for path in slots if path in ROWS_BY_PATH):
        value = slots.value(row.convert, *row.paths)
        if value is not None:
            values[row.name] = value
    for derive in DERIVED:
        values.update(derive(slots))
    return values


def _kind_code(element: Any, slots: Slots) -> str:
    """The first ``objektart`` that we know; the first sub-kind of it that we know."""
    names = [
        local_name(child)
        for section in element.iterfind("{*}objektkategorie/{*}objektart")
        for child in section
    ]
    for name in names:
        if name not in KINDS:
            if f"{_KIND_SECTION}/{name}" in slots and not slots.text(f"{_KIND_SECTION}/{name}"):
                slots.remark("kind_unknown", value=name)
            continue
        kind = KINDS[name]
        path = f"{_KIND_SECTION}/{name}/@{kind.attribute}"
        detail = slots.text(path).upper()
        if detail and detail not in kind.details:
            slots.remark("kind_detail_unknown", value=detail)
            return kind.code
        slots.use(path)
        return kind.details.get(detail, kind.code)
    return ""


def _feature_codes(slots: Slots) -> tuple[str, ...]:
    codes = set()
    for path in slots:
        if path in features.FLAGS and slots.value(flag, path):
            codes.add(features.FLAGS[path])
        elif path in features.COUNTS and slots.value(count, path):
            codes.add(features.COUNTS[path])
        elif path in features.PRESENT and slots.text(path):
            codes.add(features.PRESENT[path])
        elif path in features.WORDS:
            word = slots.text(path).upper()
            if word in features.WORDS[path]:
                slots.use(path)
                codes.add(features.WORDS[path][word])
            elif word:
                slots.remark("value_unreadable", path=path, value=word)
    return tuple(sorted(codes - {""}))


def _country(slots: Slots) -> str:
    for path in ("geo/land/@iso_land", "geo/land"):
        text = slots.text(path)
        if text:
            try:
                code = country_code(text)
            except ValueError:
                slots.remark("country_unknown", path=path, value=text)
                return ""
            slots.use(path)
            return code
    return ""
