"""From an XML document to its listings, one at a time and by local name.

Encodings, element order and versions are the sender's business; ``survey`` says how provider data
that come late are known in time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from .drafts import Listing, Provider, Transfer
from .limits import DEFAULT_LIMITS, Limits
from .survey import LISTING, PROVIDER, Survey, pieces, survey
from .xml_walk import XmlDocument


def open_transfer(
    document: BinaryIO | bytes, limits: Limits = DEFAULT_LIMITS
) -> tuple[Transfer, Iterator[Listing]]:
    """The facts about the document, and its listings in the order of the file.

    The order counts: one listing may be changed and then deleted in the same file. Map each
    listing before asking for the next one. Memory does not grow with their number.

    :param document: the XML, or a seekable binary stream, read twice from its position
    :raises BadXml: not well-formed, unsafe, or not OpenImmo
    :raises TooLarge: one of ``limits`` is exceeded
    :raises NothingToImport: no listing at all
    """
    stream = io.BytesIO(document) if isinstance(document, bytes) else document
    content = XmlDocument(stream, limits)
    found = survey(content)
    return found.transfer, _listings(content, found)


def read(document: BinaryIO | bytes, limits: Limits = DEFAULT_LIMITS) -> Iterator[Listing]:
    """Only the listings of ``open_transfer``."""
    return open_transfer(document, limits)[1]


def _listings(document: XmlDocument, found: Survey) -> Iterator[Listing]:
    index = 0
    for name, number, element in found.listings or pieces(document.walk((PROVIDER, LISTING))):
        if name == LISTING:
            index += 1
            provider = Provider() if number is None else found.providers[number]
            yield Listing(element, provider, found.transfer, index, element.sourceline or 0)
