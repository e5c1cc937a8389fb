"""Walking through an XML document with flat memory and nothing but what is in it.

No entities, no DTD, no network, libxml2's own limits on (``huge_tree`` off: 10 MB of text in one
element, 256 levels), and a limit on what may stand between two finished pieces.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from .errors import ForbiddenEntity, ListingTooLarge, MalformedXml
from .limits import Limits

_SAFE = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
    "recover": False,
}
_ENTITY_LOOP = etree.ErrorTypes.ERR_ENTITY_LOOP


class XmlWalk:
    """Iterates over the (event, element) pairs of the elements with one of the local ``names``.

    ``root`` is the outermost element once the walk is over. Call ``release(element)`` when an
    element is finished.

    :raises BadXml: not well-formed, or with entities
    :raises TooLarge: more between two finished elements than ``limits`` allow
    """

    def __init__(self, stream: BinaryIO, names: tuple[str, ...], limits: Limits):
        self.root: Any = None
        self._meter = _Meter(stream, limits)
        self._tags = [f"{{*}}{name}" for name in names]
        self._has_dtd: bool | None = None

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        parser = etree.iterparse(self._meter, events=("start", "end"), tag=self._tags, **_SAFE)
        try:
            for event, element in parser:
                self._refuse_entities(element)
                yield event, element
        except etree.XMLSyntaxError as error:
            raise _named(error, parser.error_log) from error
        self.root = parser.root
        self._refuse_entities(self.root)

    def release(self, element: Any) -> None:
        """Free a finished element and all that stands before it in its parent.

        The element itself stays in its place, empty: the parser may already be behind it.
        """
        self._meter.restart(element.sourceline)
        element.clear(keep_tail=True)
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]

    def _refuse_entities(self, element: Any) -> None:
        if self._has_dtd is None:
            dtd = element.getroottree().docinfo.internalDTD
            self._has_dtd = dtd is not None
            if self._has_dtd and any(True for _entity in dtd.iterentities()):
                raise ForbiddenEntity()
        if self._has_dtd and any(True for _use in element.getroottree().iter(etree.Entity)):
            raise ForbiddenEntity()


class _Meter:
    """Counts what the parser is fed since the last finished element: bytes, tags, attributes."""

    def __init__(self, stream: BinaryIO, limits: Limits):
        self._stream = stream
        self._limits = limits
        self._line = 1
        self._size = self._marks = 0

    def restart(self, line: int) -> None:
        self._line = line or self._line
        self._size = self._marks = 0

    def read(self, size: int = -1) -> bytes:  # pylint: disable=method-required-super
        chunk = self._stream.read(size)
        self._size += len(chunk)
        self._marks += chunk.count(b"<") + chunk.count(b"=")
        too_large = self._size > self._limits.max_listing_size
        if too_large or self._marks > self._limits.max_listing_marks:
            raise ListingTooLarge(line=self._line)
        return chunk


def local_name(element: Any) -> str:
    """The element's name without its namespace; empty for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def _named(error: etree.XMLSyntaxError, log: Any) -> Exception:
    if error.code == _ENTITY_LOOP or "amplification" in str(error):
        return ForbiddenEntity()
    first = next(iter(log), None)
    reason = first.message if first is not None else error.msg.partition(", line ")[0]
    line = first.line if first is not None else error.lineno
    return MalformedXml(line=line or 1, reason=" ".join(reason.split()).rstrip(".!")[:200])
