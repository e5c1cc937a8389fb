"""A customer's page follows what the office does, in two browsers, without being loaded again."""

import base64
import io
import time
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.system.backend import sign_in
from tools import browser as chromium
from tools import demo
from tools.console import say

PASSWORD = "Regenbogen-7"
USER_CODE = "livecustomer"
NAME = "Mooring on the east quay"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NEW_NAME = "Mooring on the west quay"
# From the office's click until the customer's page shows it; the machine may be busy.
SECONDS = 10
PICTURE_IS_DRAWN = """old => {
    const image = document.querySelector(".o_agency_case_image img");
    return image && image.getAttribute("src") !== old && image.complete && image.naturalWidth > 100;
}"""


@pytest.fixture(scope="module")
def world(suite: demo.Suite) -> dict[str, int]:
    """A client with two cases, one of them with an unreleased entry, on the web for one account."""
    call = suite.admin.call
    client = call("res.partner", "create", [{"name": "Harbour Live Ltd"}])[0]
    modality = call("agency.case.modality", "create", [{"name": "Mooring", "code": "LIVE"}])[0]
    values = {"modality_id": modality, "client_id": client, "expiry_date": "2030-01-31"}
    case, other = call(
        "agency.case", "create", [{**values, "name": NAME}, {**values, "name": "Another mooring"}]
    )
    file = {"name": "plan.pdf", "datas": base64.b64encode(PDF).decode()}
    file = call("ir.attachment", "create", [file])[0]
    note = {"case_id": case, "name": "The plan of the quay", "attachment_ids": [[6, 0, [file]]]}
    note = call("agency.case.note", "create", [note])[0]
    section = demo.record(suite.admin, "agency_websync.section_cases")
    guest = {
        **{"surname": "Lotse", "user_code": USER_CODE, "password": PASSWORD, "tz": "UTC"},
        **{"email": "lotse@example.com", "must_change_password": False},
        "permission_ids": [[0, 0, {"section_id": section, "level": "high"}]],
    }
    guest = call("agency.guest", "create", [guest])[0]
    access = {"partner_id": client, "guest_ids": [[6, 0, [guest]]]}
    access = call("agency.web.access", "create", [access])[0]
    call("agency.web.access", "action_sync", [access])
    return {"case": case, "other": other, "note": note, "access": access}


