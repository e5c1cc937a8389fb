"""Moving about in the backend as a person does."""

from playwright.sync_api import Page, expect

from tools import demo


def sign_in(page: Page, login: str) -> None:
    """Sign in with a demo account."""
    passwords = {name: password for name, password, _role in demo.ACCOUNTS}
    page.goto("/web/login")
    page.locator("input[name=login]").fill(login)
    page.locator("input[name=password]").fill(passwords[login])
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".o_main_navbar")).to_be_visible()


def open_properties(page: Page, view: str = "list") -> None:
    page.goto("/odoo/properties")
    expect(page.locator(".o_list_view, .o_kanban_view").first).to_be_visible()
    switch = page.locator(f".o_switch_view.o_{view}")
    # The view that is there already would be loaded anew, and close a menu opened meanwhile.
    if "active" not in switch.get_attribute("class").split():
        switch.click()
    expect(page.locator(f".o_{view}_view")).to_be_visible()


def filter_by(page: Page, name: str) -> None:
    """Tick one filter of the search menu."""
    page.locator(".o_searchview_dropdown_toggler").click()
    page.get_by_role("menuitemcheckbox", name=name, exact=True).click()
    page.locator(".o_searchview_dropdown_toggler").click()
    expect(page.locator(".o_searchview_facet").filter(has_text=name)).to_be_visible()


def picture_is_drawn(page: Page, selector: str) -> bool:
    """Whether the browser has really loaded the picture and it is no placeholder."""
    picture = page.locator(selector).first
    expect(picture).to_be_visible()
    script = "async image => { await image.decode(); return image.naturalWidth }"
    return picture.evaluate(script) > 256
