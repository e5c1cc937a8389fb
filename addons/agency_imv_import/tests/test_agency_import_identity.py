from psycopg2.errors import UniqueViolation

from odoo.tools import mute_logger

from ..openimmo.drafts import Identity
from .common import ImportCase


class TestAgencyImportIdentity(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.house = cls.env["agency.property"].create({"name": "House"})
        cls.known = cls.new("P1", "1", obid="P1_1_A", extern="A")

    @classmethod
    def new(cls, key, intern, obid=False, extern=False):
        return cls.identities.create(
            {
                "company_id": cls.source.company_id.id,
                "provider_key": key,
                "intern": intern,
                "obid": obid,
                "extern": extern,
                "property_id": cls.house.id,
            }
        )

    def recognise(self, key="P1", seen=None, **numbers):
        (found,) = self.identities._recognise(
            self.source.company_id.id, [(key, Identity(**numbers))], seen or {}
        )
        return found

    def test_internal_number_decides(self):
        self.assertEqual(self.recognise(intern="1", obid="other", extern="other"), self.known)

    def test_internal_number_wins_over_the_others(self):
        second = self.new("P1", "2", obid="P1_2_B", extern="B")
        self.assertEqual(self.recognise(intern="2", obid="P1_1_A", extern="A"), second)

    def test_openimmo_id_comes_second(self):
        self.assertEqual(self.recognise(obid="P1_1_A"), self.known)
        self.assertEqual(self.recognise(intern="1-new", obid="P1_1_A"), self.known)

    def test_openimmo_id_of_a_listing_that_came_under_its_own_number(self):
        seen = {self.known.id: "1"}
        self.assertFalse(self.recognise(intern="2", obid="P1_1_A", seen=seen))

    def test_external_number_comes_last(self):
        self.assertEqual(self.recognise(extern="A"), self.known)

    def test_external_number_that_was_given_away_again(self):
        self.assertFalse(self.recognise(intern="2", extern="A"))

    def test_external_number_was_changed(self):
        self.assertEqual(self.recognise(intern="1", obid="P1_1_Z", extern="Z"), self.known)

    def test_two_providers_do_not_meet(self):
        self.assertFalse(self.recognise("P2", intern="1", obid="P1_1_A", extern="A"))

    def test_two_companies_do_not_meet(self):
        other = self.env["res.company"].create({"name": "Other Agency"})
        (found,) = self.identities._recognise(other.id, [("P1", Identity(intern="1"))], {})
        self.assertFalse(found)

    def test_empty_numbers_match_nothing(self):
        self.new("P1", False, extern="B")
        self.assertFalse(self.recognise())
        self.assertFalse(self.recognise(intern="3"))

    def test_internal_number_is_unique_in_a_provider(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.new("P1", "1")

    def test_identity_ends_with_its_property(self):
        self.house.unlink()
        self.assertFalse(self.known.exists())
