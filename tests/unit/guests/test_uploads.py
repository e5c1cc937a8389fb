"""Names and types of the files that guests send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.guests.pure import load

uploads = load("uploads")
PDF = "application/pdf"


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("deed.pdf", "deed.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\anna\\deed.pdf", "deed.pdf"),
        ("line\nbreak\x00.pdf", "line_break_.pdf"),
        ("trick\u202efdp.exe", "trick_fdp.exe"),
        (" .hidden.pdf. ", "hidden.pdf"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_name_is_cleaned(name, cleaned):
    assert uploads.clean_name(name) == cleaned


@given(st.text(max_size=400))
def test_a_cleaned_name_leads_nowhere_and_stays_the_same(name):
    cleaned = uploads.clean_name(name)
    assert len(cleaned) <= uploads.MAX_NAME
    assert not set(cleaned) & set('/\\\x00\n\r"')
    assert cleaned not in (".", "..")


@pytest.mark.parametrize(
    ("name", "content", "mimetype", "code"),
    [
        ("deed.pdf", b"%PDF-", PDF, None),
        ("deed.PDF", b"%PDF-", PDF, None),
        ("deed.pdf", b"", PDF, "empty"),
        ("deed.pdf", b"x" * 11, PDF, "too_large"),
        ("deed.exe", b"MZ", "application/x-msdownload", "type"),
        ("deed", b"%PDF-", PDF, "type"),
        ("page.pdf", b"<html>", "text/html", "content"),
        ("photo.heic", b"\0\0\0\x18ftyp"[:8], "application/octet-stream", "content"),
    ],
)
def test_what_is_refused_and_why(name, content, mimetype, code):
    assert uploads.refusal(name, content, mimetype, max_bytes=10) == code


def test_a_picture_of_a_telephone_is_known_by_its_first_bytes():
    content = b"\0\0\0\x18ftypheic\0\0"
    assert uploads.refusal("a.heic", content, "application/octet-stream", 100) is None
    assert uploads.refusal("a.pdf", content, "application/octet-stream", 100) == "content"


def test_the_setting_names_what_may_be_sent():
    assert uploads.allowed_extensions(" PDF, .jpg,pdf,exe,,html") == ("pdf", "jpg")
    assert uploads.allowed_extensions("") == ()
    assert uploads.allowed_extensions(None) == ()
    assert uploads.refusal("a.png", b"x", "image/png", 10, ("pdf",)) == "type"
