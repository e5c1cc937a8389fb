"""The fingerprint: equal for listings that say the same, different for any other."""

import pytest
from lxml import etree
from openimmo.canonical import content_hash
from openimmo.slots import Slots


def fingerprint(text):
    return content_hash([Slots(etree.fromstring(text))])


PLAIN = '<i><geo a="1" b="2"><plz>39100</plz><ort>M\u00fchlbach &amp; Rodeneck</ort></geo><x/></i>'


@pytest.mark.parametrize(
    "text",
    [
        '<i>\n  <geo a="1" b="2">\r\n\t<plz>39100</plz>\n<ort>M\u00fchlbach &amp; Rodeneck</ort>\n'
        "</geo>\n<x></x></i>",
        "<i><geo b='2' a='1'><plz>39100</plz><ort><![CDATA[M\u00fchlbach & Rodeneck]]></ort></geo>"
        "<!-- Kommentar --><x/></i>",
        '<i><geo a="1" b="2"><plz>39100</plz><ort>M&#252;hlbach &#38; Rodeneck</ort></geo>'
        "<x> \n </x></i>",
        f'<?xml version="1.0" encoding="ISO-8859-1"?>{PLAIN}'.encode("iso-8859-1"),
        PLAIN.replace("39100", " 39100\n").replace('"1"', '" 1"'),
        PLAIN.replace("<i>", '<i xmlns="immo">'),
        PLAIN.replace("<geo", '<o:geo xmlns:o="urn:o"').replace("/geo", "/o:geo"),
    ],
    ids=[
        "white space",
        "quotes, order, CDATA, comment",
        "character numbers",
        "encoding",
        "white space around texts",
        "namespace",
        "prefix",
    ],
)
def test_the_layout_makes_no_difference(text):
    assert fingerprint(text) == fingerprint(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("39100", "39101"),
        PLAIN.replace("39100", "39 100"),
        PLAIN.replace('b="2"', 'b="3"'),
        PLAIN.replace('b="2"', 'c="2"'),
        PLAIN.replace("<plz>39100</plz>", ""),
        PLAIN.replace("<plz>39100</plz>", "<plz/>"),
        PLAIN.replace("<x/>", "<y/>"),
        PLAIN.replace("<x/>", "<x>0</x>"),
        PLAIN.replace("</geo>", "</geo>loose"),
        PLAIN.replace("<x/>", "<x/><geo><plz>39100</plz></geo>"),
        PLAIN.replace("Rodeneck", "Roden> &lt;eck"),
        '<i><x/><geo a="1" b="2"><plz>39100</plz><ort>M\u00fchlbach &amp; Rodeneck</ort></geo></i>',
        '<i><geo a="1" b="2"><ort>39100</ort><plz>M\u00fchlbach &amp; Rodeneck</plz></geo><x/></i>',
    ],
)
def test_the_content_makes_the_difference(text):
    assert fingerprint(text) != fingerprint(PLAIN)


def test_it_does_not_depend_on_what_stands_around():
    one, two = (
        etree.fromstring(f"<a>{before}<i><x>1</x></i>{after}</a>")
        for before, after in (("", ""), ("<b/>", "tail<c/>"))
    )
    assert content_hash([Slots(one[0])]) == content_hash([Slots(two[1])])
    assert len(content_hash([Slots(one[0])])) == 64


def test_where_a_part_stands_makes_the_difference():
    """A second contact is not the first one, and no part flows into the next."""
    element = etree.fromstring("<kontaktperson><name>A</name></kontaktperson>")
    first, second = (
        Slots(element, place=place) for place in ("kontaktperson/", "kontaktperson[2]/")
    )
    both = {content_hash(parts) for parts in ([first], [second], [first, second], [second, first])}
    assert len(both) == 4
