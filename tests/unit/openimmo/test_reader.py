"""One listing at a time, whatever the encoding, the order and the version."""

import io
import time

import pytest
from openimmo import errors, reader, xml_walk
from openimmo.limits import Limits

BILLION = (
    b'<!DOCTYPE openimmo [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
    b'<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">'
    b'<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>'
)


@pytest.fixture(autouse=True, params=["held", "streamed"])
def way(request, monkeypatch):
    """Every test twice: with a document that is held, and with one that is too large for that."""
    if request.param == "streamed":
        monkeypatch.setattr(xml_walk, "WHOLE", 0)


def places(document):
    return [
        (item.provider.key, item.index, item.element.findtext(".//{*}ort"))
        for item in reader.read(document)
    ]


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8"),
        lambda text: f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode("iso-8859-1"),
        lambda text: f'<?xml version="1.0" encoding="windows-1252"?>{text}'.encode("cp1252"),
        lambda text: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"),
    ],
    ids=["utf-8", "bom", "crlf", "iso-8859-1", "windows-1252", "utf-16"],
)
def test_encodings(encode):
    text = (
        "<openimmo><anbieter>\n<firma>B\u00f6</firma>\n"
        "<immobilie><geo><ort>M\u00fchlbach</ort></geo></immobilie></anbieter></openimmo>"
    )
    assert places(encode(text)) == [("B\u00f6", 1, "M\u00fchlbach")]


def test_the_first_listing_already_knows_what_comes_after_it():
    transfer, listings = reader.open_transfer(
        b"<openimmo><anbieter><immobilie/><firma>F</firma><immobilie/>"
        b"<openimmo_anid>A</openimmo_anid><anbieternr>N</anbieternr></anbieter>"
        b'<uebertragung umfang="voll" sendersoftware="S"/></openimmo>'
    )
    assert (transfer.scope, transfer.software, transfer.listing_count) == ("full", "S", 2)
    for listing in listings:
        provider = listing.provider
        assert listing.transfer is transfer
        assert (provider.key, provider.anid, provider.number) == ("A", "A", "N")
        assert provider.company == "F"


@pytest.mark.parametrize(
    ("leaves", "key"),
    [
        ("<anbieternr>N</anbieternr><firma>F</firma><openimmo_anid>A</openimmo_anid>", "A"),
        ("<anbieternr>N</anbieternr><firma>F</firma><anid>B</anid>", "B"),
        ("<anbieternr>N</anbieternr><firma>F</firma><openimmo_anid/>", "N"),
        ("<anbieternr> </anbieternr><firma>F</firma><openimmo_anid/>", "F"),
        ("", ""),
    ],
)
def test_the_key_of_a_provider(delivery, leaves, key):
    (listing,) = reader.read(delivery("", provider=leaves))
    assert listing.provider.key == key


def test_the_company_of_a_contact_is_not_the_provider(delivery):
    contact = "<kontaktperson><firma>Kontakt</firma></kontaktperson>"
    (listing,) = reader.read(delivery(contact, provider="<anbieternr>1</anbieternr>"))
    assert (listing.provider.company, listing.provider.key) == ("", "1")


def test_missing_scope_is_the_harmless_one(delivery):
    for head in ("", '<uebertragung umfang="TEIL"/>', '<uebertragung umfang="ALLES"/>'):
        transfer, _listings = reader.open_transfer(delivery("", head=head))
        assert transfer.scope == "partial"


def test_listings_without_a_provider_or_below_another_root():
    assert places(b"<openimmo><immobilie><geo><ort>X</ort></geo></immobilie></openimmo>") == [
        ("", 1, "X")
    ]
    assert places(b"<portal><immobilie/></portal>") == [("", 1, None)]


def test_a_listing_inside_of_a_listing_is_a_part_of_it():
    document = (
        b"<openimmo><anbieter><firma>F</firma><immobilie><ort>A</ort>"
        b"<immobilie><ort>B</ort></immobilie><anbieter/></immobilie>"
        b"<immobilie><ort>C</ort></immobilie></anbieter></openimmo>"
    )
    assert [place[1:] for place in places(document)] == [(1, "A"), (2, "C")]
    assert {place[0] for place in places(document)} == {"F"}


def test_lines_are_those_of_the_start_tags_even_far_down(delivery):
    document = delivery("\n", "\n" * 70_000, "\n<geo/>").replace(b"<immobilie>", b"\n<immobilie>")
    *near, far = (listing.line for listing in reader.read(document))
    # Past line 65,535 the parser takes the line from the first text inside.
    assert near == [2, 4]
    assert far in (70_005, 70_006)


def test_a_finished_listing_is_freed_unless_the_document_is_held(delivery):
    listings = reader.read(delivery("<geo/>", "<geo/>"))
    first = next(listings).element
    assert len(first) == 1
    next(listings)
    assert len(first) == (1 if xml_walk.WHOLE else 0)


