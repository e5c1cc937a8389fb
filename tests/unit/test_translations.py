"""What customers read of their pages and mails is there in every language that the addons speak."""

import io
import re

import pytest
from babel.messages.pofile import read_po

from tools import paths

LANGUAGES = ("de", "it", "es")
# Where the terms of the customers' pages and mails stand, by addon.
PAGES = {
    "agency_base": re.compile(
        r"agency\.property\.(kind|feature),name"
        r"|field_description:\w+\.field_agency_property__(area_(living|plot|usable)|rooms|desc)"
        r"|selection__agency_property__(state|condition|energy_certificate|heating_kind|firing)"
        r"|selection__agency_property_party__role|selection__agency_request_place__kind"
        r"|selection__agency_(channel|interaction|mandate|property_media)__kind"
        r"|selection__agency_(interest|mandate|publication|request)__(state|offer|usage|feedback)"
        r"|selection__calendar_event__agency"
    ),
    "agency_guests": re.compile(
        r"agency_guests\.(portal_|login|reset_password|closed_page|mail_returned|mail_template_)"
        r"|agency_guests\.password_(page|rules)|static/src/interactions/|controllers/"
        r"|agency_guest_(account|messages|news|people|report)\.py"
        r"|selection__agency_guest(__report_frequency|_window__weekday)__"
    ),
    "agency_websync": re.compile(
        r"agency_websync\.portal_|static/src/interactions/|controllers/|case_rows|case_list_"
        r"|mail_template_case_message|selection__agency_case(_note)?__"
    ),
}
# What stays as it is in each language, and what only the office reads.
KEPT = re.compile(r"(<[^>]*>|\{\{\d\}\}|[\s:–]|XLSX|PDF|url)+")
OFFICE = (
    *("Guests: ", "Sent at once when", "Sent at most once", "Sent every", "Sent when"),
    *("The applicant ", "no reason given"),
)
PLACES = re.compile(r"%s|%\(\w+\)s|<[^>]+>|\{\{.*?\}\}|(?<!\{)\{\w+\}")


def catalog(addon: str, name: str) -> dict[str, tuple[str, str]]:
    """The terms of a file: by their English, the translation and the lines that tell the places."""
    found = {}
    text = (paths.ADDONS / addon / "i18n" / name).read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        # Babel drops places that have no line number.
        places = "".join(line for line in block.splitlines() if line.startswith("#:"))
        for message in read_po(io.BytesIO(block.encode())):
            if message.id:
                found[message.id] = (message.string, places)
    return found


@pytest.mark.parametrize("addon", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_read_their_language(addon: str, language: str) -> None:
    own = catalog(addon, f"{language}.po")
    missing = [
        term
        for term, (_string, places) in catalog(addon, f"{addon}.pot").items()
        if PAGES[addon].search(places)
        and not KEPT.fullmatch(term)
        and not term.startswith(OFFICE)
        and not own.get(term, ("", ""))[0]
    ]
    assert missing == []


@pytest.mark.parametrize("addon", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_values_and_marks_are_kept(addon: str, language: str) -> None:
    terms = catalog(addon, f"{addon}.pot")
    wrong = [
        term
        for term, (string, _places) in catalog(addon, f"{language}.po").items()
        if term not in terms or sorted(PLACES.findall(term)) != sorted(PLACES.findall(string))
    ]
    assert wrong == []
