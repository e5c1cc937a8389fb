"""What customers read of their case files is there in every language that the addon speaks."""

import io
import re

import pytest
from babel.messages.pofile import read_po

from tools import paths

FOLDER = paths.ADDONS / "agency_websync" / "i18n"
LANGUAGES = ("de", "it", "es")
# Where the terms of the customers' pages and mails stand.
PAGES = re.compile(
    r"agency_websync\.portal_|static/src/interactions/|controllers/|case_rows|case_list_"
    r"|mail_template_case_message|selection__agency_case(_note)?__"
)
# What stays as it is in each language, and what only the office reads.
KEPT = re.compile(r"(<[^>]*>|\s|XLSX|PDF)+")
OFFICE = ("Guests: message about a case", "Sent at once when the office writes")
PLACES = re.compile(r"%s|%\(\w+\)s|<[^>]+>|\{\{.*?\}\}")


def catalog(name: str) -> dict[str, tuple[str, str]]:
    """The terms of a file: by their English, the translation and the lines that tell the places."""
    found = {}
    for block in (FOLDER / name).read_text(encoding="utf-8").split("\n\n")[1:]:
        # Babel drops places that have no line number.
        places = "".join(line for line in block.splitlines() if line.startswith("#:"))
        for message in read_po(io.BytesIO(block.encode())):
            if message.id:
                found[message.id] = (message.string, places)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_read_their_language(language: str) -> None:
    own = catalog(f"{language}.po")
    missing = [
        term
        for term, (_string, places) in catalog("agency_websync.pot").items()
        if PAGES.search(places)
        and not KEPT.fullmatch(term)
        and not term.startswith(OFFICE)
        and not own.get(term, ("", ""))[0]
    ]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_for_values_and_marks_are_kept(language: str) -> None:
    wrong = [
        term
        for term, (string, _places) in catalog(f"{language}.po").items()
        if sorted(PLACES.findall(term)) != sorted(PLACES.findall(string))
    ]
    assert wrong == []
