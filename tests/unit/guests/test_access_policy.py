"""When and from where: examples, and a slow second implementation that walks the clock."""

import ast
import functools
import ipaddress
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.guests.pure import ADDON, load

policy = load("access_policy")
Limits, Window, decide = policy.Limits, policy.Window, policy.decide
MINUTE = timedelta(minutes=1)
ROME = "Europe/Rome"
# A zone that jumps by half an hour, one far ahead, one far behind, one without summer time.
ZONES = (ROME, "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "UTC")
# Summer time starts and ends on these days in Rome.
SHORT_DAY, LONG_DAY = date(2026, 3, 29), date(2026, 10, 25)


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def local(zone, *parts, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(timezone.utc)


# --- the slow and obvious one -----------------------------------------------------------------


def slow_rule(limits, now, address):
    clock = now.astimezone(ZoneInfo(limits.tz))
    if limits.suspended:
        return "suspended"
    if address is not None and limits.networks:
        if not any(slow_in(address, network) for network in limits.networks):
            return "wrong_address"
    if limits.block_on and clock.date() >= limits.block_on:
        refused = "blocked"
    elif limits.valid_until and clock.date() > limits.valid_until:
        refused = "expired"
    elif limits.valid_from and clock.date() < limits.valid_from:
        refused = "not_yet_valid"
    elif limits.windows and (clock.weekday(), clock.hour, clock.minute) not in open_minutes(
        limits.windows
    ):
        refused = "outside_hours"
    else:
        return "ok"
    extended = limits.extension_until and now < limits.extension_until
    return "extension" if extended else refused


@functools.cache
def open_minutes(windows):
    """Every (weekday, hour, minute) of a week that some window opens, one by one."""
    found = set()
    for window in windows:
        for day in range(7) if window.weekday is None else [window.weekday]:
            start, end = window.start, window.end
            if start is None:
                start, end = 0, 1440
            elif end <= start:
                end += 1440
            for minute in range(start, end):
                found.add(((day + minute // 1440) % 7, minute % 1440 // 60, minute % 60))
    return found


def slow_in(address, network):
    def number(text):
        text = text.split("%")[0]
        if "." in text:
            text = text.replace("::ffff:", "")
        parsed = ipaddress.ip_address(text)
        mapped = getattr(parsed, "ipv4_mapped", None)
        parsed = mapped or parsed
        return parsed.version, int(parsed), parsed.max_prefixlen

    base, _, length = network.partition("/")
    (kind, start, bits), (other_kind, value, _bits) = number(base), number(address)
    shift = bits - int(length or bits)
    return kind == other_kind and start >> shift == value >> shift


# --- strategies -------------------------------------------------------------------------------

days = st.sampled_from([SHORT_DAY, LONG_DAY, date(2026, 3, 8), date(2026, 11, 1), date(2026, 4, 5)])
near = st.builds(lambda day, shift: day + timedelta(days=shift), days, st.integers(-2, 2))
minutes = st.one_of(st.sampled_from([0, 60, 90, 120, 150, 180, 1380]), st.integers(0, 1439))
windows = st.one_of(
    st.builds(Window, st.one_of(st.none(), st.integers(0, 6))),
    st.builds(Window, st.one_of(st.none(), st.integers(0, 6)), minutes, st.integers(0, 1440)),
)
moments = st.builds(
    lambda day, seconds: utc(day.year, day.month, day.day) + timedelta(seconds=seconds),
    near,
    st.integers(-86400, 2 * 86400),
)
limits_strategy = st.builds(
    Limits,
    suspended=st.sampled_from([False, False, False, True]),
    valid_from=st.one_of(st.none(), near),
    valid_until=st.one_of(st.none(), near),
    block_on=st.one_of(st.none(), st.none(), near),
    windows=st.lists(windows, max_size=4).map(tuple),
    tz=st.sampled_from(ZONES),
    extension_until=st.one_of(st.none(), st.none(), moments),
)


@settings(max_examples=600, deadline=None)
@given(limits_strategy, moments)
def test_rule_like_the_slow_one(limits, now):
    decision = decide(limits, now)
    assert decision.rule == slow_rule(limits, now, None)
    assert decision.allowed == (decision.rule in ("ok", "extension"))


@settings(max_examples=40, deadline=None)
@given(limits_strategy, moments)
def test_next_change_like_walking_minute_by_minute(limits, now):
    decision = decide(limits, now)
    told = decision.closes_at if decision.allowed else decision.next_opening
    if decision.rule in ("suspended", "wrong_address"):
        assert told is None
        return
    # Whole minutes: every boundary but the end of an extension lies on one.
    moment = now.replace(second=0, microsecond=0)
    extension = limits.extension_until
    for _step in range(3 * 1440):
        moment += MINUTE
        if extension and moment - MINUTE < extension < moment and extension > now:
            if (slow_rule(limits, extension, None) in ("ok", "extension")) != decision.allowed:
                assert told == extension
                return
        if (slow_rule(limits, moment, None) in ("ok", "extension")) != decision.allowed:
            assert told == moment
            return
    assert told is None or told > moment


@settings(max_examples=300, deadline=None)
@given(limits_strategy, moments)
def test_a_told_change_is_one(limits, now):
    decision = decide(limits, now)
    for moment, opens in ((decision.next_opening, True), (decision.closes_at, False)):
        if moment is not None:
            assert moment > now
            assert decide(limits, moment).allowed == opens
            assert decide(limits, moment - timedelta(microseconds=1)).allowed != opens


v4 = st.ip_addresses(v=4)
v6 = st.ip_addresses(v=6)


@settings(max_examples=300, deadline=None)
@given(v4, st.one_of(v4, v4.map(lambda a: a)), st.integers(0, 32), st.booleans())
def test_networks_v4(base, address, length, mapped):
    network = f"{base}/{length}"
    text = f"::ffff:{address}" if mapped else str(address)
    expected = "ok" if slow_in(str(address), network) else "wrong_address"
    assert decide(Limits(networks=(network,)), utc(2026, 1, 1), text).rule == expected


@settings(max_examples=300, deadline=None)
@given(v6, st.integers(0, 128), st.integers(0, 2**128 - 1))
def test_networks_v6(base, length, noise):
    address = ipaddress.IPv6Address(int(base) ^ (noise >> length if length < 128 else 0))
    network = f"{base}/{length}"
    inside = decide(Limits(networks=(network,)), utc(2026, 1, 1), str(address)).allowed
    mapped = address.ipv4_mapped is not None or base.ipv4_mapped is not None
    assert inside or mapped


# --- examples ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("network", "address", "allowed"),
    [
        ("203.0.113.7", "203.0.113.7", True),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.0/24", "203.0.113.200", True),
        ("203.0.113.77/24", "203.0.113.200", True),
        ("203.0.113.0/24", "::ffff:203.0.113.200", True),
        ("::ffff:203.0.113.0/120", "203.0.113.200", True),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("0.0.0.0/0", "2001:db8::1", False),
        ("::/0", "203.0.113.7", False),
        ("2001:db8::/32", "2001:DB8::1%eth0", True),
        ("2001:db8::/32", "2001:db9::1", False),
        ("203.0.113.0/24", "", False),
        ("203.0.113.0/24", "nonsense", False),
        ("203.0.113.0/24", "203.0.113.200, 10.0.0.1", False),
    ],
)
def test_addresses(network, address, allowed):
    decision = decide(Limits(networks=("198.51.100.1", network)), utc(2026, 1, 1), address)
    assert decision.allowed is allowed
    assert decision.rule == ("ok" if allowed else "wrong_address")


@pytest.mark.parametrize("text", ["300.1.1.1", "10.0.0.0/33", "::/129", "", "home", "10.0.0.1-9"])
def test_what_is_no_network(text):
    with pytest.raises(ValueError):
        policy.parse_network(text)


def test_an_address_that_is_not_in_question():
    assert decide(Limits(networks=("203.0.113.7",)), utc(2026, 1, 1), None).allowed


def test_nothing_set_is_always_from_everywhere():
    assert decide(Limits(), utc(2026, 1, 1), "203.0.113.7") == policy.Decision(True, "ok")


def test_a_moment_without_a_zone():
    with pytest.raises(ValueError):
        decide(Limits(), datetime(2026, 1, 1))  # noqa: DTZ001


def test_first_and_last_day_on_the_guests_clock():
    limits = Limits(valid_from=date(2026, 5, 1), valid_until=date(2026, 5, 2), tz=ROME)
    start, end = local(ROME, 2026, 5, 1), local(ROME, 2026, 5, 3)
    before = decide(limits, start - MINUTE)
    assert (before.rule, before.next_opening) == ("not_yet_valid", start)
    assert decide(limits, start).closes_at == end
    after = decide(limits, end)
    assert (after.rule, after.next_opening) == ("expired", None)


def test_block_from_a_day():
    limits = Limits(block_on=date(2026, 5, 2), tz=ROME)
    midnight = local(ROME, 2026, 5, 2)
    assert decide(limits, midnight - MINUTE).closes_at == midnight
    assert decide(limits, midnight).rule == "blocked"


def test_opens_first_in_two_years():
    limits = Limits(valid_from=date(2028, 1, 1), windows=(Window(0, 540, 600),), tz=ROME)
    # The first Monday of 2028.
    assert decide(limits, utc(2026, 1, 1)).next_opening == local(ROME, 2028, 1, 3, 9)


def test_several_windows_a_day_touch_and_leave_a_break():
    limits = Limits(
        windows=(Window(None, 540, 720), Window(None, 720, 780), Window(None, 900, 960))
    )
    assert decide(limits, utc(2026, 1, 1, 9)).closes_at == utc(2026, 1, 1, 13)
    lunch = decide(limits, utc(2026, 1, 1, 13))
    assert (lunch.rule, lunch.next_opening) == ("outside_hours", utc(2026, 1, 1, 15))


def test_over_midnight_belongs_to_the_day_it_starts_on():
    limits = Limits(windows=(Window(4, 22 * 60, 2 * 60),))  # Friday evening
    assert decide(limits, utc(2026, 5, 1, 23)).closes_at == utc(2026, 5, 2, 2)
    assert decide(limits, utc(2026, 5, 2, 1, 59)).allowed
    assert decide(limits, utc(2026, 5, 1, 1)).next_opening == utc(2026, 5, 1, 22)


def test_until_midnight():
    limits = Limits(windows=(Window(None, 18 * 60, 24 * 60),))
    assert decide(limits, utc(2026, 5, 1, 23, 59)).closes_at == utc(2026, 5, 2)
    assert limits.windows[0] != Window(None, 18 * 60, 0)
    same = Limits(windows=(Window(None, 18 * 60, 0),))
    assert decide(same, utc(2026, 5, 1, 23, 59)).closes_at == utc(2026, 5, 2)


def test_the_short_day_skips_what_does_not_exist():
    limits = Limits(windows=(Window(6, 2 * 60 + 10, 2 * 60 + 50),), tz=ROME)
    # That Sunday has no 2:10; the next one has.
    assert decide(limits, local(ROME, 2026, 3, 29)).next_opening == local(ROME, 2026, 4, 5, 2, 10)
    over = Limits(windows=(Window(6, 60, 2 * 60 + 30),), tz=ROME)
    assert decide(over, local(ROME, 2026, 3, 29, 1)).closes_at == local(ROME, 2026, 3, 29, 3)


def test_the_long_day_opens_twice():
    limits = Limits(windows=(Window(6, 2 * 60 + 10, 2 * 60 + 50),), tz=ROME)
    first = local(ROME, 2026, 10, 25, 2, 50, fold=0)
    second = local(ROME, 2026, 10, 25, 2, 10, fold=1)
    assert decide(limits, first - MINUTE).closes_at == first
    assert decide(limits, first).next_opening == second
    assert decide(limits, second).closes_at == second + 40 * MINUTE


def test_extension_lifts_hours_and_dates_only():
    until = utc(2026, 5, 1, 12)
    limits = Limits(valid_until=date(2026, 4, 1), extension_until=until)
    assert decide(limits, utc(2026, 5, 1, 11)).rule == "extension"
    assert decide(limits, utc(2026, 5, 1, 11)).closes_at == until
    assert decide(limits, until).rule == "expired"
    for other in (Limits(suspended=True, extension_until=until),):
        assert decide(other, utc(2026, 5, 1, 11)).rule == "suspended"
    elsewhere = Limits(networks=("203.0.113.7",), extension_until=until)
    assert decide(elsewhere, utc(2026, 5, 1, 11), "203.0.113.8").rule == "wrong_address"


def test_an_extension_inside_the_hours_closes_with_whichever_is_later():
    window = (Window(None, 540, 720),)
    limits = Limits(windows=window, extension_until=utc(2026, 5, 1, 11))
    decision = decide(limits, utc(2026, 5, 1, 10))
    assert (decision.rule, decision.closes_at) == ("ok", utc(2026, 5, 1, 12))
    longer = Limits(windows=window, extension_until=utc(2026, 5, 1, 15))
    assert decide(longer, utc(2026, 5, 1, 10)).closes_at == utc(2026, 5, 1, 15)


def test_pure_modules_need_no_odoo():
    for name in ("access_policy", "password_rules"):
        tree = ast.parse((ADDON / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert {alias.name.split(".")[0] for alias in node.names} <= sys.stdlib_module_names
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0 and node.module.split(".")[0] in sys.stdlib_module_names
