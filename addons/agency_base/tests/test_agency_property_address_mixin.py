from psycopg2 import IntegrityError

from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyPropertyAddressMixin(AgencyCase):
    def setUp(self):
        super().setUp()
        self.place = {
            "street": "Quay Lane",
            "street_number": "4a",
            "zip": "12345",
            "city": "Port",
            "district": "Old Town",
            "latitude": 54.1234567,
            "longitude": 10.7654321,
        }

    def test_public_address_is_the_full_line(self):
        house = self._property(**self.place, address_public=True)
        self.assertEqual(house.public_address, "Quay Lane 4a, 12345 Port")
        self.assertEqual(house.public_location, "12345 Port, Old Town")
        self.assertEqual((house.public_latitude, house.public_longitude), (54.1234567, 10.7654321))

    def test_private_address_is_only_the_locality(self):
        house = self._property(**self.place, address_public=False)
        self.assertEqual(house.public_address, "12345 Port, Old Town")
        self.assertEqual((house.public_latitude, house.public_longitude), (0, 0))

    def test_switching_hides_at_once(self):
        house = self._property(**self.place, address_public=True)
        house.address_public = False
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT public_address, public_latitude FROM agency_property WHERE id = %s", [house.id]
        )
        address, latitude = self.env.cr.fetchone()
        self.assertNotIn("Quay", address)
        self.assertEqual(latitude, 0)

    def test_no_street_and_no_place(self):
        self.assertEqual(self._property(city="Port").public_address, "Port")
        self.assertFalse(self._property().public_address)

    def test_default_is_the_setting_of_the_property_company(self):
        self.company.agency_address_public_default = False
        self.assertFalse(self._property().address_public)
        self.assertTrue(self._property(address_public=True).address_public)
        Property = self.env["agency.property"].with_company(self.company)
        self.assertFalse(Property.create({"name": "Loft"}).address_public)

    def test_state_brings_its_country(self):
        bavaria = self.env.ref("base.state_de_by")
        form = Form(self.env["agency.property"])
        form.name = "Alm"
        form.state_id = bavaria
        self.assertEqual(form.country_id, bavaria.country_id)
        form.country_id = self.env.ref("base.it")
        self.assertFalse(form.state_id)

    def test_position_lies_on_earth(self):
        for values in ({"latitude": 91}, {"longitude": -181}):
            with (
                self.subTest(**values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.cr.savepoint(),
            ):
                self._property(**values)
