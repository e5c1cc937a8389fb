"""./agency pictures: the pictures of the guides, taken anew from a fresh demo.

What a picture shows is one line in SCENES. Steps are selectors that are clicked one after the
other, or pairs with a text that is typed there; `shown` is scrolled to; `phone` takes it as on a
telephone.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools import browser, database, demo, odoo, paths, story
from tools.console import say, step

DATABASE = "agency_pictures"
PORT = 8371
FOLDER = paths.ROOT / "docs" / "images"
DESK, PHONE = (1280, 800), (390, 760)
COLORS = 128

GRUBER = ".o_data_row:has-text('Gruber') td >> nth=1"
CARTER = ".o_data_row:has-text('carter') td >> nth=1"
NORDIO = ".o_agency_client:has-text('Nordio')"
ARCADES = "a:has-text('Purchase of the shop in the arcades')"
ARCADES_ROW = ".o_data_row:has-text('Purchase of the shop in the arcades') td >> nth=1"
MESSAGE = "#messages textarea"
FARMHOUSE = ".o_data_row:has-text('Farmhouse') td[name=name]"
REVIEW = ".o_data_row:has-text('To review') td[name=name]"
NORDIO_FORM = ".o_data_row:has-text('Nordio Immobili') .o_list_record_open_form_view"


@dataclass(frozen=True)
class Scene:
    """One picture: file name (guide-what), who looks, where, and what is clicked there."""

    name: str
    login: str
    path: str
    steps: tuple[str | tuple[str, str], ...] = ()
    shown: str = ""
    phone: bool = False


SCENES = (
    # Guests come first: the office's lists then have something to show.
    Scene("guests-home", "gruber", "/my"),
    Scene("guests-actions", "gruber", "/my/actions"),
    Scene("guests-phone", "carter", "/my/properties", phone=True),
    Scene("guests-list", "markus", "/odoo/agency-guests"),
    Scene("guests-form", "markus", "/odoo/agency-guests", (GRUBER,)),
    Scene("guests-limits", "markus", "/odoo/agency-guests", (CARTER, ".nav-link:text('Limits')")),
    Scene("guests-simulator", "markus", "/odoo/agency-guests", (CARTER, "[name=action_simulate]")),
    Scene(
        "guests-levels", "markus", "/odoo/agency-guests", (CARTER, ".nav-link:text('Permissions')")
    ),
    Scene(
        "guests-profile",
        "markus",
        "/odoo/agency-guests",
        (
            ".o_data_row:has-text('carter') input[type=checkbox]",
            "[name=action_apply_profile]",
            ".modal [name=profile_id] input",
            ".o-autocomplete--dropdown-item >> nth=1",
        ),
    ),
    Scene("guests-preview", "markus", "/agency/guest/1/preview/my/actions"),
    Scene("guests-log", "markus", "/odoo/agency-guest-log"),
    Scene("websync-list", "nordio", "/my/cases", (NORDIO,)),
    Scene("websync-page", "nordio", "/my/cases", (NORDIO, ARCADES)),
    Scene("websync-phone", "nordio", "/my/cases", (NORDIO,), phone=True),
    Scene(
        "websync-messages",
        "nordio",
        "/my/cases",
        (
            NORDIO,
            ARCADES,
            (MESSAGE, "When will the notary be ready?"),
            "#messages [type=submit]",
        ),
    ),
    Scene("websync-cases", "markus", "/odoo/case-files"),
    Scene(
        "websync-case",
        "markus",
        "/odoo/case-files",
        (ARCADES_ROW, ".nav-link:text('Annotation Book')"),
    ),
    Scene(
        "websync-preview", "markus", "/agency/guest/3/preview/my/cases", ("summary:text('Why?')",)
    ),
    Scene(
        "websync-run",
        "markus",
        "/odoo/web-registrations",
        ("text=Sync All Clients", ".modal .btn-primary"),
    ),
    Scene(
        "websync-feed",
        "markus",
        "/odoo/external-websites/new",
        (
            ("[name=name] input", "The website of the law firm"),
            ("[name=url] input", "https://www.example.com/cases"),
        ),
    ),
    Scene(
        "import-settings",
        "admin",
        "/odoo/settings",
        (".settings_tab [data-key=agency_base]",),
        shown="text=What arrived, what became of it",
    ),
    Scene(
        "import-source",
        "admin",
        "/odoo/import-sources",
        (".o_data_row td[name=name]", "[name=action_test_connection]"),
    ),
    Scene(
        "import-delivery",
        "markus",
        "/odoo/deliveries",
        (".o_data_row:has-text('imv-4712') td[name=name]",),
    ),
    Scene("import-preview", "markus", "/odoo/deliveries", (REVIEW,)),
    Scene(
        "import-difference",
        "markus",
        "/odoo/deliveries",
        (REVIEW, ".o_data_row:has-text('Updated') td[name=action]"),
    ),
    Scene("import-property", "giulia", "/odoo/properties", (FARMHOUSE,)),
    Scene(
        "import-kept",
        "giulia",
        "/odoo/properties",
        (FARMHOUSE, ".nav-link:text('Kept by the Office')"),
        shown="[name=correction_ids] table",
    ),
    # The last one: the browser saves what was changed in a form when it leaves.
    Scene(
        "websync-registrations",
        "markus",
        "/odoo/web-registrations",
        (NORDIO_FORM, "[name=whole_group] input"),
    ),
)


def take(guides: list[str]) -> int:
    """Take the pictures of some guides, or of all; the exit code."""
    chosen = [s for s in SCENES if not guides or s.name.partition("-")[0] in guides]
    FOLDER.mkdir(exist_ok=True)
    with database.server() as server:
        odoo.write_config(server)
        demo.forget(server, DATABASE)
        with demo.suite(server, DATABASE, PORT) as suite, _browser() as opened:
            demo.first_delivery(suite)
            if any(scene.name.startswith("import-") for scene in chosen):
                story.tell(suite)
            for scene in chosen:
                with step(scene.name):
                    _take(opened, suite.base, scene)
        demo.forget(server, DATABASE)
    say(f"{len(chosen)} pictures in {FOLDER.relative_to(paths.ROOT)}")
    return 0


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        options = {"executable_path": str(browser.ensure()), "args": ["--no-sandbox"]}
        with playwright.chromium.launch(**options) as opened:
            yield opened


def _take(opened: Browser, base: str, scene: Scene) -> None:
    width, height = PHONE if scene.phone else DESK
    context = opened.new_context(
        base_url=base, viewport={"width": width, "height": height}, locale="en-US"
    )
    page = context.new_page()
    _sign_in(page, scene.login)
    page.goto(scene.path)
    for each in scene.steps:
        selector, text = (each, None) if isinstance(each, str) else each
        field = page.locator(selector).first
        field.click() if text is None else field.fill(text)
        page.wait_for_timeout(800)
    page.wait_for_timeout(2500)
    if scene.shown:
        page.locator(scene.shown).first.scroll_into_view_if_needed()
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLORS).save(FOLDER / f"{scene.name}.png", optimize=True)
    context.close()


def _sign_in(page: Page, login: str) -> None:
    passwords = {name: password for name, password, _role in demo.ACCOUNTS}
    page.goto("/web/login")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", passwords[login])
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")
