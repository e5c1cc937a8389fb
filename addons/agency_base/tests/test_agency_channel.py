from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyChannel(AgencyCase):
    def test_channel_of_another_company_is_refused(self):
        channel = self.env["agency.channel"].create(
            {"name": "Their window", "company_id": self.other_company.id}
        )
        values = {"property_id": self.house.id, "channel_id": channel.id}
        with self.assertRaises(UserError):
            self.env["agency.publication"].create(values)
        channel.company_id = False
        self.env["agency.publication"].create(values)

    def test_channel_without_company_is_everybodys(self):
        mine, theirs, shared = self.env["agency.channel"].create(
            [
                {"name": "A", "company_id": self.company.id},
                {"name": "B", "company_id": self.other_company.id},
                {"name": "C"},
            ]
        )
        Channel = self.env["agency.channel"].with_user(self.agent)
        seen = Channel.search([("id", "in", (mine | theirs | shared).ids)])
        self.assertEqual(seen, mine | shared)
