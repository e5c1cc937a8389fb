"""The password rule: each part alone, and nothing of the person in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.guests.pure import load

rules = load("password_rules")
PERSON = ["Rossi", "Giuseppe Maria", "g.rossi@example.com", "+39 0471 123456", "de", "Müller-Čapek"]


def codes(password, personal=()):
    return [failure.code for failure in rules.check(password, personal)]


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Alpen-2026", []),
        ("Alpen26", ["too_short"]),
        ("ALPEN-2026", ["no_lower"]),
        ("alpen-2026", ["no_upper"]),
        ("Alpen-Blick", ["no_digit"]),
        ("", ["too_short", "no_lower", "no_upper", "no_digit"]),
        ("Àlpèn-2026", []),
        ("A1" + "a" * 254, []),
        ("A1" + "a" * 255, ["too_long"]),
        ("A1a" * 10_000, ["too_long"]),
        ("Пароль-2026", []),
    ],
)
def test_parts(password, expected):
    assert codes(password) == expected


@pytest.mark.parametrize(
    ("password", "part"),
    [
        ("Rossi-2026", "rossi"),
        ("xGIUSEPPEx1", "giuseppe"),
        ("Example-2026", "example"),
        ("Alpen-123456", "123456"),
        ("Alpen-0471", "0471"),
        ("390471123456Aa", "390471123456"),
        ("Muller-2026", "muller"),
        ("CAPEK-2026x", "capek"),
    ],
)
def test_nothing_personal(password, part):
    failures = rules.check(password, PERSON)
    assert rules.Failure("personal", part) in failures
    assert {failure.code for failure in failures} == {"personal"}


def test_short_words_say_nothing():
    assert codes("Desk-Lamp-39", PERSON) == []


def test_empty_data():
    assert codes("Alpen-2026", ["", "  ", "-"]) == []


def test_several_failures_at_once():
    assert codes("rossi", PERSON) == ["too_short", "no_upper", "no_digit", "personal"]


@given(st.text(max_size=300), st.lists(st.text(max_size=40), max_size=5))
def test_any_text_is_answered(password, personal):
    failures = rules.check(password, personal)
    if len(password) > 256:
        assert codes(password, personal) == ["too_long"]
    for failure in failures:
        assert bool(failure.part) == (failure.code == "personal")


@given(st.from_regex(r"[a-z]{3,12}", fullmatch=True), st.text(max_size=20), st.text(max_size=20))
def test_a_name_is_found_wherever_it_stands(name, before, after):
    password = f"{before}{name.upper()}{after}"
    assert rules.Failure("personal", name) in rules.check(password, [f"Anna {name}"])
