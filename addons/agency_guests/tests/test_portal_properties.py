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

    def test_who_may_read_little_sees_the_public_price_and_picture(self):
        house = self._record("Harbour", "agency.property")
        picture = f"agency.property.media/{house.cover_media_id.id}/"
        self._enter(self.applicant)
        for is_public in (True, False):
            house.price_public = house.media_ids.is_public = is_public
            self.env.flush_all()
            page = self._get("/my/properties").text
            self.assertEqual("777,001" in page, is_public)
            self.assertEqual(picture in page, is_public)
        self.assertIn("Price on request", page)
        self._enter(self.owner)
        page = self._get("/my/properties").text
        self.assertIn("777,001", page)
        self.assertIn(picture, page)

    def test_each_price_has_its_own_currency(self):
        self.owner.partner_ids |= self.adam
        self._record("Castle", "agency.property").write(
            {"currency_id": self.env.ref("base.CHF").id, "price_public": True}
        )
        self._enter(self.owner)
        page = self._get("/my/properties").text
        for house in ("Harbour", "Castle"):
            symbol = self._record(house, "agency.property").currency_id.symbol
            self.assertRegex(page, rf"777,001\W{re.escape(symbol)}|{re.escape(symbol)}\W777,001")

    def test_land_is_told_by_its_plot_and_a_house_by_its_rooms(self):
        house = self._record("Harbour", "agency.property")
        self._enter(self.owner)
        for rooms, is_land in ((0, True), (4, False)):
            house.write({"rooms": rooms, "area_plot": 812})
            self.env.flush_all()
            page = self._get("/my/properties").text
            self.assertEqual("812 m²" in page, is_land)
            self.assertEqual("> rooms<" in page, not is_land)

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
