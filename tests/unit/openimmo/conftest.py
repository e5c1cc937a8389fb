"""Small deliveries made up on the spot, and the folder with other people's files."""

import os
from pathlib import Path

import pytest
from hypothesis import settings
from openimmo import mapper, reader

# A busy machine is no reason to fail; the tests that bound the time do so themselves.
settings.register_profile("openimmo", deadline=None)
settings.load_profile("openimmo")

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture(scope="session")
def foreign():
    """The folder with the list of slots and the samples that others made; not in the repository.

    It is looked for beside the clone, or where OPENIMMO_SAMPLES says.
    """
    default = REPOSITORY.parent / "shared" / "openimmo"
    folder = Path(os.environ.get("OPENIMMO_SAMPLES") or default)
    if not folder.is_dir():
        pytest.skip("the OpenImmo files that others made are not here (set OPENIMMO_SAMPLES)")
    return folder


@pytest.fixture(scope="session")
def delivery():
    """A function from the inner XML of listings to a whole document (bytes)."""

    def build(*listings, head='<uebertragung umfang="TEIL"/>', provider="<firma>F</firma>"):
        body = "".join(f"<immobilie>{listing}</immobilie>" for listing in listings)
        return f"<openimmo>{head}<anbieter>{provider}{body}</anbieter></openimmo>".encode()

    return build


@pytest.fixture(scope="session")
def draft(delivery):
    """A function from the inner XML of one listing to its draft; a number is added."""
    number = "<verwaltung_techn><objektnr_intern>1</objektnr_intern></verwaltung_techn>"

    def build(listing, **options):
        (found,) = [
            mapper.map_listing(item, **options) for item in reader.read(delivery(listing + number))
        ]
        return found

    return build
