"""Attachments of a listing (``anhang``): what each one is, and where its content really is."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from .converters import line
from .drafts import MediaDraft
from .slots import Slots

ATTACHMENT = "anhang"
MEDIA_PLACE = f"anhaenge/{ATTACHMENT}"
MEDIA_FIELDS = {
    "@location": "location",
    "@gruppe": "group",
    "anhangtitel": "title",
    "format": "mimetype",
    "check": "check",
    "check/@ctype": "check",
    "daten/pfad": "reference",
    "daten/anhanginhalt": "content",
}

_KINDS = {
    "TITELBILD": "picture",
    "BILD": "picture",
    "INNENANSICHTEN": "picture",
    "AUSSENANSICHTEN": "picture",
    "GRUNDRISS": "floor_plan",
    "KARTEN_LAGEPLAN": "map",
    "EPASS-SKALA": "energy_scale",
    "PANORAMA": "panorama",
    "FILM": "video",
    "FILMLINK": "video",
    "LINKS": "link",
    "ANBOBJURL": "link",
    "DOKUMENTE": "document",
    # The sender's own signs are no pictures of the property.
    "ANBIETERLOGO": "document",
    "QRCODE": "document",
}
_TITLE_PICTURE = "TITELBILD"
_LINKS = frozenset(("LINKS", "FILMLINK", "ANBOBJURL"))
_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpe": "image/jpeg",
    "pjpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "svg+xml": "image/svg+xml",
    "heic": "image/heic",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain",
    "mp4": "video/mp4",
    "mpeg": "video/mpeg",
    "mpg": "video/mpeg",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
    "webm": "video/webm",
}
_WEB = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)
_BARE_WEB = re.compile(r"www\.[^\s/]+\.\S+", re.IGNORECASE)
_REFERENCE_LIMIT = 1_000


def map_media(elements: Iterator[Any]) -> tuple[tuple[MediaDraft, ...], list[Slots]]:
    """The usable attachments, numbered from 1: the title picture first, else in their order."""
    found, read = [], []
    for number, element in enumerate(elements):
        slots = Slots(element, place=f"{media_place(number)}/")
        read.append(slots)
        attachment = _attachment(slots, number)
        if attachment:
            found.append(attachment)
        else:
            slots.used.clear()
        # Never as a text: it is large, and what cannot be decoded says nothing.
        slots.use("daten/anhanginhalt")
    if not found:
        return (), read
    found.sort(key=lambda item: item.group != _TITLE_PICTURE)
    numbered = (item._replace(sequence=number) for number, item in enumerate(found, start=1))
    return tuple(numbered), read


def media_place(number: int) -> str:
    """The path of an attachment of the listing, counted from 0."""
    return f"{MEDIA_PLACE}[{number + 1}]" if number else MEDIA_PLACE


def _attachment(slots: Slots, number: int) -> MediaDraft | None:
    title = slots.value(line, "anhangtitel") or ""
    group = (slots.value(line, "@gruppe") or "").upper()
    place = _place(slots, title, group)
    if place is None:
        return None
    source = place.get("reference") or place.get("url") or ""
    form = slots.value(line, "format") or ""
    mimetype = _mimetype(form, source)
    if _word(form) not in _TYPES:
        slots.used.discard("format")
    if title == source and title:
        slots.keep_form("anhangtitel")
    return MediaDraft(
        title="" if title == source else title,
        group=group,
        kind=_kind(group, mimetype, place["location"]),
        sequence=0,
        check=_check(slots),
        mimetype=mimetype,
        number=number,
        **place,
    )


def _place(slots: Slots, title: str, group: str) -> dict[str, Any] | None:
    """Where the content is; the sender's ``location`` is often wrong and not looked at."""
    slots.use("@location")
    path = slots.value(str.strip, "daten/pfad") or ""
    encoded = slots.text("daten/anhanginhalt")
    if encoded:
        content = _decoded(encoded)
        if content:
            name = PurePosixPath(path.replace("\\", "/")).name if not _url(path) else ""
            if name != path:
                slots.keep_form("daten/pfad")
            return {"location": "INTERN", "content": content, "reference": name}
        slots.remark("media_unreadable", title=title or path or group)
        return None
    address = _url(path) or ("" if path else _url(title))
    if address and address != path:
        slots.keep_form("daten/pfad")  # without a scheme, or none: the title is the address
    if address:
        return {"location": "REMOTE", "url": address}
    if path and len(path) <= _REFERENCE_LIMIT and not (group in _LINKS or "://" in path):
        return {"location": "EXTERN", "reference": path}
    if path:
        slots.remark("media_unreadable", title=title or path)
    elif title:
        slots.remark("media_empty", title=title)
    return None


def _url(text: str) -> str:
    """A web address, or nothing: other schemes are never followed nor shown as links."""
    text = text.strip()
    if len(text) > _REFERENCE_LIMIT:
        return ""
    if _WEB.fullmatch(text):
        return text
    return f"https://{text}" if _BARE_WEB.fullmatch(text) else ""


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _mimetype(form: str, source: str) -> str:
    """By the sender's ``format`` (``JPEG``, ``.jpg``, ``image/jpeg``), else by the name."""
    word = _word(form)
    if word in _TYPES:
        return _TYPES[word]
    path = source.partition("?")[0].partition("#")[0].replace("\\", "/")
    return _TYPES.get(PurePosixPath(path).suffix.lower().lstrip("."), "")


def _word(form: str) -> str:
    return form.lower().rpartition("/")[2].lstrip(".").strip()


def _kind(group: str, mimetype: str, location: str) -> str:
    """By the group; a picture that is no image, and what has no group, by its type."""
    kind = _KINDS.get(group)
    family = mimetype.partition("/")[0]
    if kind == "picture" and family in ("application", "text"):
        return "document"
    if kind:
        return kind
    if not family:
        return "link" if location == "REMOTE" else "picture" if not group else "document"
    return {"image": "picture", "video": "video"}.get(family, "document")


def _check(slots: Slots) -> str:
    """``MD5:...``, ``ETAG:...``, ``DATETIME:...``, or the bare value."""
    value = slots.value(str.strip, "check") or ""
    kind = slots.value(str.strip, "check/@ctype") or ""
    return f"{kind.upper()}:{value}" if kind and value else value
