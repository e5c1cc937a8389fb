"""Attachments on their way out: the inverse of ``media``."""

from __future__ import annotations

import base64

from .converters import line
from .drafts import MediaDraft
from .media import media_place
from .slots import Slots

_MARKS = ("MD5", "ETAG", "DATETIME")


def tell_medium(slots: Slots, medium: MediaDraft) -> None:
    """Write what the slots do not say yet."""
    place = f"{media_place(medium.number)}/"
    title, path = f"{place}anhangtitel", f"{place}daten/pfad"
    put = slots.values.setdefault
    put(f"{place}@location", medium.location)
    if medium.group:
        put(f"{place}@gruppe", medium.group)
    if medium.title:
        slots.tell(line, medium.title, title)
    if medium.mimetype:
        put(f"{place}format", medium.mimetype)
    kind, _colon, mark = medium.check.partition(":")
    if mark and kind in _MARKS:
        put(f"{place}check/@ctype", kind)
        put(f"{place}check", mark)
    elif medium.check:
        put(f"{place}check", medium.check)
    if medium.content is not None:
        put(f"{place}daten/anhanginhalt", base64.b64encode(medium.content).decode())
    is_in_title = slots.text(title) and slots.forms.get(path) == ""
    if not is_in_title and (medium.url or medium.reference):
        put(path, medium.url or medium.reference)
