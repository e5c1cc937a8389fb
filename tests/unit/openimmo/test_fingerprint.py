"""The mark of a delivery: equal for the same content in whatever wrapping."""

import io
import zipfile

import pytest
from openimmo import archive, errors
from openimmo.fingerprint import fingerprint

XML = b"<openimmo/>"


def wrapped(*members, method=zipfile.ZIP_DEFLATED, year=2026, comment=b""):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as sink:
        sink.comment = comment
        for name, content in members:
            sink.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), content, method)
    return output.getvalue()


def mark(content, name="delivery.zip", conditions=None):
    return fingerprint(archive.open_package(name, io.BytesIO(content)), conditions)


PLAIN = mark(wrapped(("o.xml", XML), ("a.jpg", b"a"), ("b.jpg", b"b")))


@pytest.mark.parametrize(
    "content",
    [
        wrapped(("o.xml", XML), ("a.jpg", b"a"), ("b.jpg", b"b"), method=zipfile.ZIP_STORED),
        wrapped(("o.xml", XML), ("a.jpg", b"a"), ("b.jpg", b"b"), year=1999),
        wrapped(("o.xml", XML), ("a.jpg", b"a"), ("b.jpg", b"b"), comment=b"again"),
        wrapped(("b.jpg", b"b"), ("a.jpg", b"a"), ("o.xml", XML)),
    ],
    ids=["compression", "dates", "comment", "order of pictures"],
)
def test_the_wrapping_makes_no_difference(content):
    assert mark(content, "another.zip") == PLAIN


@pytest.mark.parametrize(
    "content",
    [
        wrapped(("o.xml", b"<openimmo></openimmo>"), ("a.jpg", b"a"), ("b.jpg", b"b")),
        wrapped(("o.xml", XML), ("a.jpg", b"b"), ("b.jpg", b"a")),
        wrapped(("o.xml", XML), ("a.jpg", b"a"), ("c.jpg", b"b")),
        wrapped(("o.xml", XML), ("a.jpg", b"a")),
        wrapped(("in/o.xml", XML), ("a.jpg", b"a"), ("b.jpg", b"b")),
    ],
    ids=["document", "pictures changed places", "name", "one less", "folder"],
)
def test_the_content_makes_the_difference(content):
    assert mark(content) != PLAIN


def test_documents_count_in_their_order():
    one, two = ("1.xml", b"<a/>"), ("2.xml", b"<b/>")
    assert mark(wrapped(one, two)) != mark(wrapped(two, one))


def test_a_document_alone_is_the_same_bare_or_wrapped():
    assert mark(XML, "first.xml") == mark(XML, "second.xml") == mark(wrapped(("o.xml", XML)))


def test_conditions_count():
    assert mark(XML, conditions={"width": 1}) != mark(XML, conditions={"width": 2})


def test_a_damaged_picture_has_no_mark():
    content = wrapped(("o.xml", XML), ("a.jpg", b"picture"), method=zipfile.ZIP_STORED)
    with pytest.raises(errors.DamagedFile):
        mark(content.replace(b"picture", b"damaged"))
