"""docs/import-fields.md says what the tables of the import do."""

import sys


def test_the_page_is_up_to_date(repository):
    sys.path.insert(0, str(repository))
    from tools import fields

    assert fields.PAGE.read_text("utf-8") == fields.page(), "run ./agency fields"


def test_every_group_has_a_title(repository):
    sys.path.insert(0, str(repository))
    from openimmo import slot_table

    from tools import fields

    assert set(fields.TITLES) == set(slot_table.GROUPS.values())
