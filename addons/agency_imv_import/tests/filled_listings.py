"""Listings that fill random slots, or all, and what each slot says however it is written."""

import contextlib

from hypothesis import strategies as st
from lxml import etree

from ..openimmo import dates, slot_table
from ..openimmo import mapping_features as features
from ..openimmo.contacts import CONTACT
from ..openimmo.converters import amount, flag, number
from ..openimmo.export_tree import build
from ..openimmo.mapping import FIELDS, ROWS_BY_PATH
from ..openimmo.mapping_kinds import KINDS
from ..openimmo.media import ATTACHMENT, map_media
from ..openimmo.slot_labels import BOOLEAN, CHOICE, DATE, MONEY, NUMBER
from ..openimmo.slots import Slots
from ..openimmo.texts import plain_text

MOST_SLOTS = 150
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
        with contextlib.suppress(ValueError, OverflowError):
            return read(text)
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
