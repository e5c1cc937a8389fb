"""Walking through an XML document with flat memory and nothing but what is in it.

A document up to ``WHOLE``, and no larger than one listing may be, is parsed once and held; of a
larger one only what stands between two finished pieces is held, and it is parsed at each walk.

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
#: Size of a document, in bytes, up to which its tree is held: about ten times as much memory.
WHOLE = 4 * 1024 * 1024
_ENTITY_LOOP = etree.ErrorTypes.ERR_ENTITY_LOOP


class XmlDocument:
    """A document to be walked through more than once.

    :param stream: seekable; read from its position
    """

    def __init__(self, stream: BinaryIO, limits: Limits):
        self._stream = stream
        self._limits = limits
        self._start = stream.tell()
        content = stream.read(WHOLE + 1)
        is_small = len(content) <= min(WHOLE, limits.max_listing_size)
        self._tree = None
        if is_small and _marks(content) <= limits.max_listing_marks:
            self._tree = _parsed(content)

    def walk(self, names: tuple[str, ...]) -> HeldTree | StreamWalk:
        """What is held, else a walk over the elements with one of the local ``names``."""
        if self._tree is not None:
            return HeldTree(self._tree)
        self._stream.seek(self._start)
        return StreamWalk(self._stream, [f"{{*}}{name}" for name in names], self._limits)


class HeldTree:
    """A document that is there as a whole.

    Nothing of it is freed: to empty each element takes more time than to drop all at the end.
    """

    is_held = True

    def __init__(self, root: Any):
        self.root = root


class StreamWalk:
    """Iterates over the (event, element) pairs of a document that is parsed on the way.

    ``root`` is the outermost element once the walk is over. Call ``release(element)`` when an
    element is finished.

    :raises BadXml: not well-formed, or with entities
    :raises TooLarge: more between two finished elements than ``limits`` allow
    """

    is_held = False

    def __init__(self, stream: BinaryIO, tags: list[str], limits: Limits):
        self.root: Any = None
        self._meter = _Meter(stream, limits)
        self._tags = tags
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
            self._has_dtd = _declares(element)
        if self._has_dtd:
            _refuse_uses(element)


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
        self._marks += _marks(chunk)
        too_large = self._size > self._limits.max_listing_size
        if too_large or self._marks > self._limits.max_listing_marks:
            raise ListingTooLarge(line=self._line)
        return chunk


def _parsed(content: bytes) -> Any:
    parser = etree.XMLParser(**_SAFE)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _named(error, parser.error_log) from error
    if _declares(root):
        _refuse_uses(root)
    return root


def _declares(element: Any) -> bool:
    """Whether the document has a DTD. :raises ForbiddenEntity: one that declares entities"""
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _entity in dtd.iterentities()):
        raise ForbiddenEntity()
    return dtd is not None


def _refuse_uses(element: Any) -> None:
    if any(True for _use in element.getroottree().iter(etree.Entity)):
        raise ForbiddenEntity()


def _marks(content: bytes) -> int:
    """About as many as there are tags and attributes."""
    return content.count(b"<") + content.count(b"=")


def local_name(name: Any) -> str:
    """The name of an element or attribute without its namespace; empty for what has no name."""
    if name.__class__ is not str:
        return ""
    return name.rpartition("}")[2] if name[0] == "{" else name


def _named(error: etree.XMLSyntaxError, log: Any) -> Exception:
    if error.code == _ENTITY_LOOP or "amplification" in str(error):
        return ForbiddenEntity()
    first = next(iter(log), None)
    reason = first.message if first is not None else error.msg.partition(", line ")[0]
    line = first.line if first is not None else error.lineno
    return MalformedXml(line=line or 1, reason=" ".join(reason.split()).rstrip(".!")[:200])
