"""The door table on a live server: every way in, for every rule, and back to allowed."""

import statistics
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from playwright.sync_api import Page, expect

from tests.system import guests
from tests.system.guests import USER_CODE, Browser, Guest, Socket
from tools import demo

TODAY = datetime.now(timezone.utc).date()


def day(shift: int) -> str:
    return str(TODAY + timedelta(days=shift))


def window_elsewhere() -> dict[str, object]:
    hour = (datetime.now(timezone.utc).hour + 12) % 24
    return {"weekday": "all", "hour_from": hour, "hour_to": hour + 1}


RULES = {
    "suspended": lambda: {"suspended": True},
    "expired": lambda: {"valid_until": day(-1)},
    "blocked": lambda: {"block_on": day(0)},
    "not_yet_valid": lambda: {"valid_from": day(2)},
    "outside_hours": lambda: {"window_ids": [[0, 0, window_elsewhere()]]},
    "wrong_address": lambda: {"network_ids": [[0, 0, {"cidr": "203.0.113.7"}]]},
}


@pytest.fixture(scope="module")
def someone(suite: demo.Suite) -> Iterator[Guest]:
    guest = Guest(suite)
    yield guest
    guest.delete()


@pytest.fixture
def guest(someone: Guest) -> Iterator[Guest]:
    someone.allow()
    someone.limit(password=guests.PASSWORD, must_change_password=False, extension_request=False)
    yield someone
    someone.allow()


@pytest.mark.parametrize("door", guests.SIGN_IN_DOORS)
@pytest.mark.parametrize("rule", RULES)
def test_signing_in(suite: demo.Suite, guest: Guest, rule: str, door: str):
    enter = guests.SIGN_IN_DOORS[door]
    assert enter(suite, guest)
    guest.limit(**RULES[rule]())
    assert not enter(suite, guest)
    assert (guest.log()[0]["event"], guest.log()[0]["rule"]) == ("refused", rule)
    guest.allow()
    assert enter(suite, guest)


@pytest.mark.parametrize("door", guests.SESSION_DOORS)
@pytest.mark.parametrize("rule", RULES)
def test_open_session(suite: demo.Suite, guest: Guest, rule: str, door: str):
    enter = guests.SESSION_DOORS[door]
    browser = Browser(suite.base)
    browser.sign_in()
    assert enter(browser)
    guest.limit(**RULES[rule]())
    assert not enter(browser)
    guest.allow()
    assert not enter(browser), "a session that was ended comes back to life"
    again = Browser(suite.base)
    again.sign_in()
    assert enter(again)


@pytest.mark.parametrize("rule", RULES)
def test_websocket(suite: demo.Suite, guest: Guest, rule: str):
    browser = Browser(suite.base)
    browser.sign_in()
    connection = Socket(suite.base, browser.session)
    assert connection.opened
    connection.send("subscribe", {"channels": [], "last": 0})
    time.sleep(1)
    start = time.monotonic()
    guest.limit(**RULES[rule]())
    assert connection.closed_with(5) == guests.SESSION_EXPIRED
    assert time.monotonic() - start < 5


def test_programs_never_come_in(suite: demo.Suite, guest: Guest):
    doors = dict(guests.programs(suite, guest))
    assert len(doors) >= 9
    assert {door for door, opened in doors.items() if opened} == set()


def test_an_employee_still_comes_in(suite: demo.Suite):
    browser = Browser(suite.base)
    answer = browser.rpc(
        "/web/session/authenticate", db=suite.database, login="giulia", password="Alpen-2026"
    )
    assert answer["result"]["uid"]


def test_refusals_before_the_password_tell_nothing(suite: demo.Suite, guest: Guest):
    """Same page and same time for an account that exists and for one that does not."""
    texts, times = set(), {USER_CODE: [], "nobody-at-all": []}
    guest.limit(suspended=True)
    for login in [USER_CODE, "nobody-at-all"] * 4:
        browser = Browser(suite.base)
        browser.open("/web/login")
        start = time.perf_counter()
        status, text, _place = browser.sign_in("Wrong-2026", login)
        times[login].append(time.perf_counter() - start)
        assert status == 200
        texts.add(text.partition("alert-danger")[2].partition("</p>")[0])
    assert len(texts) == 1
    known, unknown = (statistics.median(each) for each in times.values())
    assert abs(known - unknown) < max(0.1, 0.35 * max(known, unknown))


def test_reset_page_tells_nothing(suite: demo.Suite, guest: Guest):
    texts = set()
    for login in (USER_CODE, "nobody-at-all", "doors@example.com"):
        browser = Browser(suite.base)
        answer = browser.form("/web/reset_password", "/web/reset_password", login=login)
        texts.add(answer[1].partition("alert-success")[2].partition("</p>")[0])
    assert len(texts) == 1


def test_temporary_password_before_anything_else(suite: demo.Suite, guest: Guest):
    guest.limit(must_change_password=True)
    browser = Browser(suite.base)
    browser.sign_in()
    for path in ("/my", "/", "/odoo", "/contactus", "/there-is-no-such-page"):
        status, _text, place = browser.open(path)
        assert (status, place.endswith("/agency/password")) == (303, True), path
    assert not guests.call_kw(browser)
    new = {"password": "Sonnenuhr-8", "confirmation": "Sonnenuhr-8"}
    browser.form("/agency/password", "/agency/password", **new)
    assert guests.is_in(browser)


def test_closed_page_and_extension(suite: demo.Suite, guest: Guest):
    guest.limit(**RULES["outside_hours"]())
    browser = Browser(suite.base)
    assert browser.sign_in()[2].endswith("/agency/closed")
    page = browser.open("/agency/closed")[1]
    assert "o_agency_next_opening" in page and "UTC" in page
    ask = ("/agency/closed", "/agency/closed/extension")
    Browser(suite.base).form(*ask, reason="A stranger")
    assert not guest.field("extension_request")
    browser.form(*ask, reason="The notary waits")
    assert guest.field("extension_request") == "The notary waits"
    guest.limit(extension_hours=2)
    suite.admin.call("agency.guest", "action_grant_extension", [guest.id])
    assert guests.login_page(suite, guest)


def test_an_open_page_closes_within_five_seconds(page: Page, suite: demo.Suite, guest: Guest):
    page.goto("/web/login")
    page.fill("#login", USER_CODE)
    page.fill("#password", guests.PASSWORD)
    page.locator("form.oe_login_form button[type=submit].btn-primary").click()
    page.wait_for_url("**/my**")
    page.wait_for_timeout(3000)
    guest.limit(suspended=True)
    page.wait_for_url("**/agency/closed", timeout=5000)
    expect(page.locator(".o_agency_closed")).to_contain_text("suspended")


def test_an_open_page_closes_when_its_hours_end(page: Page, suite: demo.Suite, guest: Guest):
    page.goto("/web/login")
    page.fill("#login", USER_CODE)
    page.fill("#password", guests.PASSWORD)
    page.locator("form.oe_login_form button[type=submit].btn-primary").click()
    page.wait_for_url("**/my**")
    yesterday = str(date.fromisoformat(day(-1)))
    until = datetime.now(timezone.utc) + timedelta(seconds=12)
    moment = until.strftime("%Y-%m-%d %H:%M:%S")
    guest.limit(valid_until=yesterday, extension_until=moment)
    page.wait_for_url("**/agency/closed", timeout=20_000)
    assert datetime.now(timezone.utc) - until < timedelta(seconds=5)
