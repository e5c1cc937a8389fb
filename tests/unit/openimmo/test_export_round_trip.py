"""Import, export, import: a listing comes back equal, slot by slot."""

import io

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree
from openimmo import archive, dates, errors, mapper, reader, slot_table
from openimmo import mapping_features as features
from openimmo.contacts import CONTACT
from openimmo.converters import amount, flag, number
from openimmo.export_document import write_document
from openimmo.export_listing import listing_element
from openimmo.export_tree import build
from openimmo.mapping import FIELDS, ROWS_BY_PATH
from openimmo.mapping_kinds import KINDS
from openimmo.media import ATTACHMENT, map_media
from openimmo.slot_labels import BOOLEAN, CHOICE, DATE, MONEY, NUMBER
from openimmo.slots import Slots
from openimmo.texts import plain_text

NUMBER_OF_LISTINGS, MOST_SLOTS = 200, 150
READ = {BOOLEAN: flag, NUMBER: number, MONEY: amount, DATE: dates.day}
ACTIONS = {f"verwaltung_techn/aktion{end}" for end in ("", "/@art", "/@aktionart")}
FREE_NUMBERS = (
    "zustand_angaben/energiepass/endenergiebedarf",
    "zustand_angaben/energiepass/energieverbrauchkennwert",
    "flaechen/anzahl_stellplaetze",
)
FREE_FORMS = (dates.year, dates.last_day)
FREE_WORDS = ("zustand_angaben/energiepass/epart",)
FREE_DATES = ("verwaltung_objekt/verfuegbar_ab",)
# Kinds of place whose whole content is compared as the attachment that it makes.
MEDIA = {"@location", "@gruppe", "format", "check", "check/@ctype", "daten/anhanginhalt"}


def canonical(listing):
    """What each slot of a listing says, however it is written."""
    found = {}
    parts = [Slots(listing, frozenset((CONTACT, ATTACHMENT)))]
    for place, name in ((CONTACT, CONTACT), ("anhaenge/anhang", ATTACHMENT)):
        for position, element in enumerate(listing.iter(f"{{*}}{name}")):
            parts.append(Slots(element, place=f"{place}[{position}]/"))
    for part in parts:
        is_medium = "anhang[" in part.place
        for path, text in part.values.items():
            if is_medium and path in MEDIA:
                continue
            value = meaning(part.place + path, text)
            if value not in ("", None):
                found[part.place + path] = value
    media, _slots = map_media(listing.iter(f"{{*}}{ATTACHMENT}"))
    found["media"] = media
    return found | defaults(found)


def meaning(path, text):
    if path in ACTIONS:
        return None
    slot = slot_table.find(path)
    row = ROWS_BY_PATH.get(path)
    if path in features.FLAGS:
        read = flag
    elif (
        row
        and not hasattr(row.convert, "words")
        and row.convert not in (dates.year, dates.last_day)
    ):
        read = row.convert
    else:
        read = READ.get(slot.value_type) if slot else None
    if path in FREE_NUMBERS:
        read = number
    if path in FREE_DATES and dates.is_whole_date(text):
        read = dates.day
    if not text and (read is not flag or "@" in path):
        return ""
    if read:
        try:
            return read(text)
        except (ValueError, OverflowError):
            pass
    text = " ".join(plain_text(text).split())
    is_word = path in FREE_WORDS or (slot and slot.value_type == CHOICE)
    return text.upper() if is_word else text


def defaults(found):
    """A missing member of a set is no; an address that nobody hides is public."""
    sections = {path.partition("/@")[0] for path in found}
    return {
        path: row.default
        for row in FIELDS
        for path in row.paths
        if row.default is not None
        and path not in found
        and (not row.section or row.section in sections)
    }


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


def whole(listings):
    root = etree.Element("openimmo")
    etree.SubElement(root, "uebertragung", umfang="TEIL")
    provider = etree.SubElement(root, "anbieter")
    provider.extend(listings)
    return etree.tostring(root)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
TEXTS = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
NUMBERS = st.decimals(0, 9999, places=2, allow_nan=False)
DAYS = st.dates(dates.date(1990, 1, 1), dates.date(2100, 1, 1))
VALUES = {
    BOOLEAN: st.sampled_from(["true", "false", "1", "0", "JA", "N"]),
    NUMBER: NUMBERS.map(lambda value: str(value).replace(".", ",")) | st.integers(0, 999).map(str),
    MONEY: NUMBERS.map(str) | st.sampled_from(["1.250", "1.250,50", "0"]),
    DATE: DAYS.map(str) | DAYS.map(lambda day: f"{day:%d.%m.%Y}"),
}
SPECIAL = {
    "geo/geokoordinaten/@breitengrad": st.floats(-90, 90).map(lambda value: f"{value:.6f}"),
    "geo/geokoordinaten/@laengengrad": st.floats(-180, 180).map(lambda value: f"{value:.6f}"),
    "geo/land/@iso_land": st.sampled_from(["DEU", "ita", "CHE", "XYZ"]),
    "geo/land": st.sampled_from(["DEU", "Italien"]),
    "preise/waehrung/@iso_waehrung": st.sampled_from(["EUR", "CHF"]),
    "zustand_angaben/energiepass/epart": st.sampled_from(["BEDARF", "VERBRAUCH", "x"]),
    "zustand_angaben/energiepass/jahrgang": st.sampled_from(["2014", "OHNE", "NICHT_NOETIG"]),
    "verwaltung_objekt/verfuegbar_ab": DAYS.map(str) | TEXTS,
    "anhaenge/anhang/@location": st.just("EXTERN"),
    "anhaenge/anhang/daten/anhanginhalt": st.just("QUJD"),
    "anhaenge/anhang/check/@ctype": st.sampled_from(["MD5", "ETAG"]),
    "kontaktperson/email_direkt": st.sampled_from(["a@example.com", "nobody"]),
    "kontaktperson/tel_privat": st.sampled_from(["0221 12", "0221  13"]),
    "kontaktperson/land/@iso_land": st.sampled_from(["DEU", "AUT"]),
}
PLACES = sorted(set(slot_table.SLOTS) - ACTIONS - {"verwaltung_techn/objektnr_intern"})


