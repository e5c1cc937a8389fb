"""From the bytes of a delivery to its entries, one at a time: archive, reader, mapper in a row.

Without Odoo. What is wrong with one listing or one document becomes an entry of its own; what is
wrong with the whole delivery is raised.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from .openimmo import archive, fingerprint, mapper, reader
from .openimmo.drafts import Package, PropertyDraft, Provider, Transfer
from .openimmo.errors import DeliveryError, NoListings, NotOpenImmo, Sentence
from .openimmo.limits import DEFAULT_LIMITS, Limits

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """One listing of a delivery: its draft, or why there is none. `index` counts from 1.

    An entry may also stand for a whole document; a `remark` is no failure.
    """

    index: int
    line: int
    draft: PropertyDraft | None
    error: Sentence | str = ""
    remark: Sentence | str = ""
    provider: Provider = Provider()
    transfer: Transfer = Transfer()
    package: Package | None = None


def entries(
    name: str,
    content: BinaryIO,
    limits: Limits = DEFAULT_LIMITS,
    user_fields: Sequence[str] = mapper.USER_FIELD_NAMES,
) -> Iterator[Entry]:
    """Yield the listings of a delivery in their order.

    :param user_fields: user-defined fields in which senders leave the name of their user
    :raises DeliveryError: there are none
    """
    index = 0
    failures = []
    for package in archive.open_package(name, content, limits):
        try:
            for entry in _package_entries(package, index, limits, user_fields):
                index += 1
                yield entry
        except DeliveryError as error:
            # The document ends here; what came before it counts, and so do other documents.
            failures.append((package, error))
    if not index:
        raise failures[0][1] if failures else NoListings()
    for number, (package, error) in enumerate(failures, start=index + 1):
        # A second XML beside a delivery is often something else.
        kind = "remark" if isinstance(error, NotOpenImmo | NoListings) else "error"
        text = Sentence("in_document", name=package.xml_name, sentence=error.sentence)
        yield Entry(number, error.params.get("line", 0), None, **{kind: text})


def content_mark(name: str, content: BinaryIO, limits: Limits, conditions: Any) -> str:
    """Return the mark of what a delivery holds; empty when it cannot be read as a whole.

    :param conditions: what else decides what becomes of the listings, in a form that JSON keeps
    """
    try:
        packages = archive.open_package(name, content, limits)
        return fingerprint.fingerprint(packages, conditions)
    except DeliveryError:
        return ""


def _package_entries(
    package: Package, before: int, limits: Limits, user_fields: Sequence[str]
) -> Iterator[Entry]:
    transfer, listings = reader.open_transfer(package.xml, limits)
    for number, listing in enumerate(listings, start=before + 1):
        facts = {"provider": listing.provider, "transfer": transfer, "package": package}
        try:
            draft = mapper.map_listing(listing, user_fields)
        except DeliveryError as error:
            yield Entry(number, listing.line, None, error.sentence, **facts)
        else:
            yield Entry(number, listing.line, draft, **facts)


def batches(source: Iterable[Entry], size: int, weight: int = 32 * MIB) -> Iterator[list[Entry]]:
    """Cut the stream into pieces of at most `size` entries and about `weight` bytes of pictures.

    A listing that comes twice opens a new piece: what happens to it first is finished first.
    """
    piece, numbers, total = [], set(), 0
    for entry in source:
        own = _numbers(entry)
        inner = _inner_bytes(entry)
        if piece and (len(piece) >= size or own & numbers or total + inner > weight):
            yield piece
            piece, numbers, total = [], set(), 0
        piece.append(entry)
        numbers |= own
        total += inner
    if piece:
        yield piece


def _numbers(entry: Entry) -> set[tuple[str, str, str]]:
    if entry.draft is None:
        return set()
    key, identity = entry.provider.key, entry.draft.identity
    values = {"intern": identity.intern, "obid": identity.obid, "extern": identity.extern}
    return {(key, kind, value) for kind, value in values.items() if value}


def _inner_bytes(entry: Entry) -> int:
    media = entry.draft.media if entry.draft else ()
    return sum(len(item.content or b"") for item in media)
