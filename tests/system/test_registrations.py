"""The office enrols customers for the web, and is told the effect before it saves."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.system.backend import sign_in


def open_registrations(page: Page) -> None:
    sign_in(page, "markus")
    page.goto("/odoo/web-registrations")
    expect(row(page, "Nordio Immobili")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return page.locator(".o_data_row").filter(has_text=name)


def cell(page: Page, name: str, field: str) -> Locator:
    return row(page, name).locator(f"td[name={field}]")


def tick(page: Page, field: str) -> None:
    """Tick or untick in the row that is being edited."""
    page.locator(f".o_selected_row td[name={field}] input").click()


def test_the_effect_is_told_before_a_row_is_saved(page: Page, shot):
    open_registrations(page)
    cell(page, "Nordio Immobili", "code").click()
    expect(page.locator(".o_selected_row")).to_be_visible()
    tick(page, "whole_group")
    effect = page.locator(".o_selected_row td[name=effect]")
    expect(effect).to_contain_text("Hides 4 cases: LEASE/")
    shot("registrations-effect")
    page.locator(".o_list_button_save").click()
    expect(cell(page, "Nordio Immobili", "case_count")).to_have_text("5")
    expect(cell(page, "Nordio Immobili", "effect")).to_have_text("")
    cell(page, "Nordio Immobili", "code").click()
    expect(page.locator(".o_selected_row")).to_be_visible()
    tick(page, "whole_group")
    expect(effect).to_contain_text("Shows 4 more cases")
    page.locator(".o_list_button_save").click()
    expect(cell(page, "Nordio Immobili", "case_count")).to_have_text("9")


def test_the_effect_on_several_rows_is_told_before_they_are_saved(page: Page, shot):
    open_registrations(page)
    for name in ("Nordio Immobili", "Hotel Rosengarten"):
        row(page, name).locator(".o_list_record_selector input").click()
    box = cell(page, "Nordio Immobili", "show_reference_1").locator("input")
    expect(box).to_be_checked()
    cell(page, "Nordio Immobili", "show_reference_1").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Hotel Rosengarten KG (Client): Reference 1 disappears")
    expect(dialog).to_contain_text("Nordio Immobili S.r.l. (Client): Reference 1 disappears")
    shot("registrations-several")
    dialog.get_by_role("button", name="Discard").click()
    expect(dialog).to_have_count(0)
    expect(box).to_be_checked()


def test_an_unknown_code_is_told_in_one_sentence(page: Page):
    open_registrations(page)
    page.locator(".o_list_button_add").click()
    code = page.locator(".o_selected_row td[name=code] input")
    code.fill("N-110")
    code.press("Tab")
    contact = page.locator(".o_selected_row td[name=partner_id] input")
    expect(contact).to_have_value("Nordio Logistica S.p.A.")
    code.fill("X-999")
    code.press("Tab")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("No contact has the code X-999.")
    dialog.get_by_role("button", name="Close").first.click()
    page.locator(".o_list_button_discard").click()
    expect(row(page, "Nordio Logistica")).to_have_count(0)


def test_open_as_this_client(page: Page, shot):
    open_registrations(page)
    with page.context.expect_page() as opened:
        row(page, "Hotel Rosengarten").locator("button[name=action_open_as_client]").click()
    preview = opened.value
    expect(preview).to_have_url(re.compile(r"/preview/my/cases\?client=\d+$"))
    expect(preview.get_by_text("Preview: this is what")).to_be_visible()
    expect(preview.get_by_text("Spa extension")).to_be_visible()
    expect(preview.get_by_text("Purchase of the shop in the arcades")).to_have_count(0)


def test_without_an_account_one_can_be_created(page: Page):
    open_registrations(page)
    row(page, "Studio Legale Amort").locator("button[name=action_open_as_client]").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Nobody signs in for Studio Legale Amort yet")
    dialog.get_by_role("button", name="Create an Account").click()
    expect(page.get_by_role("dialog").filter(has_text="Create Guest")).to_contain_text(
        "The account follows these case files on the web"
    )