@pytest.fixture
def customer(browser: Browser, suite: demo.Suite) -> Iterator[Page]:
    """The customer's own browser, beside the office's; a JavaScript error on it fails the test."""
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    launched = browser.browser_type.launch(executable_path=str(chromium.ensure()), args=arguments)
    page = launched.new_page(base_url=suite.base, viewport={"width": 1400, "height": 900})
    page.set_default_timeout(60_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/web/login")
    page.locator("input[name=login]").fill(USER_CODE)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url("**/my**")
    yield page
    launched.close()
    assert errors == []


def clock(page: Page, script: str, since: float, argument: object = None) -> float:
    """Wait until the page shows it; the milliseconds since a moment."""
    page.wait_for_function(script, arg=argument, polling="raf", timeout=SECONDS * 1000)
    return (time.perf_counter() - since) * 1000


def is_listening(page: Page) -> None:
    """Wait for the live connection of a page."""
    script = """() => odoo.__WOWL_DEBUG__
        ? odoo.__WOWL_DEBUG__.root.env.services.bus_service.workerState === "CONNECTED" : true"""
    page.wait_for_function(script)
    page.wait_for_timeout(1500)


def text_is_there(selector: str) -> str:
    return f"""text => [...document.querySelectorAll({selector!r})]
        .some(element => element.textContent.includes(text))"""


def png() -> bytes:
    output = io.BytesIO()
    Image.effect_mandelbrot((640, 480), (-2, -1.5, 1, 1.5), 40).save(output, "PNG")
    return output.getvalue()


def name_field(office: Page) -> Locator:
    return office.locator(".o_form_view [name=name]").locator("input, textarea").first


def open_case(office: Page, case: int) -> None:
    office.goto(f"/odoo/agency.case/{case}")
    expect(
        office.locator(".o_form_view [name=name] input, .o_form_view [name=name] textarea").first
    ).to_be_visible()


def save(office: Page) -> float:
    """Press save; the moment of the click."""
    button = office.locator(".o_form_button_save")
    expect(button).to_be_visible()
    moment = time.perf_counter()
    button.click()
    return moment


def test_the_open_page_follows_the_office(
    world: dict[str, int], page: Page, customer: Page, suite: demo.Suite
):
    times = {}
    sign_in(page, "giulia")
    open_case(page, world["case"])
    customer.goto("/my/cases")
    customer.get_by_role("link", name=NAME).click()
    expect(customer.get_by_role("heading", level=1)).to_have_text(NAME)
    customer.evaluate("window.wasNeverLoadedAgain = true")
    is_listening(customer)

    page.locator(".o_form_view [name=name] input, .o_form_view [name=name] textarea").first.fill(
        NEW_NAME
    )
    start = save(page)
    times["name"] = clock(customer, text_is_there(".o_agency_case h1"), start, NEW_NAME)
    expect(customer.locator(".o_agency_fresh").first).to_contain_text("sec. ago")

    picture = {"name": "quay.png", "mimeType": "image/png", "buffer": png()}
    page.locator(".o_field_image input[type=file]").set_input_files(picture)
    start = save(page)
    times["picture"] = clock(customer, PICTURE_IS_DRAWN, start, None)

    page.get_by_role("tab", name="Annotation Book").click()
    entry = page.locator(".o_data_row").filter(has_text="The plan of the quay")
    entry.locator("[name=released] input").click()
    start = save(page)
    times["file"] = clock(customer, text_is_there(".o_agency_entry_file"), start, "plan.pdf")
    with customer.expect_download() as download:
        customer.get_by_role("link", name="plan.pdf").click()
    assert download.value.path().read_bytes() == PDF

    page.goto(f"/odoo/agency.web.access/{world['access']}")
    page.get_by_role("button", name="Withdraw").click()
    start = time.perf_counter()
    page.locator(".modal").get_by_role("button", name="Ok").click()
    gone = text_is_there(".o_agency_case h1")
    times["withdrawal"] = clock(customer, gone, start, "no longer shared")
    expect(customer.locator("body")).not_to_contain_text(NEW_NAME)
    assert customer.evaluate("window.wasNeverLoadedAgain") is True
    assert customer.goto("/my/cases").status == 200
    expect(customer.get_by_text("No case yet")).to_be_visible()
    figures = ", ".join(f"{name} {round(value)}" for name, value in times.items())
    say(f"\nfrom the click to the customer's page, ms: {figures}")


def test_the_open_list_follows_the_office(world: dict[str, int], customer: Page, suite: demo.Suite):
    call = suite.admin.call
    call("agency.web.access", "action_sync", [world["access"]])
    customer.goto("/my/cases")
    rows = customer.locator("tr[data-copy]")
    expect(rows).to_have_count(2)
    is_listening(customer)
    customer.get_by_role("link", name="Another mooring").focus()
    top = rows.nth(1).bounding_box()

    call("agency.case", "write", [world["other"]], {"name": "A third mooring"})
    row = customer.get_by_role("link", name="A third mooring")
    expect(row).to_be_focused(timeout=SECONDS * 1000)
    assert rows.nth(1).bounding_box() == top

    values = ["modality_id", "client_id"]
    case = call("agency.case", "read", [world["other"]], values)[0]
    values = {name: case[name][0] for name in values}
    created = call("agency.case", "create", [{**values, "name": "Brand new mooring"}])[0]
    customer.get_by_role("button", name="1 new case: show").click(timeout=SECONDS * 1000)
    expect(rows).to_have_count(3)

    call("agency.case", "write", [created], {"active": False})
    expect(rows).to_have_count(2, timeout=SECONDS * 1000)
    call("agency.web.access", "action_withdraw", [world["access"]])
    expect(rows).to_have_count(0, timeout=SECONDS * 1000)


def test_the_client_switch_follows_the_office(
    world: dict[str, int], customer: Page, suite: demo.Suite
):
    """A second client comes to the open page, and leaves it, registration and account alike."""
    call = suite.admin.call
    call("agency.web.access", "action_sync", [world["access"]])
    customer.goto("/my/cases")
    expect(customer.locator("tr[data-copy]").first).to_be_visible()
    customer.evaluate("window.wasNeverLoadedAgain = true")
    is_listening(customer)
    tabs = customer.locator(".o_agency_client")
    expect(tabs).to_have_count(0)

    [guest] = call("agency.guest", "search", [("user_code", "=", USER_CODE)])
    [client] = call("res.partner", "create", [{"name": "Zealous Second Ltd"}])
    values = {"partner_id": client, "guest_ids": [[6, 0, [guest]]]}
    [second] = call("agency.web.access", "create", [values])
    call("agency.web.access", "action_sync", [second])
    expect(tabs).to_have_count(2, timeout=SECONDS * 1000)
    call("agency.web.access", "action_withdraw", [second])
    expect(tabs).to_have_count(0, timeout=SECONDS * 1000)
    call("agency.web.access", "action_sync", [second])
    expect(tabs).to_have_count(2, timeout=SECONDS * 1000)
    call("agency.web.access", "write", [second], {"guest_ids": [[5, 0, 0]]})
    expect(tabs).to_have_count(0, timeout=SECONDS * 1000)
    assert customer.evaluate("window.wasNeverLoadedAgain") is True


def test_the_open_form_follows_what_the_office_has_read(
    world: dict[str, int], page: Page, customer: Page, suite: demo.Suite
):
    suite.admin.call("agency.web.access", "action_sync", [world["access"]])
    sign_in(page, "giulia")
    open_case(page, world["case"])
    is_listening(page)
    badge = page.locator("[name=unread_count] .badge")
    expect(badge).to_have_count(0)
    customer.goto("/my/cases")
    customer.get_by_role("link", name=NEW_NAME).click()
    customer.locator("textarea").first.fill("Is the quay free?")
    customer.get_by_role("button", name="Send").click()
    expect(badge).to_have_text("1 new message", timeout=SECONDS * 1000)
    expect(page.locator(".o-mail-Chatter")).to_contain_text("Is the quay free?")
    expect(badge).to_have_count(0, timeout=SECONDS * 1000)
    expect(customer.locator(".o_agency_case_parts")).to_contain_text(
        "Read by the agency", timeout=SECONDS * 1000
    )