@pytest.mark.parametrize(
    ("document", "error"),
    [
        (b"<openimmo><anbieter></openimmo>", errors.MalformedXml),
        (b"<openimmo>", errors.MalformedXml),
        (b"", errors.MalformedXml),
        (b"Hallo", errors.MalformedXml),
        (b"<openimmo>\xff</openimmo>", errors.MalformedXml),
        (b"<openimmo/><openimmo/>", errors.MalformedXml),
        (b"<openimmo><a>x&nbsp;y</a></openimmo>", errors.MalformedXml),
        (b"<openimmo>" + b"<a>" * 300 + b"</a>" * 300 + b"</openimmo>", errors.MalformedXml),
        (b"<openimmo_feedback/>", errors.NotOpenImmo),
        (b"<openimmo><anbieter/></openimmo>", errors.NoListings),
        (BILLION + b"<openimmo><immobilie><a>&h;</a></immobilie></openimmo>", errors.BadXml),
        (BILLION + b'<openimmo x="&h;"/>', errors.BadXml),
        (
            b'<!DOCTYPE o [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            b"<openimmo><immobilie><a>&x;</a></immobilie></openimmo>",
            errors.ForbiddenEntity,
        ),
        (
            b'<!DOCTYPE o [<!ENTITY x "harmless">]><openimmo><immobilie/></openimmo>',
            errors.ForbiddenEntity,
        ),
        (
            b'<!DOCTYPE o SYSTEM "http://127.0.0.1:9/x.dtd"><openimmo><immobilie><a>x&y;</a>'
            b"</immobilie></openimmo>",
            errors.ForbiddenEntity,
        ),
        (
            b'<!DOCTYPE o SYSTEM "x.dtd"><openimmo><anbieter>' + b" " * 100_000 + b"<firma>A&y;B"
            b"</firma>" + b" " * 100_000 + b"<immobilie/></anbieter></openimmo>",
            errors.ForbiddenEntity,
        ),
    ],
)
def test_refused_with_a_name(document, error):
    started = time.monotonic()
    with pytest.raises(error):
        list(reader.read(document))
    assert time.monotonic() - started < 5


def test_a_declared_document_type_alone_does_no_harm():
    document = b'<!DOCTYPE openimmo SYSTEM "x.dtd"><openimmo><immobilie/></openimmo>'
    assert len(list(reader.read(document))) == 1


def test_damage_names_its_line(delivery):
    document = delivery("\n\n<geo></ort>")
    with pytest.raises(errors.MalformedXml, match="damaged in line 3: ") as caught:
        reader.open_transfer(document)
    assert caught.value.params["line"] == 3


def test_damage_at_the_end_is_found_before_the_first_listing(delivery):
    with pytest.raises(errors.MalformedXml):
        reader.open_transfer(delivery("", "")[:-5])


@pytest.mark.parametrize(
    "limits", [Limits(max_listing_size=100_000), Limits(max_listing_marks=1000)]
)
@pytest.mark.parametrize("place", ["inside", "between"])
def test_one_piece_must_not_fill_the_memory(delivery, limits, place):
    heap = '<x a=""/>' * 20_000
    document = delivery(heap) if place == "inside" else delivery("", provider=heap)
    assert len(list(reader.read(document))) == 1
    with pytest.raises(errors.ListingTooLarge):
        reader.open_transfer(document, limits)


def test_many_listings_are_no_large_piece(delivery):
    listings = ["<geo><ort>Brixen</ort></geo>"] * 40_000
    transfer, _listings = reader.open_transfer(
        delivery(*listings), Limits(max_listing_size=100_000, max_listing_marks=20_000)
    )
    assert transfer.listing_count == 40_000


def test_text_of_more_than_ten_megabytes_in_one_element(delivery):
    with pytest.raises(errors.BadXml):
        reader.open_transfer(delivery("<a>" + "x" * 11_000_000 + "</a>"))


def test_a_stream_is_read_from_where_it_stands(delivery):
    stream = io.BytesIO(b"12345" + delivery(""))
    stream.seek(5)
    assert len(list(reader.read(stream))) == 1


def test_what_a_listing_in_a_section_says_is_not_the_provider_s():
    field = '<user_defined_simplefield feldname="{0}">{0}</user_defined_simplefield>'
    document = (
        "<openimmo><anbieter><firma>F</firma><gruppe>"
        f"<immobilie><geo>{field.format('inner')}</geo></immobilie></gruppe>"
        f"<weiteres>{field.format('own')}<telefon>1</telefon></weiteres></anbieter></openimmo>"
    ).encode()
    (listing,) = reader.read(document)
    assert listing.provider.user_fields == (("own", "own"),)
    assert listing.provider.facts["weiteres/telefon"] == "1"
    assert not any("geo" in path for path in listing.provider.facts)
