"""Who may have sent a listing: the places where senders leave the name of their user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .drafts import Listing
from .slots import Slots
from .user_fields import EXTENDED_SECTION, SIMPLE


def user_hints(slots: Slots, names: Sequence[str], listing: Listing) -> tuple[str, ...]:
    """Candidates in the order of trust, each once.

    Simple, then extended fields of the listing with one of ``names`` (any case), the same of the
    provider, and last the technical e-mail address of the transfer.
    """
    wanted = {name.casefold() for name in names}
    found = [*_named(slots, SIMPLE, wanted), *_named(slots, EXTENDED_SECTION, wanted)]
    found += [value for name, value in listing.provider.user_fields if name.casefold() in wanted]
    found.append(listing.transfer.technical_email)
    return tuple(dict.fromkeys(filter(None, found)))


def _named(slots: Slots, section: str, wanted: set[str]) -> Iterator[str]:
    for path in slots:
        if not path.endswith("]"):
            continue
        _before, opening, name = path[:-1].partition(f"{section}[")
        if opening and name.casefold() in wanted:
            slots.use(path)
            yield slots.text(path)