def values_of(path):
    slot, row = slot_table.SLOTS[path], ROWS_BY_PATH.get(path)
    if path in SPECIAL:
        return SPECIAL[path]
    if slot.target == "kind":
        element, _at, attribute = path.partition("/@")
        return (
            st.sampled_from(sorted(KINDS[element.split("/")[-1]].details))
            if attribute
            else st.just("")
        )
    words = slot.choices or features.WORDS.get(path) or getattr(row and row.convert, "words", None)
    if words:
        return st.sampled_from(sorted(words))
    if row and row.convert is dates.year:
        return st.sampled_from(["1971", "ca. 1900"])
    if row and row.convert is dates.last_day:
        return st.sampled_from(["2030-01-31", "01-2030", "2031"])
    if slot.target.startswith("identity."):
        return WORDS
    if row and row.name in ("floor", "floor_count") or (row and row.convert.__name__ == "count"):
        return st.integers(0, 200).map(str)
    return VALUES.get(slot.value_type, TEXTS)


@st.composite
def listings(draw):
    """A listing that fills random slots, twice over in contacts and attachments."""
    chance = draw(st.randoms(use_true_random=False))
    paths = chance.sample(PLACES, draw(st.integers(1, MOST_SLOTS)))
    slots = {path: draw(values_of(path)) for path in paths}
    slots["verwaltung_techn/objektnr_intern"] = draw(WORDS)
    for place in (CONTACT, "anhaenge/anhang"):
        if draw(st.booleans()):
            again = {path: text for path, text in slots.items() if path.startswith(f"{place}/")}
            slots |= {path.replace(place, f"{place}[2]", 1): text for path, text in again.items()}
    for position in ("", "[2]"):
        if any(path.startswith(f"anhaenge/anhang{position}/") for path in slots):
            slots[f"anhaenge/anhang{position}/daten/pfad"] = f"{draw(WORDS)}.jpg"
    own = draw(st.dictionaries(TEXTS, TEXTS, max_size=3))
    for name, text in own.items():
        section = draw(st.sampled_from(["", "geo/", "preise/", "kontaktperson/"]))
        form = draw(st.sampled_from(["user_defined_simplefield", "user_defined_extend"]))
        slots[f"{section}{form}[{name}]"] = text
    if draw(st.booleans()):
        slots |= {"preise/neu/@wert": "1", "preise/neu/tief": draw(TEXTS)}
    action = draw(st.sampled_from(["CHANGE", "DELETE", "REFERENZ", "NEW", None]))
    if action:
        slots["verwaltung_techn/aktion/@aktionart"] = action
    return whole([build(slots)])


@settings(
    max_examples=NUMBER_OF_LISTINGS,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failure smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(listings())
def test_random_listing_comes_back(document):
    listing = next(reader.read(document))
    assert_comes_back(listing)


KITCHEN_SINK = {
    "kontaktperson/email_direkt": "a@example.com",
    "kontaktperson/land/@iso_land": "AUT",
    "geo/land/@iso_land": "ITA",
    "geo/geokoordinaten/@breitengrad": "46.5",
    "geo/geokoordinaten/@laengengrad": "11.25",
    "preise/waehrung/@iso_waehrung": "CHF",
    "verwaltung_techn/objektnr_intern": "1",
    "anhaenge/anhang/daten/pfad": "a.jpg",
    "anhaenge/anhang/daten/anhanginhalt": "QUJD",
    "zustand_angaben/baujahr": "1971",
}


def in_every_slot():
    """A listing that says something in each place that the table knows."""
    slots = {}
    for position, path in enumerate(PLACES):
        slot, row = slot_table.SLOTS[path], ROWS_BY_PATH.get(path)
        words = getattr(row and row.convert, "words", None) or features.WORDS.get(path)
        words = list(words or slot.choices)
        if slot.target == "kind" and "@" in path:
            words = list(KINDS[path.split("/")[-2]].details)
        by_type = {
            BOOLEAN: "true",
            NUMBER: str(position),
            MONEY: f"{position}.5",
            DATE: "2026-02-03",
        }
        slots[path] = words[-1] if words else by_type.get(slot.value_type, f"Text {position}")
    return slots | KITCHEN_SINK


def test_every_slot_comes_back():
    slots = in_every_slot()
    document = whole([build(slots)])
    listing = next(reader.read(document))
    assert len(canonical(listing.element)) > 500
    assert_comes_back(listing)


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
