"""A delivery on its way out: one ZIP with an XML and its pictures. Without Odoo."""

import io
import zipfile
from collections.abc import Callable, Iterable
from typing import BinaryIO

from .openimmo.drafts import PropertyDraft, Provider, Transfer
from .openimmo.export_document import write_document

XML_NAME = "openimmo.xml"
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write_package(
    target: BinaryIO,
    transfer: Transfer,
    provider: Provider,
    drafts: Iterable[PropertyDraft],
    files: Iterable[tuple[str, Callable[[], bytes]]],
) -> int:
    """Write the ZIP; one picture is in memory at a time. Equal input gives equal bytes.

    :param files: names, and what returns their content
    :return: the number of listings
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        document = io.BytesIO()
        count = write_document(document, transfer, provider, drafts)
        info = zipfile.ZipInfo(XML_NAME, _MOMENT)
        archive.writestr(info, document.getvalue(), zipfile.ZIP_DEFLATED)
        written = set()
        for name, read in files:
            if name not in written:
                written.add(name)
                archive.writestr(zipfile.ZipInfo(name, _MOMENT), read(), zipfile.ZIP_STORED)
    return count
