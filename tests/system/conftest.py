"""The whole suite as it runs: a fresh database, Odoo, an FTP drop box, a real browser."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools import browser as chromium
from tools import database, demo, odoo, paths

DATABASE = "agency_system"
PORT = 8271
# The first page after an installation builds its scripts and styles.
expect.set_options(timeout=60_000)


def pytest_configure() -> None:
    """Asked to end, stop what was started, as Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def suite() -> Iterator[demo.Suite]:
    """The suite with demo data, installed from nothing."""
    with database.server() as server:
        odoo.write_config(server)
        demo.forget(server, DATABASE)
        with demo.suite(server, DATABASE, PORT) as running:
            yield running
        demo.forget(server, DATABASE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        arguments += ["--disable-background-networking", "--disable-component-update"]
        with playwright.chromium.launch(
            executable_path=str(chromium.ensure()), args=arguments
        ) as launched:
            yield launched


@pytest.fixture
def page(browser: Browser, suite: demo.Suite) -> Iterator[Page]:
    """A page of its own session; a JavaScript error on it fails the test."""
    context = browser.new_context(
        base_url=suite.base, viewport={"width": 1400, "height": 900}, locale="en-US"
    )
    context.set_default_timeout(60_000)
    errors: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def shot(page: Page):
    """Keep a screenshot under the ignored folder."""
    paths.SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def keep(name: str) -> None:
        page.screenshot(path=paths.SCREENSHOTS / f"{name}.png")

    return keep
