"""The typed stages of a delivery: frozen, and complete in themselves.

What a listing is made into is a named tuple: to make one takes a fraction of the time that a frozen
dataclass takes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

Scalar = str | int | float | bool | date


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A file of the package: ``name`` as in the package, ``size`` in bytes, content on demand.

    ``open()`` gives a new binary stream each time. For a ZIP archive the stream that was handed
    to ``archive.open_package`` has to be open still. Reading raises ``DamagedFile``.
    """

    name: str
    size: int
    opener: Callable[[], BinaryIO] = field(repr=False, compare=False)

    def open(self) -> BinaryIO:
        return self.opener()

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> MediaFile:
        return cls(name, len(content), lambda: io.BytesIO(content))


@dataclass(frozen=True, slots=True)
class Package:
    """One XML document with the files that belong to it.

    ``media`` answers to any spelling of a reference that senders use (see ``media_folder``).
    """

    xml_name: str
    xml: bytes = field(repr=False)
    media: Mapping[str, MediaFile] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Facts about the whole document (element ``uebertragung``).

    ``scope`` is ``full`` or ``partial``; missing means ``partial``, the harmless one. ``mode`` is
    informative only (NEW, CHANGE, DELETE, NEU ...). ``timestamp`` is in UTC and naive; a time
    without zone is taken as it stands. ``listing_count`` is what the document holds. ``facts``
    are all attributes by their name, as they were written.
    """

    scope: str = "partial"
    mode: str | None = None
    software: str = ""
    software_version: str = ""
    technical_email: str = ""
    timestamp: datetime | None = None
    version: str = ""
    listing_count: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provider:
    """The sender's side of a listing (element ``anbieter``).

    ``key`` tells providers apart: ``openimmo_anid``, else ``anbieternr``, else ``firma``; empty
    when the delivery names none. ``user_fields`` are user-defined (name, value) pairs; ``facts``
    all that stands around the listings, as it was written, by path.
    """

    key: str = ""
    anid: str = ""
    number: str = ""
    company: str = ""
    user_fields: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


class Listing(NamedTuple):
    """One ``immobilie`` as it passes by.

    ``element`` (lxml) may be emptied as soon as the next listing is asked for: map it first.
    ``index`` counts from 1 in the document; ``line`` is the line of its start tag (past 65,535 the
    parser may be a few lines further).
    """

    element: Any
    provider: Provider
    transfer: Transfer
    index: int
    line: int


class Identity(NamedTuple):
    """A listing's three numbers, unique inside one provider; match intern, then obid, then extern.

    An empty string means that the sender gave none. Never longer than 200 characters.
    """

    intern: str = ""
    obid: str = ""
    extern: str = ""

    def __bool__(self) -> bool:
        return bool(self.intern or self.obid or self.extern)


class ContactDraft(NamedTuple):
    """A person or company named in a listing, as the sender wrote it.

    ``phone`` is the first of ``phones``; fax numbers are left out. ``email`` is never the
    machine's address ``email_feedback``. ``sender_number`` is the sender's id of the contact
    (``personennummer``), the best key to recognise it again. ``number`` is its place among the
    contacts of the listing, from 0.
    """

    surname: str = ""
    first_name: str = ""
    company: str = ""
    salutation: str = ""
    title: str = ""
    position: str = ""
    street: str = ""
    street_number: str = ""
    zip: str = ""
    city: str = ""
    country_code: str = ""
    email: str = ""
    phone: str = ""
    phones: tuple[str, ...] = ()
    website: str = ""
    sender_number: str = ""
    number: int = 0


class MediaDraft(NamedTuple):
    """An attachment of a listing (element ``anhang``), in the order in which to show it.

    ``kind`` is a kind of ``agency.property.media``, ``group`` the sender's word. ``location``
    says where the content is, whatever the sender claimed: EXTERN in the package under
    ``reference``, INTERN in ``content``, REMOTE at ``url`` (http or https; nothing was fetched).
    ``check`` is the sender's mark of the content (MD5, ETag or date), to be compared only.
    ``number`` is its place among the attachments of the listing, from 0.
    """

    title: str
    group: str
    kind: str
    sequence: int
    location: str
    reference: str = ""
    content: bytes | None = None
    url: str = ""
    check: str = ""
    mimetype: str = ""
    number: int = 0


class Detail(NamedTuple):
    """What a listing says and no field holds, or not exactly.

    ``path`` is the place in the listing, unique there; ``slot`` the same in ``slot_table``, empty
    where the standard lacks it. ``text`` is what the sender wrote, without markup; ``value`` how
    it reads as ``value_type`` (a number, a date, a boolean), ``None`` for texts and choices.
    ``unless`` names a field that makes the detail superfluous when it could be filled.
    """

    path: str
    slot: str
    group: str
    value_type: str
    text: str
    value: Scalar | None = None
    unless: str = ""


class PropertyDraft(NamedTuple):
    """A listing in our own words; what the writer gets, and all that it gets.

    ``values`` are named as the fields of ``agency.property`` and hold only what the sender said:
    a name that is missing was not sent. Areas in m2, energy in kWh/(m2 a), prices in
    ``currency_code``, rental income per year. ``details`` hold the rest; ``unknown`` are the paths
    of those that the standard lacks. ``warnings`` are sentences for the report.

    ``denied`` are the features that the listing says it lacks. ``forms`` are texts by slot: how
    the sender wrote what a field or a code tells otherwise, so that an export can repeat it.
    """

    identity: Identity
    action: str
    values: Mapping[str, Scalar]
    kind_code: str = ""
    feature_codes: tuple[str, ...] = ()
    country_code: str = ""
    state_name: str = ""
    currency_code: str = ""
    contacts: tuple[ContactDraft, ...] = ()
    media: tuple[MediaDraft, ...] = ()
    sender_user_hints: tuple[str, ...] = ()
    content_hash: str = ""
    details: tuple[Detail, ...] = ()
    unknown: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    line: int = 0
    denied: tuple[str, ...] = ()
    forms: Mapping[str, str] = MappingProxyType({})
