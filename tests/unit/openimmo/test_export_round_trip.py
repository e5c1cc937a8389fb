"""Import, export, import: a listing comes back equal, slot by slot."""

import io

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from openimmo import archive, errors, mapper, reader
from openimmo.drafts import Identity, PropertyDraft
from openimmo.export_document import write_document
from openimmo.export_listing import listing_element
from openimmo.export_tree import build

from tests.unit.openimmo.pure import load

filled = load("tests.filled_listings")
canonical, whole = filled.canonical, filled.whole
NUMBER_OF_LISTINGS = 200


def assert_comes_back(listing, about=""):
    """Map, export and read again; compare draft and slots. Empty is what says nothing."""
    before = canonical(listing.element)
    draft = mapper.map_listing(listing)
    exported = listing_element(draft)
    assert canonical(exported) == before, about
    again = mapper.map_listing(next(reader.read(whole([exported]))))
    for name in ("values", "kind_code", "feature_codes", "denied", "contacts", "media", "action"):
        assert getattr(again, name) == getattr(draft, name), (about, name)
    once_more = listing_element(again)
    assert etree.tostring(once_more) == etree.tostring(exported), about


@settings(
    max_examples=NUMBER_OF_LISTINGS,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failure smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(filled.listings())
def test_random_listing_comes_back(document):
    listing = next(reader.read(document))
    assert_comes_back(listing)


def test_every_slot_comes_back():
    slots = filled.in_every_slot()
    document = whole([build(slots)])
    listing = next(reader.read(document))
    assert len(canonical(listing.element)) > 500
    assert_comes_back(listing)


def test_feature_without_a_text_says_yes():
    """Portals show the text of the kind of broadband: a number would mean nothing there."""
    draft = PropertyDraft(Identity("1"), "change", {}, feature_codes=("balcony", "broadband"))
    listing = listing_element(draft)
    assert listing.find("ausstattung/breitband_zugang").get("art") == "JA"
    assert listing.findtext("flaechen/anzahl_balkone") == "1"
    again = mapper.map_listing(next(reader.read(whole([listing]))))
    assert {"balcony", "broadband"} <= set(again.feature_codes)


def documents(path):
    with path.open("rb") as stream:
        return [
            package.xml for package in archive.open_package(path.name, io.BytesIO(stream.read()))
        ]


def every_listing_comes_back(path):
    """Return how many listings a file holds; what cannot be imported is not counted."""
    count = 0
    try:
        for document in documents(path):
            for listing in reader.read(document):
                try:
                    mapper.map_listing(listing)
                except errors.BadListing:
                    continue
                assert_comes_back(listing, path.name)
                count += 1
    except errors.DeliveryError:
        pass
    return count


def test_fixtures_come_back(repository):
    paths = sorted((repository / "tests" / "fixtures" / "openimmo").glob("*.xml"))
    assert sum(map(every_listing_comes_back, paths)) > 20


def test_samples_come_back(foreign):
    paths = sorted(path for path in (foreign / "samples").iterdir() if path.suffix != ".md")
    assert sum(map(every_listing_comes_back, paths)) >= 12


HEAD = """<uebertragung art="OFFLINE" umfang="VOLL" modus="CHANGE" version="1.2.7" regi_id="r"
    sendersoftware="S" senderversion="2" techn_email="t@example.com"
    timestamp="2026-01-05T09:30:00Z"/>"""
PROVIDER = """<anbieternr>7</anbieternr><firma>F &amp; Co</firma><openimmo_anid>A1</openimmo_anid>
    <lizenzkennung>L</lizenzkennung><anhang location="EXTERN" gruppe="ANBIETERLOGO"><format>png
    </format><daten><pfad>logo.png</pfad></daten></anhang><impressum>Wir</impressum>
    <impressum_strukt><firmenname>F</firmenname><umsst-id>1</umsst-id></impressum_strukt>"""


def test_what_stands_around_the_listings_comes_back(delivery):
    listings = [
        f"<verwaltung_techn><objektnr_intern>{number}</objektnr_intern></verwaltung_techn>"
        for number in (1, 2)
    ]
    document = delivery(*listings, head=HEAD, provider=PROVIDER)
    transfer, found = reader.open_transfer(document)
    drafts = [(listing.provider, mapper.map_listing(listing)) for listing in found]
    provider = drafts[0][0]
    output = io.BytesIO()
    count = write_document(output, transfer, provider, (draft for _provider, draft in drafts))
    again, found = reader.open_transfer(output.getvalue())
    listings = list(found)
    assert (count, again) == (2, transfer)
    assert [listing.provider for listing in listings] == [provider, provider]
    assert provider.facts["impressum_strukt/umsst-id"] == "1"
    assert provider.facts["anhang/daten/pfad"] == "logo.png"
    assert output.getvalue().startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


@pytest.mark.parametrize("name", ["a]/b", "x/y", "2", "[3]", "Größe in m²"])
def test_names_that_senders_made_up_come_back(name):
    slots = {
        "verwaltung_techn/objektnr_intern": "1",
        f"user_defined_simplefield[{name}]": "u",
        f"geo/user_defined_extend[{name}]": "v",
        f"geo/user_defined_extend[{name}]/typ": "w",
        f"bewertung[{name}]": "x",
    }
    listing = next(reader.read(whole([build(slots)])))
    element = listing.element
    assert [field.get("feldname") for field in element.iter("user_defined_simplefield")] == [name]
    assert [field.text for field in element.iter("name")] == [name] * 2
    assert_comes_back(listing)
