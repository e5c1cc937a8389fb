"""Every slot of a listing has a home, and nothing that is said there is lost."""

import csv
import re
from xml.sax.saxutils import quoteattr

import pytest
from openimmo import details, mapper, reader, slot_table

LISTING = "anbieter/immobilie/"
NUMBER = {"verwaltung_techn/objektnr_intern": "1"}
# What a value looks like, by the type in the list; free texts are told apart by their words.
VALUES = {
    "decimal": "12.5",
    "float": "12.5",
    "int": "3",
    "positiveInteger": "3",
    "date": "2026-03-04",
    "dateTime": "2026-03-04T10:30:00",
    "base64Binary": "aGVsbG8=",
    "boolean": "true",
}
_CERTIFICATE = "zustand_angaben/energiepass"
# The list calls these texts and decimals, but senders write addresses, counts, years ...
SPECIAL = {
    **{f"kontaktperson/email_{kind}": "a@example.com" for kind in ("direkt", "privat", "sonstige")},
    "kontaktperson/email_zentrale": "a@example.com",
    **{f"flaechen/{name}": "0.4" for name in ("grz", "gfz")},
    "preise/x_fache": "25.5",
    **{
        f"flaechen/anzahl_{name}": "3"
        for name in (
            *("balkone", "terrassen", "logia", "betten"),
            *("wohneinheiten", "gewerbeeinheiten"),
        )
    },
    **{f"zustand_angaben/{name}": "1971" for name in ("baujahr", "letztemodernisierung")},
    **{
        f"{_CERTIFICATE}/{name}": "85.5"
        for name in ("energieverbrauchkennwert", "endenergiebedarf", "stromwert", "waermewert")
    },
    f"{_CERTIFICATE}/wertklasse": "B",
    f"{_CERTIFICATE}/baujahr": "1971",
    f"{_CERTIFICATE}/gueltig_bis": "2030-01",
    "anhaenge/anhang/format": "image/jpeg",
    "kontaktperson/url": "https://example.com/a",
}
# What a slot needs beside it to be more than an empty shell.
COMPANIONS = {
    "geo/geokoordinaten/@breitengrad": {"geo/geokoordinaten/@laengengrad": "11.5"},
    "geo/geokoordinaten/@laengengrad": {"geo/geokoordinaten/@breitengrad": "46.5"},
    "bewertung/feld/typ": {"bewertung/feld/name": "a"},
    "bewertung/feld/modus": {"bewertung/feld/name": "a"},
    "bewertung/feld/wert": {"bewertung/feld/name": "a"},
}
# What means the same as nothing at all.
NOTHING = {
    "geo/geokoordinaten": ("",),
    "verwaltung_techn/aktion/@aktionart": ("CHANGE",),
    "verwaltung_objekt/objektadresse_freigeben": ("true",),
}


def build(slots):
    """A document whose one listing has these values, by path."""
    tree = {}
    for path, value in (NUMBER | slots).items():
        node = tree
        *elements, last = path.split("/")
        for name in elements:
            node = node.setdefault(name, {})
        if last.startswith("@"):
            node[last] = value
        else:
            node.setdefault(last, {})["#"] = value
    body = "".join(element(name, node) for name, node in tree.items())
    return f"<openimmo><anbieter><immobilie>{body}</immobilie></anbieter></openimmo>"


def element(name, node):
    attributes = "".join(
        f" {key[1:]}={quoteattr(value)}" for key, value in node.items() if key[0] == "@"
    )
    inner = "".join(element(key, value) for key, value in node.items() if key[0] not in "@#")
    return f"<{name}{attributes}>{node.get('#', '')}{inner}</{name}>"


def mapped(slots):
    return mapper.map_listing(next(reader.read(build(slots).encode())))


def value_of(path, row, number=0):
    words = row["enum"].split("|") if row["enum"] else []
    if path in SPECIAL:
        return SPECIAL[path]
    if words:
        return words[number % len(words)]
    if row["holds"] == "presence":
        return ""
    return VALUES.get(row["type"], f"Text {sum(map(ord, path))}")


