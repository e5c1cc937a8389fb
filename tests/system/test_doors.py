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

# Enough for a steady median on a busy machine.
ROUNDS = 15
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


@pytest.fixture
def patient(suite: demo.Suite, guest: Guest) -> Iterator[None]:
    """Odoo minds many wrong passwords from one address; not during this test."""
    parameter, name = "ir.config_parameter", "base.login_cooldown_after"
    before = suite.admin.call(parameter, "get_param", name)
    suite.admin.call(parameter, "set_param", name, "0")
    yield
    guest.allow()
    assert guests.login_page(suite, guest), "a right password, which makes Odoo forget"
    suite.admin.call(parameter, "set_param", name, before)


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


def test_refusals_before_the_password_tell_nothing(suite: demo.Suite, guest: Guest, patient: None):
    """Same page and same time for an account that exists and for one that does not."""
    texts, times = set(), {USER_CODE: [], "nobody-at-all": []}
    guest.limit(suspended=True)
    for number in range(ROUNDS):
        # In turns, each first as often: what slows the machine down slows both.
        for login in sorted(times, reverse=bool(number % 2)):
            browser = Browser(suite.base)
            _status, page, _place = browser.open("/web/login")
            start = time.perf_counter()
            status, text, _place = browser.send(
                "/web/login", page, login=login, password="Wrong-2026"
            )
            times[login].append(time.perf_counter() - start)
            assert status == 200
            texts.add(text.partition("alert-danger")[2].partition("</p>")[0])
    assert len(texts) == 1
    known, unknown = (statistics.median(each) for each in times.values())
    assert abs(known - unknown) < max(0.05, 0.2 * max(known, unknown)), times


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
    dialog = "agency.guest.extension"
    opened = suite.admin.call(dialog, "create", {"guest_id": guest.id, "hours": 2})
    suite.admin.call(dialog, "action_grant", [opened])
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


def test_a_page_that_closed_by_itself_may_ask_for_more_time(
    page: Page, suite: demo.Suite, guest: Guest
):
    page.goto("/web/login")
    page.fill("#login", USER_CODE)
    page.fill("#password", guests.PASSWORD)
    page.locator("form.oe_login_form button[type=submit].btn-primary").click()
    page.wait_for_url("**/my**")
    page.wait_for_timeout(3000)
    guest.limit(**RULES["outside_hours"]())
    page.wait_for_url("**/agency/closed", timeout=5000)
    page.fill("#reason", "The notary waits")
    page.get_by_role("button", name="Ask for access").click()
    expect(page.locator(".o_agency_closed")).to_contain_text("The agency knows")
    assert guest.field("extension_request") == "The notary waits"


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


def test_second_step_after_closing_time(suite: demo.Suite):
    """The code is right, but between the password and the code access ended."""
    two_steps = Guest(suite, "doors.two")
    browser = Browser(suite.base)
    browser.sign_in(login=two_steps.user_code)
    secret = guests.enable_second_step(browser, two_steps.uid)
    page = "/web/login/totp"
    for shift, rule in enumerate(("outside_hours", "suspended")):
        again = Browser(suite.base)
        assert page in again.sign_in(login=two_steps.user_code)[2]
        _status, text, _place = again.open(page)
        two_steps.limit(**RULES[rule]())
        answer = again.send(page, text, totp_token=guests.code(secret, shift))
        assert answer[2].endswith("/agency/closed"), rule
        assert (two_steps.log()[0]["event"], two_steps.log()[0]["rule"]) == ("refused", rule)
        assert "o_agency_closed" in again.open("/agency/closed")[1]
        assert not guests.is_in(again)
        two_steps.allow()
        assert not guests.is_in(again)
    two_steps.delete()


def test_trusted_device_after_closing_time(suite: demo.Suite):
    """The browser needs no code any more; it needs access all the same."""
    two_steps = Guest(suite, "doors.device")
    browser = Browser(suite.base)
    browser.sign_in(login=two_steps.user_code)
    secret = guests.enable_second_step(browser, two_steps.uid)
    page = "/web/login/totp"
    browser.open("/web/session/logout")
    browser.sign_in(login=two_steps.user_code)
    browser.form(page, page, totp_token=guests.code(secret), remember="1")
    assert guests.is_in(browser)
    for closed in (False, True):
        browser.open("/web/session/logout")
        browser.sign_in(login=two_steps.user_code)
        if closed:
            two_steps.limit(suspended=True)
        place = browser.open(page)[2]
        assert place.endswith("/agency/closed") == closed
        assert guests.is_in(browser) != closed
    two_steps.delete()


def test_the_way_out_is_noted_once(suite: demo.Suite, guest: Guest):
    browser = Browser(suite.base)
    browser.sign_in()
    for _number in range(2):
        browser.open("/web/session/logout?redirect=/")
    assert not guests.is_in(browser)
    assert [line["event"] for line in guest.log()[:2]] == ["sign_out", "sign_in"]


def test_a_session_ends_with_its_hours_though_nobody_looks(suite: demo.Suite, guest: Guest):
    until = datetime.now(timezone.utc) + timedelta(seconds=10)
    moment = until.strftime("%Y-%m-%d %H:%M:%S")
    guest.limit(valid_until=day(-1), extension_until=moment)
    browser = Browser(suite.base)
    browser.sign_in()
    assert guests.is_in(browser)
    time.sleep(max(0, (until - datetime.now(timezone.utc)).total_seconds()) + 1)
    guest.allow()
    assert not guests.is_in(browser), "a session of before the closing time comes back to life"
    assert guests.login_page(suite, guest)


def test_mails(suite: demo.Suite, guest: Guest):
    """The gateway posts, or gives back and notes, what comes from the guest's address."""
    kinds = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
    suite.admin.call("agency.guest", "message_post", [guest.id], body="Hello", **kinds)
    parent = guest.messages()[0]["message_id"]
    guest.mail(parent, 1)
    assert "number 1" in guest.messages()[0]["body"]
    for number, rule in enumerate((rule for rule in RULES if rule != "wrong_address"), 2):
        guest.limit(**RULES[rule]())
        guest.mail(parent, number)
        returned = guest.mails()[0]["body_html"]
        assert "has not been delivered" in returned
        assert f"number {number}" in returned
        assert (guest.log()[0]["event"], guest.log()[0]["rule"]) == ("refused", rule)
        guest.allow()
    assert sum("Text of number" in each["body"] for each in guest.messages()) == 1


def test_invitations(suite: demo.Suite, guest: Guest):
    """Their links take an answer within the limits, and show nothing without a sign-in."""
    event, query = guest.invited(day(2))
    for rule, state in (("suspended", "needsAction"), (None, "accepted")):
        guest.limit(suspended=bool(rule))
        browser = Browser(suite.base)
        for door in ("view", "accept"):
            status, text, place = browser.open(f"/calendar/meeting/{door}{query}")
            assert (status, place.endswith("/my/appointments")) == (303, True)
            assert "Secret visit" not in text
        assert guest.answer(event) == state
        if rule:
            assert (guest.log()[0]["event"], guest.log()[0]["rule"]) == ("refused", rule)
