"""The fingerprint of a listing: equal for listings that say the same, however they write it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .slots import Slots

#: Raised when the mapping takes more of a listing: what is known is then mapped once again.
MAPPING = "4:"
# XML cannot hold these two, so no text can pass for a border between texts.
_SLOT, _PART = "\0", "\1"


def content_hash(parts: Iterable[Slots]) -> str:
    """SHA-256 (hex) of all slots of a listing in their order: where they stand and what they say.

    The draft is made of them and of nothing else, so equal listings have equal drafts. Encoding,
    namespaces, order of attributes, quotes, CDATA, comments, empty-element tags and white space
    around texts make no difference; the order of elements does.

    :param parts: the listing, its contacts and its attachments, each with its place
    """
    said = [_SLOT.join([part.place, *part.values, *part.values.values()]) for part in parts]
    return hashlib.sha256((MAPPING + _PART.join(said)).encode()).hexdigest()
