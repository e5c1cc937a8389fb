from odoo.tests import tagged

from .common import AgencyCase

PRICES = {
    "price_sale": 500000,
    "rent_net": 1200,
    "rent_gross": 1500,
    "ground_lease": 3000,
    "lease_price": 900,
}


@tagged("post_install", "-at_install")
class TestAgencyPropertyPriceMixin(AgencyCase):
    def test_headline_follows_the_offer(self):
        for offer, price in (
            ({"for_sale": True, "for_rent": True}, 500000),
            ({"for_rent": True}, 1200),
            ({"for_ground_lease": True}, 3000),
            ({"for_leasing": True}, 900),
            ({}, 0),
        ):
            with self.subTest(**offer):
                self.assertEqual(self._property(**PRICES, **offer).headline_price, price)

    def test_gross_rent_stands_in_for_net_rent(self):
        house = self._property(for_rent=True, rent_gross=1500)
        self.assertEqual(house.headline_price, 1500)
        house.rent_net = 1100
        self.assertEqual(house.headline_price, 1100)

    def test_public_price(self):
        house = self._property(for_sale=True, price_sale=500000)
        self.assertEqual((house.public_price, house.price_on_request), (500000, False))
        house.price_public = False
        self.assertEqual((house.public_price, house.price_on_request), (0, True))
        self.assertEqual(house.headline_price, 500000)

    def test_without_price_it_is_on_request(self):
        self.assertTrue(self._property(for_sale=True).price_on_request)
        on_request = self.env["agency.property"].search([("price_on_request", "=", True)])
        self.assertIn(self.house, on_request)

    def test_default_is_the_setting_of_the_property_company(self):
        self.company.agency_price_public_default = False
        self.company.currency_id = self.env.ref("base.CHF")
        house = self._property(for_sale=True, price_sale=1)
        self.assertFalse(house.price_public)
        self.assertEqual(house.currency_id, self.env.ref("base.CHF"))
        self.assertTrue(house.price_on_request)
