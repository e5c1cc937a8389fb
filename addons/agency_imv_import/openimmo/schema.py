"""Optional check of a document against a schema that the user supplies. It warns, never refuses."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from .limits import MIB

MAX_SCHEMA = 4 * MIB
# The whole document is in memory while it is checked.
MAX_DOCUMENT = 16 * MIB
MOST_CHARACTERS = 300
_XSD = "http://www.w3.org/2001/XMLSchema"
_OTHER_FILES = tuple(f"{{{_XSD}}}{name}" for name in ("include", "import", "redefine"))


class BadSchema(ValueError):
    """The schema cannot be used; ``reason`` is what is wrong with it, ``code`` its kind.

    Codes: ``too_large``, ``unreadable`` (no XML, entities), ``other_files``, ``no_schema``.
    """

    def __init__(self, code: str, reason: str = ""):
        super().__init__(reason or code)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place at which a document differs from the schema."""

    line: int
    text: str


def load(content: bytes) -> etree.XMLSchema:
    """Make a schema of an XSD file that needs no other file.

    :raises BadSchema: it cannot be used
    """
    if len(content) > MAX_SCHEMA:
        raise BadSchema("too_large")
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadSchema("unreadable", _short(getattr(error, "msg", str(error)))) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadSchema("unreadable", "DOCTYPE")
    # Whatever it names would be read from this machine or from the network.
    if any(element.get("schemaLocation") for element in root.iter(*_OTHER_FILES)):
        raise BadSchema("other_files")
    try:
        return etree.XMLSchema(root)
    except etree.XMLSchemaParseError as error:
        raise BadSchema("no_schema", _short(str(error))) from error


def deviations(schema: etree.XMLSchema, document: bytes) -> list[Deviation] | None:
    """What the schema finds, in the order of the document; None: it cannot be checked.

    A document that is damaged, unsafe or too large is left to the reader, which says so.
    """
    if len(document) > MAX_DOCUMENT:
        return None
    try:
        tree = etree.fromstring(document, _parser()).getroottree()
    except (etree.XMLSyntaxError, ValueError):
        return None
    if tree.docinfo.internalDTD is not None:
        return None
    schema.validate(tree)
    return [Deviation(entry.line, _short(entry.message)) for entry in schema.error_log]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]} ..."
