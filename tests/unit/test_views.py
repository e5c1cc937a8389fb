"""What Odoo shows as it stands in a view has to stand there as it is shown."""

from lxml import etree

from tools import paths


def test_questions_stand_on_one_line():
    # Odoo keeps the blanks of a question: a line break in the source is a gap in the dialog.
    folders = [paths.ADDONS / name for name in paths.SUITE]
    files = [file for folder in folders for file in folder.rglob("*.xml")]
    asked = [node.get("confirm") for file in files for node in etree.parse(file).iter("button")]
    questions = [question for question in asked if question]
    assert questions
    assert [question for question in questions if "  " in question] == []
