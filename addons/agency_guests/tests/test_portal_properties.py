import re

from odoo.tests import tagged

from .portal_common import PortalCase


@tagged("post_install", "-at_install")
class TestPortalProperties(PortalCase):
    """The list of properties: its filters, and which of them are marked as own."""

    def _rows(self, **filters):
        page = self._get("/my/properties?" + "&".join(f"{k}={v}" for k, v in filters.items())).text
        return {name for name in ("Harbour house", "Castle house", "Abroad house") if name in page}

    def test_who_owns_and_looks_has_a_filter_for_each_side(self):
        self.owner.partner_ids |= self.adam
        self._enter(self.owner)
        self.assertEqual(self._rows(), {"Harbour house", "Castle house"})
        self.assertEqual(self._rows(filterby="own"), {"Harbour house"})
        self.assertEqual(self._rows(filterby="interest"), {"Castle house"})
        self.assertEqual(self._get("/my/properties").text.count("o_agency_own"), 1)

    def test_who_only_owns_or_only_looks_has_none(self):
        for guest in (self.owner, self.applicant):
            self._enter(guest)
            page = self._get("/my/properties").text
            self.assertNotIn("filterby=own", page)
            self.assertNotIn("filterby=interest", page)
            self.assertEqual(page.count("o_agency_own"), int(guest == self.owner))

    def test_a_declined_interest_gives_no_filter(self):
        self.owner.partner_ids |= self.adam
        self._record("Castle", "agency.interest").state = "declined"
        self._enter(self.owner)
        self.assertEqual(self._rows(), {"Harbour house"})
        self.assertNotIn("filterby=interest", self._get("/my/properties").text)

    def test_a_price_has_decimals_where_there_are_any(self):
        house = self._record("Harbour", "agency.property")
        house.write({"price_public": True, "for_sale": True})
        house.currency_id.write({"symbol": "€", "position": "before"})
        self._enter(self.owner)
        for price, text in (
            (1250.5, "€\xa01,250.50"),
            (98_500, "€\xa098,500<"),
            (900, "€\xa0900<"),
        ):
            house.price_sale = price
            self.env.flush_all()
            self.assertIn(text, self._get("/my/properties").text)
        house.currency_id.write({"position": "after", "rounding": 1})
        house.price_sale = 485_000
        self.env.flush_all()
        self.assertIn("485,000\xa0€<", self._get("/my/properties").text)

    def test_each_page_shows_the_next_ones_in_their_order(self):
        owner = self.owner.partner_ids[:1]
        company = self.owner.company_id.id
        houses = self.env["agency.property"].create(
            [{"name": f"Row house {number:02}", "company_id": company} for number in range(30)]
        )
        self.env["agency.property.party"].create(
            [{"property_id": h.id, "partner_id": owner.id, "role": "owner"} for h in houses]
        )
        self._enter(self.owner)
        first = self._get("/my/properties?sortby=name&search=Row").text
        second = self._get("/my/properties/page/2?sortby=name&search=Row").text
        for page, numbers in ((first, range(24)), (second, range(24, 30))):
            names = re.findall(r">(Row house \d\d)<", page)
            self.assertEqual(names, [f"Row house {number:02}" for number in numbers])
