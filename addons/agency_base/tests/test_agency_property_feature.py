from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyPropertyFeature(AgencyCase):
    @mute_logger("odoo.sql_db")
    def test_code_is_unique(self):
        feature = self.env["agency.property.feature"].create({"name": "Pier", "code": "h.pier"})
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            feature.copy({"code": "h.pier"})

    def test_agents_use_features_and_managers_define_them(self):
        values = {"name": "Jetty", "code": "h.jetty", "category": "outdoor"}
        Feature = self.env["agency.property.feature"]
        with self.assertRaises(AccessError):
            Feature.with_user(self.agent).create(values)
        jetty = Feature.with_user(self.manager).create(values)
        self.house.with_user(self.agent).feature_ids = jetty
        self.assertEqual(self.house.feature_ids, jetty)
