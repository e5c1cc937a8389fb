"""A listing goes from the sender's FTP client to the agent's screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.system.backend import filter_by, open_properties, picture_is_drawn, sign_in
from tools import delivery, demo

OFFER = delivery.Offer(number="system-1", title="Mill house at the brook", user="giulia")
SELLER = delivery.Seller(surname="Kofler", email="elisabeth.kofler@example.com")
NUMBER = demo.external_number(OFFER)


@pytest.fixture(scope="module")
def delivered(suite: demo.Suite) -> demo.Suite:
    """The delivery has been put on the FTP server, and the scheduled action has run."""
    suite.box.put("mill.zip", delivery.build(OFFER, SELLER))
    demo.collect(suite)
    return suite


def test_the_file_has_been_put_away(delivered: demo.Suite):
    folder = delivered.box.folder
    assert [file.name for file in folder.glob("*.zip")] == []
    assert len(list((folder / "done").glob("*mill.zip"))) == 1


def test_an_agent_finds_the_property_and_its_seller(delivered: demo.Suite, page: Page, shot):
    sign_in(page, "giulia")
    open_properties(page, "list")
    filter_by(page, "Inactive")
    row = page.locator(".o_data_row").filter(has_text=OFFER.title)
    expect(row).to_have_count(1)
    expect(page.locator(".o_data_row").filter(has_text="Villa with pool")).to_have_count(0)
    shot("delivery-list")
    page.locator(".o_switch_view.o_kanban").click()
    card = page.locator(".o_kanban_record").filter(has_text=OFFER.title)
    expect(card).to_have_count(1)
    assert picture_is_drawn(page, f".o_kanban_record:has-text('{OFFER.title}') img")
    shot("delivery-kanban")
    card.click()
    expect(page.get_by_role("alert").filter(has_text="IMV Import")).to_be_visible()
    expect(page.locator(".o_statusbar_status .o_arrow_button_current")).to_have_text("Inactive")
    expect(page.locator("[name=external_number]").first).to_contain_text(NUMBER)
    assert picture_is_drawn(page, ".o_form_view img[src*='agency.property.media']")
    shot("delivery-form")
    page.get_by_role("tab", name="People").click()
    seller = page.locator(".o_data_row").filter(has_text="Kofler")
    expect(seller).to_contain_text("Contact person")
    shot("delivery-people")


def test_the_seller_is_a_contact_from_imv(delivered: demo.Suite, page: Page, shot):
    sign_in(page, "giulia")
    domain = [["email", "=", SELLER.email]]
    found = delivered.admin.call("res.partner", "search_read", domain, ["origin_id", "active"])
    assert [(one["origin_id"][1], one["active"]) for one in found] == [("IMV", True)]
    page.goto(f"/odoo/res.partner/{found[0]['id']}")
    page.get_by_role("tab", name="Real Estate").click()
    expect(page.get_by_label("Origin").first).to_have_value("IMV")
    shot("delivery-contact")


def test_the_same_delivery_again_changes_nothing(delivered: demo.Suite):
    def snapshot():
        domain = [["external_number", "=", NUMBER]]
        properties = delivered.admin.call(
            "agency.property", "search_read", domain, ["write_date", "media_ids", "party_ids"]
        )
        people = delivered.admin.call(
            "res.partner", "search_read", [["email", "=", SELLER.email]], ["write_date"]
        )
        return properties, people

    before = snapshot()
    delivered.box.put("mill-again.zip", delivery.build(OFFER, SELLER))
    demo.collect(delivered)
    assert snapshot() == before
    assert len(before[0]) == 1
