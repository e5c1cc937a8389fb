"""The fingerprint of a listing: equal for equal content, however it is written."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from lxml import etree

#: Raised when the mapping takes more of a listing: what is known is then mapped once again.
MAPPING = b"3:"
# In canonical XML a ``<`` is always the start of a tag, so this never reaches into a value.
_BETWEEN_TAGS = re.compile(rb">[ \t\r\n]+<")


def content_hash(element: Any) -> str:
    """SHA-256 (hex) of the element's canonical XML (exclusive C14N, without comments).

    Encoding, order of attributes, quotes, CDATA, empty-element tags and white space between tags
    make no difference; the order of elements does.
    """
    try:
        canonical = etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
    except etree.C14NError:
        # Canonical XML knows no relative namespace names; the document's own form has to do.
        canonical = etree.tostring(element, encoding="utf-8", with_tail=False)
    return hashlib.sha256(MAPPING + _BETWEEN_TAGS.sub(b"><", canonical)).hexdigest()