def draft_of(path, value, row):
    """The draft of a listing that says only this, and of the same without it."""
    companions = COMPANIONS.get(path, {})
    return mapped(companions | {path: value}), mapped(companions)


def said(draft):
    """All that a draft holds, without its fingerprint and place."""
    return {
        name: getattr(draft, name)
        for name in draft._fields
        if name not in ("content_hash", "line", "warnings")
    }


@pytest.fixture(scope="module")
def slots(foreign):
    with (foreign / "slots.csv").open(encoding="utf-8") as lines:
        return {
            row["path"].removeprefix(LISTING): row
            for row in csv.DictReader(lines)
            if row["path"].startswith(LISTING)
        }


def test_every_slot_of_a_listing_is_in_the_table(slots):
    assert len(slots) == 535
    missing = set(slots) - set(slot_table.SLOTS) - {"geo/geokoordinaten"}
    assert missing == set()


def test_every_value_is_held(slots):
    """Each value of each slot makes a draft of its own: none is lost, none is mixed up."""
    lost = []
    for path, row in slots.items():
        words = row["enum"].split("|") if row["enum"] else [None]
        drafts = {}
        for number, value in enumerate(dict.fromkeys(words)):
            value = value or value_of(path, row, number)
            with_it, without = draft_of(path, value, row)
            if said(with_it) == said(without) and value not in NOTHING.get(path, ()):
                lost.append((path, value))
            drafts.setdefault(repr(said(with_it)), []).append(value)
        lost += [(path, values) for values in drafts.values() if len(values) > 1]
    assert lost == []


def test_a_detail_says_what_was_sent(slots):
    """What is not typed stands in a detail, letter by letter, in a declared place."""
    wrong = []
    for path, row in slots.items():
        value = value_of(path, row)
        draft, _without = draft_of(path, value, row)
        target = slot_table.SLOTS[path].target if path in slot_table.SLOTS else "-"
        texts = [item.text for item in draft.details if item.slot == path]
        own = [item for item in draft.details if item.group == "valuation"]
        if not (target or own or texts == [value]):
            wrong.append((path, value, draft.details))
        if draft.unknown:
            wrong.append((path, draft.unknown))
        if any(str(remark).startswith(path) for remark in draft.warnings):
            wrong.append((path, draft.warnings))
    assert wrong == []


def test_every_slot_at_once(slots):
    """A listing that says everything has a detail for each slot without a field."""
    everything = {}
    for path, row in slots.items():
        if path != "geo/geokoordinaten":
            everything[path] = value_of(path, row)
    everything["geo/geokoordinaten/@breitengrad"] = "46.5"
    everything["anhaenge/anhang/daten/pfad"] = "a.jpg"
    del everything["verwaltung_techn/objektnr_intern"]
    draft = mapped(everything)
    untyped = {path for path in everything if not slot_table.SLOTS[path].target}
    held = {item.slot for item in draft.details}
    assert {path for path in untyped - held if not path.startswith("bewertung/")} == set()
    assert draft.unknown == ()
    assert len(draft.values) > 90


def test_labels_are_our_own_words_and_units_belong_to_numbers():
    for slot in slot_table.SLOTS.values():
        assert slot.group in slot_table.GROUPS.values()
        assert slot.target or slot.label, slot.path
        assert not re.search(r"[_@/]", slot.label), slot.path
        assert not slot.unit or slot.value_type == "number", slot.path
        assert bool(slot.choices) <= (slot.value_type == "choice"), slot.path
        assert not (slot.value_type == "choice" and not (slot.choices or slot.target)), slot.path


def test_choices_are_words_of_the_schema(slots):
    for path, slot in slot_table.SLOTS.items():
        known = {word.upper() for word in slots[path]["enum"].split("|")} if path in slots else None
        if slot.choices and known:
            assert slot.target or set(slot.choices) >= known, path


