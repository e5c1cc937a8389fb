"""The mark of a delivery: equal for the same documents and files in whatever wrapping."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from .canonical import MAPPING
from .drafts import MediaFile, Package

_CHUNK = 1024 * 1024


def fingerprint(packages: Sequence[Package], conditions: Any) -> str:
    """SHA-256 (hex) over names and contents; compression, dates and comments make no difference.

    Documents count in their order. The name of a document that came alone says nothing.

    :param conditions: what else decides what becomes of the listings, in a form that JSON keeps
    :raises DamagedFile: a file cannot be unpacked
    """
    files = packages[0].media.values()
    is_alone = len(packages) == 1 and not files
    documents = [
        ["" if is_alone else package.xml_name, hashlib.sha256(package.xml).hexdigest()]
        for package in packages
    ]
    media = sorted([file.name, digest_of(file)] for file in files)
    parts = [MAPPING, conditions, documents, media]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def digest_of(file: MediaFile) -> str:
    """SHA-256 (hex) of a file, read piece by piece. :raises DamagedFile: it cannot be unpacked"""
    digest = hashlib.sha256()
    with file.open() as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
