from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyPropertyKind(AgencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Kind = cls.env["agency.property.kind"]
        cls.house_kind = Kind.create({"name": "H House", "code": "h.house"})
        cls.semi = Kind.create(
            {"name": "Semi", "code": "h.house.semi", "parent_id": cls.house_kind.id}
        )

    def test_name_shows_the_path(self):
        self.assertEqual(self.semi.complete_name, "H House / Semi")
        self.assertEqual(self.semi.display_name, "H House / Semi")
        short = self.semi.with_context(hierarchical_naming=False)
        self.assertEqual(short.display_name, "Semi")

    def test_found_by_parent_name_and_code(self):
        Kind = self.env["agency.property.kind"]
        for term in ("Semi", "H House", "h.house.semi"):
            self.assertIn(self.semi.id, [item[0] for item in Kind.name_search(term)])

    def test_no_cycle(self):
        with self.assertRaises(UserError):
            self.house_kind.parent_id = self.semi

    @mute_logger("odoo.sql_db")
    def test_code_is_unique(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.semi.copy({"code": "h.house"})

    def test_count_includes_the_kinds_below(self):
        self._property(kind_id=self.semi.id)
        self._property(kind_id=self.house_kind.id)
        self.assertEqual(self.semi.property_count, 1)
        self.assertEqual(self.house_kind.property_count, 2)

    def test_its_properties_open(self):
        house = self._property(kind_id=self.semi.id)
        action = self.house_kind.action_view_properties()
        self.assertEqual(self.env["agency.property"].search(action["domain"]), house)
