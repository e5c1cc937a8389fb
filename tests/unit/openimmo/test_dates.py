"""Dates, years and moments: what senders write."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openimmo import dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2015-08-01", date(2015, 8, 1)),
        ("01.08.2015", date(2015, 8, 1)),
        ("1. 8. 2015", date(2015, 8, 1)),
        ("1.8.15", date(2015, 8, 1)),
        ("1.8.85", date(1985, 8, 1)),
        ("20150801", date(2015, 8, 1)),
        ("2015-08-01T12:00:00", date(2015, 8, 1)),
        ("2015-08-01+02:00", date(2015, 8, 1)),
        ("2015-08-01Z", date(2015, 8, 1)),
    ],
)
def test_day_reads_every_notation(text, value):
    assert dates.day(text) == value


@pytest.mark.parametrize(
    "text", ["sofort", "ab 01.08.2015", "November 2015", "2015", "31.02.2020", "0000-00-00"]
)
def test_day_refuses_what_is_not_a_full_date(text):
    with pytest.raises(ValueError):
        dates.day(text)


@given(st.dates(date(1000, 1, 1), date(2199, 12, 31)))
def test_day_reads_iso_and_german_dates(value):
    assert dates.day(value.isoformat()) == value
    assert dates.day(f"{value:%d.%m.}{value.year}") == value
    assert dates.last_day(value.isoformat()) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("01-2024", date(2024, 1, 31)),
        ("02/2028", date(2028, 2, 29)),
        ("2024-02", date(2024, 2, 29)),
        ("2027", date(2027, 12, 31)),
        ("12.09.2012", date(2012, 9, 12)),
    ],
)
def test_a_month_or_year_of_validity_ends_with_its_last_day(text, value):
    assert dates.last_day(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2014-06-01T10:00:00", datetime(2014, 6, 1, 10)),  # noqa: DTZ001
        ("2015-06-22T13:55:07.0+00:00", datetime(2015, 6, 22, 13, 55, 7)),  # noqa: DTZ001
        (
            "2024-03-05T09:30:00.1234567+01:00",
            datetime(2024, 3, 5, 8, 30, 0, 123456),  # noqa: DTZ001
        ),
        ("2024-03-05 09:30Z", datetime(2024, 3, 5, 9, 30)),  # noqa: DTZ001
        ("05.03.2024", datetime(2024, 3, 5)),  # noqa: DTZ001
    ],
)
def test_timestamp_is_utc_with_microseconds(text, value):
    assert dates.timestamp(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1971", 1971), ("ca. 1900", 1900), ("1900-1905", 1900), ("um 2019 (Dach)", 2019)],
)
def test_year_is_the_first_one_named(text, value):
    assert dates.year(text) == value


@pytest.mark.parametrize("text", ["alt", "12345", "0", "71"])
def test_year_refuses_what_names_none(text):
    with pytest.raises(ValueError):
        dates.year(text)
