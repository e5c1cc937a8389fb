"""The answer to a sender."""

from datetime import date

import pytest
from lxml import etree
from openimmo import errors, feedback


def written(**facts):
    facts = {"name": "Agency", "day": date(2026, 1, 5), "status": "accepted", "text": "", **facts}
    return etree.fromstring(feedback.write(feedback.Answer(**facts)))


def test_one_entry_per_listing_in_the_order_of_the_format():
    verdict = feedback.Verdict("100", "OB-1", "A/7", "P&0001")
    root = written(provider="IMV1", verdicts=[verdict])
    assert [child.tag for child in root] == ["version", "sender", "objekt", "status"]
    assert {child.tag: child.text for child in root.find("sender")} == {
        "name": "Agency",
        "openimmo_anid": "IMV1",
        "datum": "2026-01-05",
    }
    assert [(child.tag, child.text) for child in root.find("objekt")] == [
        ("portal_obj_id", "P&0001"),
        ("anbieter_id", "IMV1"),
        ("oobj_id", "OB-1"),
        ("zusatz_refnr", "A/7"),
    ]


def test_errors_name_their_listing():
    notes = [
        feedback.Note("value_unreadable", "kaufpreis: VB", "100"),
        feedback.Note("xml_malformed", "The XML is damaged."),
    ]
    root = written(status="partly", text="1 of 2", notes=notes)
    found = [[child.text for child in error] for error in root.iterfind("fehlerliste/fehler")]
    assert found == [["100", "301", "kaufpreis: VB"], [None, "220", "The XML is damaged."]]
    assert [child.text for child in root.find("status")] == ["1", "1 of 2"]


@pytest.mark.parametrize("code", [code for code in errors.SENTENCES if code not in errors.FRAMES])
def test_every_code_of_the_reader_has_a_number(code):
    assert code == "delivery" or feedback.error_number(code) != feedback.OTHER_ERROR


def test_text_that_xml_cannot_hold():
    assert written(text="a\x00b\x1f<c>").findtext("status/text") == "ab<c>"


def test_number_of_a_listing_without_an_id_of_openimmo():
    assert written(verdicts=[feedback.Verdict(extern="A/7")]).findtext("objekt/oobj_id") == "A/7"
