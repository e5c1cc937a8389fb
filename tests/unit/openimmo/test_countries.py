"""ISO 3166: three letters in, two letters out."""

import csv

import pytest
from openimmo.countries import ISO2_BY_ISO3, country_code

BROKEN_UP = {"ANT", "YUG"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("DEU", "DE"), ("ITA", "IT"), ("aut", "AT"), ("CHE", "CH"), ("ROM", "RO"), ("it", "IT")],
)
def test_country_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize("text", ["", "Deutschland", "XX", "YUG", "D"])
def test_country_code_refuses_the_rest(text):
    with pytest.raises(ValueError):
        country_code(text)


def test_the_table_is_whole():
    assert len(ISO2_BY_ISO3) >= 249
    assert all(len(iso3) == 3 and len(iso2) == 2 for iso3, iso2 in ISO2_BY_ISO3.items())


def test_every_country_of_the_schema_is_known(foreign):
    with (foreign / "slots.csv").open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["path"].endswith("@iso_land")]
    listed = {code for row in rows for code in row["enum"].split("|")}
    assert {code for code in listed if code not in ISO2_BY_ISO3} == BROKEN_UP
