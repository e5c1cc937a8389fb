"""When and from where a guest may come in: one pure function, `decide`.

Standard library only. Times of day are minutes on the guest's own clock, so a window keeps its
wall-clock hours on the days of 23 and of 25 hours.
"""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
MAPPED_PREFIX = 96
# Hours repeat every week. Two weeks and a day find the next change even if the clock jumps over
# one of them.
HORIZON_DAYS = 15

OK = "ok"
EXTENSION = "extension"
SUSPENDED = "suspended"
NOT_YET_VALID = "not_yet_valid"
EXPIRED = "expired"
BLOCKED = "blocked"
OUTSIDE_HOURS = "outside_hours"
WRONG_ADDRESS = "wrong_address"
ALLOWED_RULES = frozenset({OK, EXTENSION})

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Window:
    """Hours in which access is open.

    :param weekday: 0 is Monday; None is every day
    :param start: minutes after midnight; None (with `end`) is the whole day
    :param end: minutes after midnight, not included; not after `start` is the next day
    """

    weekday: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Limits:
    """Everything that limits one guest's access. Nothing set: always, from everywhere.

    `valid_until` is the last day with access, `block_on` the first day without it.
    `extension_until` is a moment in UTC.
    """

    suspended: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    block_on: date | None = None
    windows: tuple[Window, ...] = ()
    networks: tuple[str, ...] = ()
    tz: str = "UTC"
    extension_until: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """Whether access is open, the rule that says so, and when that changes (UTC, None is never).

    `next_opening` is given only when dates or hours refuse, `closes_at` only when it is allowed.
    """

    allowed: bool
    rule: str
    next_opening: datetime | None = None
    closes_at: datetime | None = None


def decide(limits: Limits, now: datetime, address: str | None = None) -> Decision:
    """Decide for one moment and one address, and tell when the answer changes.

    :param now: a moment with a time zone
    :param address: None when the address is not in question; one that cannot be read belongs to
        no network
    :raise ValueError: when `now` has no time zone
    """
    rule = deciding_rule(limits, now, address)
    if rule in ALLOWED_RULES:
        return Decision(True, rule, closes_at=_next_change(limits, now, opens=False))
    if rule in (SUSPENDED, WRONG_ADDRESS):
        return Decision(False, rule)
    return Decision(False, rule, next_opening=_next_change(limits, now, opens=True))


def deciding_rule(limits: Limits, now: datetime, address: str | None = None) -> str:
    """Return only the code of the rule that decides: cheap enough for every request."""
    if now.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    if limits.suspended:
        return SUSPENDED
    if address is not None and limits.networks and not address_allowed(limits.networks, address):
        return WRONG_ADDRESS
    rule = _time_rule(limits, now)
    if rule != OK and _is_extended(limits, now):
        return EXTENSION
    return rule


def address_allowed(networks: Iterable[str], address: str) -> bool:
    """Tell whether an address is in one of the networks; one that cannot be read is in none."""
    found = parse_address(address)
    return found is not None and any(
        found.version == network.version and found in network
        for network in map(parse_network, networks)
    )


def parse_address(text: str) -> Address | None:
    """Return an address, an IPv4 one inside IPv6 as IPv4, without an interface; None if unclear."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=1024)
def parse_network(text: str) -> Network:
    """Return an address or a CIDR block; blocks of IPv4 inside IPv6 as IPv4.

    :raise ValueError: when it is neither
    """
    network = ipaddress.ip_network(text.strip(), strict=False)
    mapped = getattr(network.network_address, "ipv4_mapped", None)
    if mapped is not None and network.prefixlen >= MAPPED_PREFIX:
        return ipaddress.ip_network((mapped, network.prefixlen - MAPPED_PREFIX), strict=False)
    return network


def _time_rule(limits: Limits, now: datetime) -> str:
    local = now.astimezone(ZoneInfo(limits.tz))
    today = local.date()
    if limits.block_on and today >= limits.block_on:
        return BLOCKED
    if limits.valid_until and today > limits.valid_until:
        return EXPIRED
    if limits.valid_from and today < limits.valid_from:
        return NOT_YET_VALID
    if limits.windows and not any(_contains(window, local) for window in limits.windows):
        return OUTSIDE_HOURS
    return OK


def _contains(window: Window, local: datetime) -> bool:
    today = window.weekday in (None, local.weekday())
    if window.start is None or window.end is None:
        return today
    minute = local.hour * 60 + local.minute
    if window.start < window.end:
        return today and window.start <= minute < window.end
    yesterday = window.weekday in (None, (local.weekday() - 1) % 7)
    return (today and minute >= window.start) or (yesterday and minute < window.end)


def _is_extended(limits: Limits, now: datetime) -> bool:
    return limits.extension_until is not None and now < limits.extension_until


def _is_open(limits: Limits, now: datetime) -> bool:
    return _is_extended(limits, now) or _time_rule(limits, now) == OK


def _next_change(limits: Limits, now: datetime, *, opens: bool) -> datetime | None:
    """Return the first moment after `now` from which access is open, or is closed."""
    for moment in sorted(set(_moments(limits, now))):
        if moment > now and _is_open(limits, moment) == opens:
            return moment
    return None


def _moments(limits: Limits, now: datetime) -> Iterator[datetime]:
    """Every moment at which access may change, until it certainly repeats."""
    zone = ZoneInfo(limits.tz)
    today = now.astimezone(zone).date()
    start = max(today, limits.valid_from or today)
    if limits.extension_until is not None:
        yield limits.extension_until
        extended = limits.extension_until.astimezone(zone).date()
        yield from _days(limits, extended, zone)
    yield from _days(limits, today, zone)
    if start > today:
        yield from _days(limits, start, zone)
    for day in (limits.block_on, limits.valid_until and limits.valid_until + timedelta(days=1)):
        if day and day >= today:
            yield from _edges(day, {0}, zone)


def _days(limits: Limits, start: date, zone: ZoneInfo) -> Iterator[datetime]:
    minutes = {0}
    for window in limits.windows:
        minutes |= {minute for minute in (window.start, window.end) if minute is not None}
    for number in range(-1, HORIZON_DAYS):
        yield from _edges(start + timedelta(days=number), minutes, zone)


def _edges(day: date, minutes: set[int], zone: ZoneInfo) -> Iterator[datetime]:
    """Wall-clock times of a day, both if the clock shows them twice, and the jump of the clock."""
    for minute in minutes:
        wall = datetime.combine(day, time.min) + timedelta(minutes=minute)
        for fold in (0, 1):
            yield wall.replace(tzinfo=zone, fold=fold).astimezone(timezone.utc)
    low = datetime.combine(day, time.min, zone).astimezone(timezone.utc)
    high = low + timedelta(minutes=DAY_MINUTES)
    if _offset(low, zone) == _offset(high, zone):
        return
    while high - low > timedelta(minutes=1):
        middle = low + timedelta(minutes=(high - low) // timedelta(minutes=2))
        if _offset(middle, zone) == _offset(low, zone):
            low = middle
        else:
            high = middle
    yield high


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
