"""The demo agency's own site: nothing is left of a site that nobody has set up."""

import urllib.request

import pytest

from tools import demo

LEFT_OVERS = (
    *("Your Logo", "555-5556", "yourcompany.example.com", "My Company", "My Website"),
    *("Company name", "Buena Vista", "passionate people", "/website/social/", 'href="#">About'),
)


@pytest.mark.parametrize("path", ["/", "/contactus", "/web/login"])
def test_the_site_is_the_agencys(suite: demo.Suite, path: str):
    with urllib.request.urlopen(suite.base + path, timeout=30) as answer:
        page = answer.read().decode()
    assert not [text for text in LEFT_OVERS if text in page]
    assert "Alpenblick Real Estate" in page
    assert "+39 0471 000 001" in page


def test_the_first_page_leads_to_the_guests_pages(suite: demo.Suite):
    with urllib.request.urlopen(suite.base + "/", timeout=30) as answer:
        page = answer.read().decode()
    assert "Sign in to your pages" in page
    assert '<a href="/my"' in page or 'href="/my">' in page