@pytest.mark.parametrize(
    ("listing", "path", "text"),
    [
        ("<neu wert='1'>x</neu>", "neu", "x"),
        ("<neu wert='1'>x</neu>", "neu/@wert", "1"),
        ("<geo><neu><tief>x</tief></neu></geo>", "geo/neu/tief", "x"),
        ("<geo>lose<ort>B</ort>ende</geo>", "geo", "lose ende"),
        ("<neu>x</neu><neu>y</neu>", "neu[2]", "y"),
        ("<neu>x</neu><neu>y</neu><neu>z</neu>", "neu[3]", "z"),
        ("<neu/><neu>y</neu>", "neu", "y"),
        ("<neu wert='1'/><neu wert='2'/>", "neu[2]/@wert", "2"),
        ("<neu>x</neu><neu><tief>y</tief></neu>", "neu[2]/tief", "y"),
        ("<neu><tief>x</tief></neu><neu><tief>y</tief></neu>", "neu[2]/tief", "y"),
        ("lose<geo/>ende", "immobilie", "lose ende"),
        ("<kontaktperson>lose<name>N</name></kontaktperson>", "kontaktperson/", "lose"),
    ],
)
def test_what_the_standard_lacks_is_kept_and_reported(draft, listing, path, text):
    found = draft(listing)
    kept = {item.path: item for item in found.details}
    assert (kept[path].text, kept[path].group, kept[path].slot) == (text, "unknown", "")
    assert path in found.unknown
    (remark,) = [item for item in found.warnings if item.code == "slots_unknown"]
    assert path in remark
    assert remark.params["count"] == len(found.unknown)


@pytest.mark.parametrize(
    ("listing", "path", "text"),
    [
        ("<{0} feldname='A b'>x</{0}>", "user_defined_simplefield[A b]", "x"),
        ("<{0} feldname='A'/>", "user_defined_simplefield[A]", ""),
        ("<geo><{0} feldname='7'>x</{0}></geo>", "geo/user_defined_simplefield[7]", "x"),
        (
            "<{0} feldname='A'>x</{0}><{0} feldname='A'>y</{0}>",
            "user_defined_simplefield[A][2]",
            "y",
        ),
        (
            "<user_defined_anyfield><o><n>x</n></o></user_defined_anyfield>",
            "user_defined_anyfield/o/n",
            "x",
        ),
        (
            "<user_defined_extend><feld><name>A</name><wert>x</wert><typ>t</typ></feld></user_defined_extend>",
            "user_defined_extend[A]/typ",
            "t",
        ),
        (
            "<user_defined_extend><feld><name>A</name></feld><feld x='1'/></user_defined_extend>",
            "user_defined_extend/feld[2]/@x",
            "1",
        ),
    ],
)
def test_fields_that_senders_made_up_are_kept(draft, listing, path, text):
    found = draft(listing.format("user_defined_simplefield"))
    kept = {item.path: item for item in found.details}
    assert (kept[path].text, kept[path].group) == (text, "own")
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("geo/user_defined_simplefield[Own name]", "Own name"),
        ("user_defined_simplefield[7]", "7"),
        ("user_defined_simplefield[Price [EUR]]", "Price [EUR]"),
        ("user_defined_simplefield[A][2]", "A"),
        ("user_defined_extend[A]/typ", "A"),
        ("user_defined_extend[2][A]", "A"),
        ("bewertung[A]", "A"),
        ("user_defined_simplefield[7][2]", "7"),
        ("user_defined_simplefield[]", "user_defined_simplefield[]"),
        ("user_defined_extend/feld[2]/@x", "user_defined_extend/feld[2]/@x"),
        ("geo/neu", "geo/neu"),
        ("geo/neu[2]/tief", "geo/neu[2]/tief"),
    ],
)
def test_the_name_of_a_made_up_field_is_its_label(path, label):
    assert slot_table.plain_label(path) == label


