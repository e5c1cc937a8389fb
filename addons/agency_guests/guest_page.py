"""Turns a page of a guest into a preview for the office: marked, and with every form dead."""

import re
from collections.abc import Callable, Collection, Mapping
from html import escape

from lxml import etree, html

# What carries an address that leads on inside the guest's pages.
ADDRESSES = ("href", "src", "data-url", "data-src", "action")
PROPERTY_PAGE = re.compile(r"/my/properties/(\d+)(?:[/?#]|$)")
# An entry of a page: model and id, as in `agency.interaction,12`.
Entry = tuple[str, int]
STYLE_URL = re.compile(r"url\((['\"]?)(/(?:my|web/image)(?:[/?][^)'\"]*)?)\1\)")


def mark(
    page: str,
    prefix: str,
    band: str,
    explain: Callable[[Collection[Entry]], Mapping[Entry, str]],
) -> str:
    """Return the page with its links kept inside the preview and a band on top.

    :param page: a whole HTML page, or a part of one, as a guest gets it
    :param prefix: address of the preview, put before every address of a guest's page
    :param band: HTML of the band; only whole pages get it
    :param explain: gives the reasons why the guest sees entries; each entry then tells its own
    """
    whole = "<html" in page[:2000].lower()
    root = html.document_fromstring(page) if whole else html.fragment_fromstring(page, "div")
    _explain(root, explain)
    for element in root.iter(etree.Element):
        _keep_inside(element, prefix)
        _disarm(element)
    if not whole:
        parts = (html.tostring(child, encoding="unicode") for child in root)
        return escape(root.text or "", quote=False) + "".join(parts)
    root.body.insert(0, html.fragment_fromstring(band))
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def leads_on(path: str) -> bool:
    """Tell whether an address is a page, or a picture, that a guest is shown."""
    bare = path.partition("?")[0].partition("#")[0]
    return bare == "/my" or bare.startswith(("/my/", "/web/image/", "/web/image?"))


def _explain(root, explain):
    """Write the reasons into the places kept for them, and on every link to a property."""
    places = root.iterfind(".//details[@data-entry]")
    wanted = [(place, _entry(place.get("data-entry"))) for place in places]
    links = [(link, PROPERTY_PAGE.match(link.get("href"))) for link in root.iterfind(".//a[@href]")]
    named = [(link, ("agency.property", int(found[1]))) for link, found in links if found]
    reasons = explain({entry for _element, entry in (*wanted, *named)})
    for place, entry in wanted:
        if entry in reasons:
            etree.SubElement(place, "p").text = reasons[entry]
        else:
            place.drop_tree()
    for link, entry in named:
        if entry in reasons:
            link.set("title", reasons[entry])


def _entry(text):
    model_name, _comma, record_id = text.partition(",")
    return model_name, int(record_id)


def _keep_inside(element, prefix):
    for name in ADDRESSES:
        value = element.get(name)
        if value and leads_on(value):
            element.set(name, prefix + value)
    style = element.get("style")
    if style and "url(" in style:
        element.set("style", STYLE_URL.sub(rf"url(\g<1>{prefix}\g<2>\g<1>)", style))


def _disarm(element):
    """Let a form be seen and filled in, but not sent; searching is reading and stays."""
    if element.tag == "form" and element.get("method", "get").lower() != "get":
        element.attrib.pop("action", None)
        for button in element.iter("button", "input"):
            if button.tag == "button" or button.get("type") in ("submit", "image"):
                button.set("disabled", "disabled")
