"""Plain text out of anything, in time that is in proportion to the text."""

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openimmo.texts import one_line, plain_text

LENGTH = 100_000


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("ein\r\nzwei\n\n\n\ndrei", "ein\nzwei\n\ndrei"),
        ("  viel   Platz  \n  hier ", "viel Platz\nhier"),
        ("Preis < 100 & ab > 50", "Preis < 100 & ab > 50"),
        ("<p>eins</p>\n<p>zwei</p>", "eins\n\nzwei"),
        ("<p>eins\nzwei</p>", "eins zwei"),
        ("eins<br/>zwei<BR>drei", "eins\nzwei\ndrei"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei"),
        ("Zeile 1\nZeile <b>2</b>", "Zeile 1\nZeile 2"),
        ("Gr&uuml;&szlig;e &#8364; &unknown;", "Grüße € &unknown;"),
        ("vor<script>alert(1)</SCRIPT>nach", "vornach"),
        ("vor<script src=x>alert(1)", "vor"),
        ("vor<!-- nicht -->nach", "vornach"),
        ("<img src=x onerror=alert(1)>Haus", "Haus"),
        ("&lt;kein Tag&gt;", "<kein Tag>"),
    ],
)
def test_plain_text(source, text):
    assert plain_text(source) == text


def test_white_space_of_every_kind_becomes_one_blank():
    for character in map(chr, range(sys.maxunicode + 1)):
        for text in (character, f"a{character}b", f" a{character} b{character}"):
            assert one_line(text) == " ".join(text.split()), hex(ord(character))


HOSTILE = ["<", "<!--", "<a ", "&", "</", "<![CDATA[", "<p", "<a b='", "<script>", "<?", "&#", "&a"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_time(piece):
    source = piece * (LENGTH // len(piece))
    started = time.process_time()
    plain_text(source)
    assert time.process_time() - started < 1


def test_a_character_number_that_is_too_long_is_left_alone():
    assert plain_text(f"&#{'9' * 5000};").startswith("&#999")


@given(st.text(max_size=300))
def test_no_text_is_too_odd(source):
    text = plain_text(source)
    assert "\r" not in text
    assert text == text.strip()