@pytest.mark.parametrize(
    ("listing", "path", "kind", "value"),
    [
        (
            "<preise><richtpreis>1.250,00</richtpreis></preise>",
            "preise/richtpreis",
            "money",
            1250.0,
        ),
        ("<flaechen><kubatur>0</kubatur></flaechen>", "flaechen/kubatur", "number", 0.0),
        ("<flaechen><kubatur>viel</kubatur></flaechen>", "flaechen/kubatur", "text", None),
        (
            "<infrastruktur><zulieferung/></infrastruktur>",
            "infrastruktur/zulieferung",
            "boolean",
            True,
        ),
        (
            "<infrastruktur><zulieferung>0</zulieferung></infrastruktur>",
            "infrastruktur/zulieferung",
            "boolean",
            False,
        ),
        (
            "<freitexte><objekt_text lang='it'>&lt;b>x&lt;/b></objekt_text></freitexte>",
            "freitexte/objekt_text",
            "text",
            None,
        ),
    ],
)
def test_details_have_a_type(draft, listing, path, kind, value):
    (detail,) = [item for item in draft(listing).details if item.path == path]
    assert (detail.value_type, detail.value) == (kind, value)


def test_scripts_are_no_details(draft):
    found = draft("<neu>&lt;script>alert(1)&lt;/script></neu><neu>a &lt;b>b&lt;/b></neu>")
    assert [item.text for item in found.details] == ["a b"]


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        ("<zustand_angaben><baujahr>1900</baujahr></zustand_angaben>", []),
        ("<zustand_angaben><baujahr>ca. 1900</baujahr></zustand_angaben>", ["ca. 1900"]),
        ("<preise><kaufpreis>1</kaufpreis></preise>", []),
        ("<preise><kaufpreisbrutto>1</kaufpreisbrutto></preise>", ["1"]),
        ("<preise><kaufpreis>VB</kaufpreis></preise>", ["VB"]),
        ("<flaechen><anzahl_logia>2</anzahl_logia></flaechen>", ["2"]),
        ("<flaechen><anzahl_balkone>2</anzahl_balkone></flaechen>", []),
        ("<preise><mieteinnahmen_ist periode='JAHR'>9</mieteinnahmen_ist></preise>", []),
        ("<preise><mieteinnahmen_ist periode='TAG'>9</mieteinnahmen_ist></preise>", ["9", "TAG"]),
        ("<objektkategorie><objektart><haus haustyp='VILLA'/></objektart></objektkategorie>", []),
        ("<ausstattung><bad DUSCHE='false' WANNE='1'/></ausstattung>", []),
        ("<ausstattung><bad DUSCHE='vielleicht'/></ausstattung>", ["vielleicht"]),
        ("<verwaltung_objekt><verfuegbar_ab>01.08.2015</verfuegbar_ab></verwaltung_objekt>", []),
        (
            "<verwaltung_objekt><verfuegbar_ab>1.8.2015 (eher)</verfuegbar_ab></verwaltung_objekt>",
            ["1.8.2015 (eher)"],
        ),
    ],
)
def test_a_field_that_holds_it_all_needs_no_detail(draft, inner, kept):
    assert [item.text for item in draft(inner).details] == kept


def test_paths_are_unique_and_short(draft):
    long = "x" * 500
    fields = [
        f"<user_defined_simplefield feldname='{long}{n}'>{n}</user_defined_simplefield>"
        for n in range(3)
    ]
    spaced = [
        f"<user_defined_simplefield feldname='a{' ' * n}b'>{n}</user_defined_simplefield>"
        for n in (1, 2)
    ]
    paths = [item.path for item in draft("".join(fields + spaced)).details]
    assert len(set(paths)) == 5
    assert max(map(len, paths)) <= 200


def test_no_listing_floods_the_details(draft):
    found = draft(
        "".join(f"<n{number}>x</n{number}>" for number in range(details.MOST_DETAILS + 5))
    )
    assert len(found.details) == details.MOST_DETAILS
    assert len(found.unknown) == details.MOST_DETAILS + 5
    assert "details_cut" in {item.code for item in found.warnings}


def test_two_people_keep_their_own_details(draft):
    person = "<kontaktperson><name>A</name><freitextfeld>{}</freitextfeld></kontaktperson>"
    found = draft(person.format("one") + person.format("two"))
    assert {item.path: item.text for item in found.details} == {
        "kontaktperson/freitextfeld": "one",
        "kontaktperson[2]/freitextfeld": "two",
    }
    assert {item.slot for item in found.details} == {"kontaktperson/freitextfeld"}
