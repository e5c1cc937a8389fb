"""Damaged and odd deliveries: drafts or a named error, and the next good delivery works."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from openimmo import errors, mapper, reader
from openimmo.limits import Limits

SMALL = Limits(max_listing_size=100_000, max_listing_marks=3_000)
GOOD = (
    '<?xml version="1.0" encoding="UTF-8"?><openimmo><uebertragung umfang="TEIL"/><anbieter>'
    "<openimmo_anid>A</openimmo_anid><immobilie><objektkategorie><nutzungsart WOHNEN='1'/>"
    "<objektart><haus haustyp='VILLA'/></objektart></objektkategorie><geo><ort>M\u00fchlbach</ort>"
    "<geokoordinaten breitengrad='46.5' laengengrad='11.3'/></geo><kontaktperson><name>P</name>"
    "<tel_privat>1</tel_privat></kontaktperson><preise><kaufpreis>1.250,00</kaufpreis></preise>"
    "<flaechen><wohnflaeche>84,5</wohnflaeche></flaechen><ausstattung><bad DUSCHE='1'/><kamin/>"
    "</ausstattung><zustand_angaben><zustand zustand_art='GEPFLEGT'/></zustand_angaben>"
    "<freitexte><objektbeschreibung>&lt;p&gt;x&lt;/p&gt;</objektbeschreibung>"
    "</freitexte><anhaenge><anhang location='EXTERN' gruppe='BILD'><daten><pfad>a.jpg</pfad>"
    "</daten></anhang></anhaenge><verwaltung_objekt><verfuegbar_ab>01.08.2015</verfuegbar_ab>"
    "</verwaltung_objekt><verwaltung_techn><objektnr_intern>1</objektnr_intern>"
    "<aktion aktionart='CHANGE'/></verwaltung_techn></immobilie></anbieter></openimmo>"
).encode()
# Every value between tags or in quotes.
VALUES = [match.span() for match in re.finditer(rb"(?<=[>'])[^<>'=]+(?=[<'])", GOOD)]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


def outcome(document):
    try:
        listings = list(map(draft, reader.read(document, SMALL)))
    except errors.DeliveryError as error:
        assert str(error)
        return []
    return listings


def draft(listing):
    try:
        found = mapper.map_listing(listing)
    except errors.BadListing:
        return None
    assert set(found.values) <= mapper.mapped_field_names()
    assert None not in found.values.values()
    return found


def test_the_good_delivery():
    (found,) = outcome(GOOD)
    assert (found.values["city"], found.unknown, found.warnings) == ("M\u00fchlbach", (), ())
    assert len(VALUES) > 15


@settings(max_examples=300)
@given(st.data())
def test_changed_bytes(data):
    document = bytearray(GOOD)
    for _change in range(data.draw(st.integers(1, 3))):
        document[data.draw(st.integers(0, len(document) - 1))] = data.draw(st.integers(0, 255))
    outcome(bytes(document))
    assert outcome(GOOD)


@given(st.integers(0, len(GOOD)), st.integers(0, len(GOOD)))
def test_cut_and_joined(end, start):
    outcome(GOOD[:end])
    outcome(GOOD[:end] + GOOD[start:])


@settings(max_examples=300)
@given(st.sampled_from(VALUES), TEXT | st.from_regex(r"[-+0-9., eE/:TZ]{0,30}", fullmatch=True))
def test_any_value_in_any_place(span, text):
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")
    outcome(GOOD[: span[0]] + safe.encode() + GOOD[span[1] :])


@given(st.integers(0, 400), st.sampled_from(["immobilie", "anbieter", "geo", "a", "p"]))
def test_deep_trees(depth, name):
    tree = f"<{name}>" * depth + f"</{name}>" * depth
    outcome(GOOD.replace(b"<geo>", b"<geo>" + tree.encode()))
    outcome(GOOD.replace(b"<anbieter>", b"<anbieter>" + tree.encode()))


@given(st.permutations(range(len(VALUES))))
def test_values_in_other_places(order):
    pieces, position = [], 0
    for span, other in zip(VALUES, order, strict=True):
        pieces += [GOOD[position : span[0]], GOOD[slice(*VALUES[other])]]
        position = span[1]
    outcome(b"".join(pieces) + GOOD[position:])
