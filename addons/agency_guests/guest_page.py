"""Turns a page of a guest into a preview for the office: marked, and with every form dead."""

import re
from html import escape

from lxml import etree, html

# What carries an address that leads on inside the guest's pages.
ADDRESSES = ("href", "src", "data-url", "data-src", "action")
PROPERTY_PAGE = re.compile(r"/my/properties/(\d+)(?:[/?#]|$)")
STYLE_URL = re.compile(r"url\((['\"]?)(/(?:my|web/image)(?:[/?][^)'\"]*)?)\1\)")


def mark(page: str, prefix: str, band: str, reasons: dict[int, str]) -> str:
    """Return the page with its links kept inside the preview and a band on top.

    :param page: a whole HTML page, or a part of one, as a guest gets it
    :param prefix: address of the preview, put before every address of a guest's page
    :param band: HTML of the band; only whole pages get it
    :param reasons: why the guest sees a property, by its id; told by every link to it
    """
    whole = "<html" in page[:2000].lower()
    root = html.document_fromstring(page) if whole else html.fragment_fromstring(page, "div")
    for element in root.iter(etree.Element):
        _explain(element, reasons)
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


def _explain(element, reasons):
    found = PROPERTY_PAGE.match(element.get("href") or "")
    if found and int(found[1]) in reasons:
        element.set("title", reasons[int(found[1])])


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
