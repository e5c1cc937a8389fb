"""Text of a slot to a value: what senders write, and nothing that crashes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openimmo import converters, dates

CONVERTERS = [
    *(converters.line, converters.long_text, converters.flag, converters.number),
    *(converters.amount, converters.area, converters.integer, converters.count),
    *(converters.rooms, converters.latitude, converters.longitude, converters.currency),
    *(converters.percent, converters.email, converters.identifier, converters.website),
    *(dates.year, dates.day, dates.last_day, dates.timestamp),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84.5", 84.5),
        ("84,5", 84.5),
        ("1.250,00", 1250.0),
        ("1250.00", 1250.0),
        ("1,250.00", 1250.0),
        ("1.250.000", 1_250_000.0),
        ("1,250,000.5", 1_250_000.5),
        ("1 250,5", 1250.5),
        ("1\u00a0250", 1250.0),
        ("1'250.00", 1250.0),
        ("84,5 m²", 84.5),
        ("ca. 30 qm", 30.0),
        ("80 kWh/(m²a)", 80.0),
        ("5,95 %", 5.95),
        ("-1", -1.0),
        ("+3", 3.0),
        (",5", 0.5),
        ("84,", 84.0),
        ("0.125", 0.125),
        ("88.000", 88.0),
    ],
)
def test_number_reads_every_notation(text, value):
    assert converters.number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-", ".", "VB", "80-100", "3 1/2", "2 3", "1.25,00", "1..2", "1,2,3", "١٢"),
        *("1e400", "9" * 90),
    ],
)
def test_number_refuses_what_is_not_one(text):
    with pytest.raises(ValueError):
        converters.number(text)


def test_number_does_not_search_endless_texts():
    for text in ("9" * 1_000_000, "1" + " " * 1_000_000 + "x"):
        with pytest.raises(ValueError):
            converters.number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("149.000", 149_000.0),
        ("1,250", 1250.0),
        ("149000.00", 149_000.0),
        ("12.50", 12.5),
        ("0.125", 0.125),
        ("€ 1.250,-", 1250.0),
        ("1.250,-- EUR", 1250.0),
        ("1.250,00 €", 1250.0),
    ],
)
def test_amount_takes_three_digits_behind_a_sign_for_thousands(text, value):
    assert converters.amount(text) == value


@given(st.integers(0, 10**10), st.integers(0, 99))
def test_number_reads_what_german_and_english_writers_print(whole, cents):
    value = float(f"{whole}.{cents:02}")
    english = f"{whole:,}.{cents:02}"
    german = english.translate(str.maketrans(",.", ".,"))
    swiss = english.replace(",", "'")
    for text in (english, german, swiss, f"{whole}.{cents:02}", f"{whole},{cents:02}"):
        assert converters.number(text) == value
        assert converters.amount(text) == value


@given(st.integers(-1000, 1000), st.sampled_from(["{}", "{}.0", "{},00", " {} "]))
def test_integer_reads_whole_numbers_however_written(value, form):
    assert converters.integer(form.format(value)) == value


@pytest.mark.parametrize("text", ["1.5", "99999999999", "viele"])
def test_integer_refuses_fractions_and_what_a_database_cannot_hold(text):
    with pytest.raises(ValueError):
        converters.integer(text)


@pytest.mark.parametrize("convert", [converters.amount, converters.area, converters.count])
def test_what_is_counted_or_measured_is_not_negative(convert):
    assert convert("0") == 0
    with pytest.raises(ValueError):
        convert("-1")


@pytest.mark.parametrize(
    ("convert", "text", "value"),
    [
        (converters.area, "84,567", 84.57),
        (converters.percent, "-3,456", -3.46),
        (converters.rooms, "2,75", 2.8),
    ],
)
def test_a_figure_has_the_decimals_of_its_field(convert, text, value):
    assert convert(text) == value


@pytest.mark.parametrize("text", ["www.agency.example/a?b=c", "https://agency.example", "a/[b"])
def test_website_is_the_line_that_was_sent(text):
    assert converters.website(f" {text}\n") == text


@pytest.mark.parametrize("text", ["http://[x", "[x", "a]b", "//[x", "foo:[x"])
def test_website_refuses_what_cannot_be_read_with_or_without_a_scheme(text):
    with pytest.raises(ValueError):
        converters.website(text)


@pytest.mark.parametrize("text", ["true", "TRUE", "1", "JA", "ja", "Y", "yes", "", "  "])
def test_flag_is_set(text):
    assert converters.flag(text) is True


@pytest.mark.parametrize("text", ["false", "0", "NEIN", "N", "no"])
def test_flag_is_not_set(text):
    assert converters.flag(text) is False


def test_identifier_stays_short_and_different():
    long = "a" * 300
    keys = {converters.identifier(long), converters.identifier(long + "b")}
    assert len(keys) == 2
    assert {len(key) for key in keys} == {200}
    assert converters.identifier(" A \n 1 ") == "A 1"


@pytest.mark.parametrize("text", ["bar", "@host", "name@", "a b@c.example"])
def test_email_refuses_what_is_plainly_none(text):
    with pytest.raises(ValueError):
        converters.email(text)


@given(st.text(max_size=60) | st.from_regex(r"[-+0-9., :TZ/'mM²€%]{0,40}"))
def test_converters_answer_or_raise_value_error(text):
    for convert in CONVERTERS:
        try:
            value = convert(text)
        except (ValueError, OverflowError):
            continue
        assert not isinstance(value, float) or math.isfinite(value)
        assert value is not None
