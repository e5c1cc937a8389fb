"""The fingerprint: equal for equal content, different for any other."""

import pytest
from lxml import etree
from openimmo.canonical import content_hash


def fingerprint(text):
    return content_hash(etree.fromstring(text))


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
    ],
    ids=["white space", "quotes, order, CDATA, comment", "character numbers", "encoding"],
)
def test_the_layout_makes_no_difference(text):
    assert fingerprint(text) == fingerprint(PLAIN)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("39100", "39101"),
        PLAIN.replace("39100", "39100 "),
        PLAIN.replace('b="2"', 'b="3"'),
        PLAIN.replace("<plz>39100</plz>", ""),
        PLAIN.replace("<x/>", "<y/>"),
        PLAIN.replace("Rodeneck", "Roden> <eck".replace("<", "&lt;")),
    ],
)
def test_the_content_makes_the_difference(text):
    assert fingerprint(text) != fingerprint(PLAIN)


def test_it_does_not_depend_on_what_stands_around():
    one, two = (
        etree.fromstring(f"<a>{before}<i><x>1</x></i>{after}</a>")
        for before, after in (("", ""), ("<b/>", "tail<c/>"))
    )
    assert content_hash(one[0]) == content_hash(two[1])
    assert len(content_hash(one[0])) == 64


def test_white_space_in_an_attribute_counts():
    assert fingerprint('<i a="> "><b/></i>') != fingerprint('<i a=">"><b/></i>')


def test_a_namespace_that_canonical_xml_does_not_know():
    element = etree.fromstring('<i xmlns="immo"><x>1</x></i>')
    assert content_hash(element) == fingerprint('<i xmlns="immo"> <x>1</x> </i>')
