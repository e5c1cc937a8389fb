"""Every fixture becomes what stands beside it."""

import base64
import dataclasses
import json
from datetime import date, datetime
from pathlib import Path

import pytest
from openimmo import archive, mapper, reader

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "openimmo"
DOCUMENTS = sorted(FOLDER.glob("*.xml"))


def plain(value):
    """Drafts in the words of JSON: what is empty or changes with the layout is left out."""
    if dataclasses.is_dataclass(value) or hasattr(value, "_fields"):
        names = getattr(value, "_fields", None) or [item.name for item in dataclasses.fields(value)]
        pairs = {name: getattr(value, name) for name in names}
        pairs.pop("content_hash", None)
        return {
            name: plain(entry)
            for name, entry in pairs.items()
            if entry is False or (entry != 0 and entry not in ("", None, (), {}))
        }
    if isinstance(value, dict):
        return {name: plain(entry) for name, entry in sorted(value.items())}
    if isinstance(value, (tuple, list)):
        return [plain(entry) for entry in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def mapped(path):
    with path.open("rb") as stream:
        (package,) = archive.open_package(path.name, stream)
    transfer, listings = reader.open_transfer(package.xml)
    return {
        "transfer": plain(transfer),
        "listings": [
            {"provider": plain(listing.provider), **plain(mapper.map_listing(listing))}
            for listing in listings
        ],
    }


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_fixture_becomes_what_stands_beside_it(path):
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    assert mapped(path) == expected


def test_every_expectation_has_its_delivery():
    expected = {path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.json")}
    assert expected == {path.stem for path in DOCUMENTS}
    assert len(DOCUMENTS) >= 12
