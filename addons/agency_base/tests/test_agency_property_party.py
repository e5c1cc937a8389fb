from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyPropertyParty(AgencyCase):
    def _party(self, partner, **values):
        return self.env["agency.property.party"].create(
            {"property_id": self.house.id, "partner_id": partner.id, **values}
        )

    def test_shares_up_to_the_whole(self):
        self._party(self.clara, share=100, role="tenant")
        self._party(self.anna, share=50)
        self._party(self.bert, share=50)
        self.assertEqual(self.house.owner_ids, self.anna | self.bert)

    def test_thirds_are_a_whole(self):
        for partner in (self.anna, self.bert, self.clara):
            self._party(partner, share=33.334)

    def test_more_than_the_whole_is_refused_with_the_total(self):
        self._party(self.anna, share=60)
        with self.refused(r"would hold 110 %"):
            self._party(self.bert, share=50)
        other = self._party(self.bert, share=40)
        with self.refused(r"100.5 %"):
            other.share = 40.5
        tenant = self._party(self.clara, share=10, role="tenant")
        with self.assertRaises(ValidationError):
            tenant.role = "owner"

    def test_one_after_the_other_is_fine(self):
        self._party(self.anna, share=100, date_to=date(2024, 12, 31))
        later = self._party(self.bert, share=100, date_from=date(2025, 1, 1))
        with self.refused("200 % from"):
            later.date_from = date(2024, 12, 31)

    def test_overlap_in_the_past_counts(self):
        self._party(self.anna, share=70, date_from=date(2020, 1, 1), date_to=date(2020, 12, 31))
        with self.refused("120 %"):
            self._party(self.bert, share=50, date_from=date(2020, 6, 1), date_to=date(2020, 7, 1))

    def test_other_properties_do_not_count(self):
        self._party(self.anna, share=100)
        self._party(self.bert, share=100, property_id=self._property().id)

    def test_property_row_is_touched_against_concurrent_owners(self):
        before = self._row_version(self.house)
        self._party(self.bert, role="notary")
        self.assertEqual(self._row_version(self.house), before)
        self._party(self.anna, share=50)
        self.assertNotEqual(self._row_version(self.house), before)

    def test_end_before_start_is_refused(self):
        with self.refused("Anna Anker.*before it starts"):
            self._party(self.anna, date_from=date(2025, 2, 1), date_to=date(2025, 1, 1))

    def test_negative_share_is_refused(self):
        with self.assertRaises(ValidationError):
            self._party(self.anna, share=-5)

    @freeze_time("2025-06-15")
    def test_current_is_today(self):
        current = self._party(self.anna, date_from=date(2025, 6, 15), date_to=date(2025, 6, 15))
        always = self._party(self.bert, role="tenant")
        past = self._party(self.clara, date_to=date(2025, 6, 14))
        future = self._party(self.clara, date_from=date(2025, 6, 16))
        parties = current | always | past | future
        self.assertEqual(parties.filtered("is_current"), current | always)
        Party = self.env["agency.property.party"]
        mine = [("property_id", "=", self.house.id)]
        self.assertEqual(Party.search([*mine, ("is_current", "=", True)]), current | always)
        self.assertEqual(Party.search([*mine, ("is_current", "!=", True)]), past | future)
        self.assertEqual(Party.search([*mine, ("is_current", "in", [True, False])]), parties)

    @freeze_time("2025-06-15")
    def test_owners_of_today(self):
        self._party(self.anna, date_to=date(2025, 1, 1))
        self._party(self.bert)
        self._party(self.clara, role="tenant")
        self.assertEqual(self.house.owner_ids, self.bert)
        Property = self.env["agency.property"]
        mine = ("id", "in", (self.house | self._property()).ids)
        self.assertEqual(Property.search([mine, ("owner_ids", "in", self.bert.ids)]), self.house)
        self.assertEqual(Property.search([mine, ("owner_ids", "ilike", "bert")]), self.house)
        self.assertEqual(Property.search([mine, ("owner_ids", "!=", False)]), self.house)
        self.assertFalse(Property.search([mine, ("owner_ids", "in", self.anna.ids)]))
        self.assertFalse(Property.search([mine, ("owner_ids", "in", self.clara.ids)]))
        without = Property.search([mine, ("owner_ids", "=", False)])
        self.assertEqual(len(without), 1)
        self.assertNotIn(self.house, without)
        self.assertEqual(Property.search([mine, ("owner_ids", "not in", self.bert.ids)]), without)
