"""From one listing to a draft in our own words. German names stop here.

The tables are in ``mapping`` (fields), ``mapping_kinds`` and ``mapping_features``; ``derived``
holds what takes more than one slot. What finds no field, or not exactly, becomes a detail
(``slot_table``); only a listing that could not be recognised again is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .canonical import content_hash
from .contacts import CONTACT, map_contact
from .converters import currency, identifier, line
from .countries import country_code
from .details import MOST_DETAILS, collect
from .drafts import ContactDraft, Detail, Identity, Listing, PropertyDraft
from .errors import NoIdentity, Remark
from .mapping import FIELD_NAMES
from .mapping_kinds import KINDS, WORDS_BY_KIND
from .media import ATTACHMENT, map_media
from .places import sort
from .sender import user_hints
from .slot_table import KIND_SECTION, LOOKUPS, SLOTS
from .slots import Slots

#: Prefix of the numbers that IMV online gives its objects.
IMV_PREFIX = "IMVO-ID-"
#: Where senders put the name of the user who sent the listing.
USER_FIELD_NAMES = ("onoffice_benutzer", "benutzername", "username")

_OWN_MAPPERS = frozenset((CONTACT, ATTACHMENT))
_ATTACHMENTS = f"{{*}}{ATTACHMENT}"
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
_NUMBERS = (f"{_TECH}/objektnr_intern", f"{_TECH}/openimmo_obid", f"{_TECH}/objektnr_extern")
# The attribute of the schema, and two ways in which senders miss it.
ACTION_PATHS = (f"{_TECH}/aktion/@aktionart", f"{_TECH}/aktion/@art", f"{_TECH}/aktion")
_KIND_PREFIX = f"{KIND_SECTION}/"
# What `_kind_name` says of the usual paths.
_KIND_NAMES = {f"{_KIND_PREFIX}{name}": name for name in KINDS} | {
    f"{_KIND_PREFIX}{name}/@{kind.attribute}": "" for name, kind in KINDS.items()
}
COUNTRIES = ("geo/land/@iso_land", "geo/land")
STATE, CURRENCY = "geo/bundesland", "preise/waehrung/@iso_waehrung"
# As many paths as a report names.
_NAMED_PATHS = 20


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
    contacts, contact_slots = _contacts(slots)
    media, media_slots = map_media(element.iter(_ATTACHMENTS))
    placed = sort(slots)
    action, kind, country, state, currency_code = _words(slots, placed.kinds)
    hints = user_hints(slots, user_field_names, listing)
    parts = [slots, *contact_slots, *media_slots]
    details, unknown = collect(parts)
    remarks, forms = [], {}
    for part in parts:
        remarks += part.remarks
        for path, text in part.forms.items():
            forms[part.place + path] = text
    if unknown or len(details) > MOST_DETAILS:
        remarks += _about(details, unknown)
    # Faster than a call of the class, which would first make a dict of this many names.
    return PropertyDraft.__new__(
        PropertyDraft,
        identity=identity,
        action=action,
        values=placed.values,
        kind_code=kind,
        feature_codes=tuple(sorted(placed.codes)),
        country_code=country,
        state_name=state,
        currency_code=currency_code,
        contacts=contacts,
        media=media,
        sender_user_hints=hints,
        content_hash=content_hash(parts),
        details=tuple(details[:MOST_DETAILS]),
        unknown=tuple(unknown),
        warnings=tuple(dict.fromkeys(remarks)),
        line=listing.line,
        denied=tuple(sorted(placed.denied)),
        forms=forms,
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


def _contacts(slots: Slots) -> tuple[tuple[ContactDraft, ...], list[Slots]]:
    """Those of the listing itself, not of a section of it."""
    found: list[ContactDraft] = []
    read: list[Slots] = []
    for path, element in slots.left_out:
        if path == CONTACT:
            contact, contact_slots = map_contact(element, len(read))
            read.append(contact_slots)
            if contact:
                found.append(contact)
    return tuple(found), read


def _about(details: Sequence[Detail], unknown: Sequence[str]) -> list[Remark]:
    """What the report says about the details."""
    remarks = []
    if unknown:
        names = ", ".join(unknown[:_NAMED_PATHS]) + (" ..." if len(unknown) > _NAMED_PATHS else "")
        remarks.append(Remark("slots_unknown", count=len(unknown), paths=names))
    if len(details) > MOST_DETAILS:
        remarks.append(Remark("details_cut", count=len(details), limit=MOST_DETAILS))
    return remarks


def _words(slots: Slots, kinds: Iterable[str]) -> tuple[str, str, str, str, str]:
    """The action, and what records are looked up by: kind, country, state and currency."""
    found = (
        _action(slots),
        kind_code(slots, kinds),
        _country(slots),
        (STATE in slots.values and slots.value(line, STATE)) or "",
        slots.value(currency, CURRENCY) or "",
    )
    # Whether there is such a record is not known here: until then they are details, too.
    slots.used.difference_update(LOOKUPS)
    return found


def _identity(slots: Slots) -> Identity:
    numbers = []
    for path in _NUMBERS:
        text = slots.values.get(path)
        if text:
            slots.used.add(path)
        numbers.append(identifier(text) if text else "")
    return Identity(*numbers)


def _action(slots: Slots) -> str:
    """``aktion/@aktionart`` in any case; missing means change (add or change)."""
    path = word = ""
    for path in ACTION_PATHS:
        if word := slots.text(path).upper():
            break
    if word in _ACTIONS:
        slots.use(path)
        return _ACTIONS[word]
    slots.remark("action_unknown", value=word)
    return "change"


def kind_code(slots: Slots, paths: Iterable[str]) -> str:
    """The first ``objektart`` that we know, with its sub-kind; further ones are details.

    :param paths: those of the slots among which it is looked for
    """
    code = ""
    for path in paths:
        name = _KIND_NAMES.get(path)
        if name is None:
            name = _kind_name(path)
        if not name:
            continue
        kind = KINDS.get(name)
        if kind is None:
            if path not in SLOTS and not slots.text(path):
                slots.remark("kind_unknown", value=name)
        elif not code:
            code = _kind_detail(slots, name, path)
        elif slots.text(f"{path}/@{kind.attribute}"):
            slots.use(path)  # the sub-kind says it all
    return code


def _kind_name(path: str) -> str:
    """The name of the ``objektart`` at this path, which may be numbered; empty for other slots."""
    if not path.startswith(_KIND_PREFIX) or "]/" in path:
        return ""
    name = path[len(_KIND_PREFIX) :].partition("[")[0]
    return "" if "/" in name else name


def _kind_detail(slots: Slots, name: str, path: str) -> str:
    kind = KINDS[name]
    slots.use(path)
    word = f"{path}/@{kind.attribute}"
    detail = slots.text(word).upper()
    if not detail:
        return kind.code
    if detail not in kind.details:
        slots.remark("kind_detail_unknown", value=detail)
        return kind.code
    slots.use(word)
    code = kind.details[detail]
    if WORDS_BY_KIND.get(code) != (name, detail):
        slots.keep_form(path)
        slots.keep_form(word)
    return code


def _country(slots: Slots) -> str:
    for path in COUNTRIES:
        text = slots.text(path)
        if text:
            try:
                return country_code(text)
            except ValueError:
                slots.remark("country_unknown", path=path, value=text)
                return ""
    return ""
