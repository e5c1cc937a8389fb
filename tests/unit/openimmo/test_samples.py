"""Files that others made, and what comes of each: a draft per listing, or a named error."""

import io
from pathlib import Path

import pytest
from openimmo import archive, errors, mapper, reader

SET_ASIDE = "NoIdentity"
ESTATE, REALTY = "OpenEstate__OpenEstate-IO__", "oliverklee__ext-realty__"
# What comes of each listing (its action), or the error of the listing, the document or the file.
OUTCOMES = {
    f"{ESTATE}Examples-openimmo-feedback.xml": ["NotOpenImmo"],
    f"{ESTATE}Examples-openimmo.xml": ["change"],
    # Version tests of a library: fragments without any number.
    f"{ESTATE}test-openimmo-1-2-0-upgrade.xml": [SET_ASIDE],
    f"{ESTATE}test-openimmo-1-2-3-upgrade.xml": [SET_ASIDE] * 5,
    f"{ESTATE}test-openimmo-1-2-4-downgrade.xml": [SET_ASIDE] * 15,
    f"{ESTATE}test-openimmo-1-2-5-downgrade.xml": [SET_ASIDE] * 8,
    f"{ESTATE}test-openimmo-1-2-6-downgrade.xml": [SET_ASIDE] * 4,
    f"{ESTATE}test-openimmo-1-2-7-downgrade.xml": [SET_ASIDE] * 4,
    f"{ESTATE}test-openimmo-1-2-7-upgrade.xml": [SET_ASIDE] * 4,
    f"{ESTATE}test-openimmo-1-2-7b-downgrade.xml": [SET_ASIDE] * 4,
    "justimmo__php-sdk__realty_detail.xml": ["change"],
    "valeth__justimmo-client-ruby__employee_detail.xml": ["MalformedXml"],
    "oliverklee__ext-csv_to_openimmo__MinimalOpenImmo.xml": [SET_ASIDE],
    f"{REALTY}bar-bar.zip": ["NotOpenImmo", "NotOpenImmo"],
    f"{REALTY}bar.zip": ["NotOpenImmo"],
    f"{REALTY}changed-copy-of-same-name-same-name.zip": ["change"],
    f"{REALTY}charset-ISO8859-1.zip": ["change"],
    f"{REALTY}charset-UTF8-default.zip": ["change"],
    f"{REALTY}charset-UTF8.zip": ["change"],
    f"{REALTY}contains-folder.zip": ["NotOpenImmo"],
    f"{REALTY}email.zip": [SET_ASIDE],
    f"{REALTY}empty.zip": ["NoXml"],
    f"{REALTY}foo-deleted.zip": ["delete"],
    f"{REALTY}foo-uppercased.zip": [SET_ASIDE],
    f"{REALTY}foo.zip": ["change"],
    f"{REALTY}inline-onOffice-1.2.4-change-and-delete.xml": ["change", "delete"],
    f"{REALTY}missing-referenced-images.zip": ["change"],
    f"{REALTY}same-name.zip": ["change"],
    f"{REALTY}two-objects.zip": ["change", "change"],
    f"{REALTY}valid-email.zip": [SET_ASIDE],
    f"{REALTY}with-email-and-openimmo-anid.zip": [SET_ASIDE],
    f"{REALTY}with-openimmo-anid.zip": [SET_ASIDE],
}


def outcome(path):
    try:
        packages = archive.open_package(path.name, io.BytesIO(path.read_bytes()))
    except errors.DeliveryError as error:
        return [type(error).__name__]
    return [result for package in packages for result in document(package)]


def document(package):
    try:
        listings = list(map(listing_outcome, reader.read(package.xml)))
    except errors.DeliveryError as error:
        return [type(error).__name__]
    return listings


def listing_outcome(listing):
    try:
        return mapper.map_listing(listing).action
    except errors.BadListing as error:
        return type(error).__name__


@pytest.mark.parametrize("name", OUTCOMES)
def test_sample(foreign, name):
    assert outcome(foreign / "samples" / name) == OUTCOMES[name]


def test_no_sample_is_left_out(foreign):
    found = {path.name for path in Path(foreign / "samples").iterdir() if path.suffix != ".md"}
    assert found == set(OUTCOMES)


def test_umlauts_of_three_encodings(foreign):
    keys = set()
    for name in ("ISO8859-1", "UTF8-default", "UTF8"):
        path = foreign / "samples" / f"{REALTY}charset-{name}.zip"
        (package,) = archive.open_package(path.name, io.BytesIO(path.read_bytes()))
        keys.update(listing.provider.key for listing in reader.read(package.xml))
    assert keys == {"test-anid-with-umlaut-\u00fc"}


def test_pictures_that_are_there_and_pictures_that_are_missing(foreign):
    found = {}
    for name in ("foo", "missing-referenced-images"):
        path = foreign / "samples" / f"{REALTY}{name}.zip"
        (package,) = archive.open_package(path.name, io.BytesIO(path.read_bytes()))
        (draft,) = map(mapper.map_listing, reader.read(package.xml))
        references = [item.reference for item in draft.media]
        assert references == ["foo.jpg", "bar.jpg"]
        found[name] = [reference in package.media for reference in references]
    assert found == {"foo": [True, True], "missing-referenced-images": [False, False]}
