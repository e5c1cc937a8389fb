"""The optional check against a schema that the user supplies."""

import pytest
from openimmo import schema

HEAD = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
NUMBERS = f"""{HEAD}<xs:element name="list"><xs:complexType><xs:sequence>
<xs:element name="price" type="xs:decimal" maxOccurs="unbounded"/>
</xs:sequence></xs:complexType></xs:element></xs:schema>""".encode()


def found(document, content=NUMBERS):
    return schema.deviations(schema.load(content), document)


def test_what_fits_has_no_deviations():
    assert found(b"<list><price>1.5</price></list>") == []


def test_each_deviation_has_its_line():
    first, second = found(b"<list>\n<price>1,5</price>\n<price>x</price></list>")
    assert (first.line, second.line) == (2, 3)
    assert "1,5" in first.text


def test_long_values_are_cut():
    (one,) = found(b"<list><price>%s</price></list>" % (b"x" * 5000))
    assert len(one.text) < 400


@pytest.mark.parametrize(
    "document",
    [b"<list>", b"", b'<!DOCTYPE list [<!ENTITY a "1">]><list><price>&a;</price></list>'],
)
def test_what_is_damaged_or_unsafe_is_left_to_the_reader(document):
    assert found(document) is None


def test_what_is_too_large_is_not_checked(monkeypatch):
    monkeypatch.setattr(schema, "MAX_DOCUMENT", 10)
    assert found(b"<list><price>x</price></list>") is None


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"no xml", "unreadable"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', "unreadable"),
        (b"<a/>", "no_schema"),
        (f'{HEAD}<xs:element name="a" type="none"/></xs:schema>'.encode(), "no_schema"),
        (f'{HEAD}<xs:include schemaLocation="/etc/hostname"/></xs:schema>'.encode(), "other_files"),
        (
            f'{HEAD}<xs:import namespace="b" schemaLocation="http://a/"/></xs:schema>'.encode(),
            "other_files",
        ),
        (b" " * (schema.MAX_SCHEMA + 1), "too_large"),
    ],
)
def test_a_schema_that_cannot_be_used(content, code):
    with pytest.raises(schema.BadSchema) as caught:
        schema.load(content)
    assert caught.value.code == code
