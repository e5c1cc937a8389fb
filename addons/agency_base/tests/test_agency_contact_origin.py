from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyContactOrigin(RelationsCase):
    def test_origins_of_the_suite(self):
        codes = set(self.env["agency.contact.origin"].search([]).mapped("code"))
        self.assertLessEqual({"website", "recommendation", "walk_in", "portal", "imv"}, codes)

    @mute_logger("odoo.sql_db")
    def test_code_is_unique(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["agency.contact.origin"].sudo().create({"name": "Again", "code": "imv"})

    def test_agents_only_read(self):
        with self.assertRaises(AccessError):
            self.env["agency.contact.origin"].create({"name": "Mine", "code": "mine"})
