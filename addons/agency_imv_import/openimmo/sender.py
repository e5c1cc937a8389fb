"""Who may have sent a listing: the places where senders leave the name of their user."""

from __future__ import annotations

from collections.abc import Sequence

from .drafts import Listing
from .slots import Slots
from .user_fields import EXTENDED_SECTION, SIMPLE


def user_hints(slots: Slots, names: Sequence[str], listing: Listing) -> tuple[str, ...]:
    """Candidates in the order of trust, each once.

    Simple, then extended fields of the listing with one of ``names`` (any case), the same of the
    provider, and last the technical e-mail address of the transfer.
    """
    email = listing.transfer.technical_email
    if not (slots.named or listing.provider.user_fields):
        return (email,) if email else ()
    wanted = {name.casefold() for name in names}
    own = [path for path, name in slots.named.items() if name.casefold() in wanted]
    simple = [path for path in own if SIMPLE in path]
    extended = [path for path in own if f"{EXTENDED_SECTION}[" in path]
    found = [slots.text(path) for path in (*simple, *extended)]
    found += [text for name, text in listing.provider.user_fields if name.casefold() in wanted]
    found.append(email)
    return tuple(dict.fromkeys(filter(None, found)))
