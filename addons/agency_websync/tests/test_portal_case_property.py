from odoo import Command
from odoo.tests import tagged

from .portal_case_common import PortalCaseCase


@tagged("post_install", "-at_install")
class TestPortalCaseProperty(PortalCaseCase):
    """The case leads to its property for accounts that may open it, and for nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.villa, cls.tower = cls.env["agency.property"].create(
            [
                {
                    **{"name": name, "city": "Porto", "company_id": cls.company.id},
                    "party_ids": [Command.create({"partner_id": owner.id, "role": "owner"})],
                }
                for name, owner in (("Villa Clara", cls.clara), ("Carlo's tower", cls.carlo))
            ]
        )
        cls.case.property_id = cls.villa
        cls.claras.partner_ids = cls.clara
        cls._copy()
        cls.path = f"/my/cases/{cls.case.web_case_ids.id}"

    def _allow(self, level):
        section = self.env.ref("agency_guests.section_listings")
        self.claras.permission_ids = [Command.create({"section_id": section.id, "level": level})]

    def _links(self):
        links = self._tree(self.path).xpath("//a[contains(@class, 'o_agency_case_property')]")
        return [(link.get("href"), " ".join(link.text_content().split())) for link in links]

    def test_the_owner_is_led_to_the_property(self):
        self._allow("low")
        self._enter(self.claras)
        own = f"/my/properties/{self.villa.id}"
        self.assertEqual(self._links(), [(own, "Property Villa Clara · Porto")])
        self.assertIn("Villa Clara", self._get(own).text)

    def test_without_the_section_nothing_is_said(self):
        self._enter(self.claras)
        page = self._get(self.path).text
        self.assertEqual(self._links(), [])
        self.assertNotIn("Villa Clara", page)

    def test_the_property_of_somebody_else_is_not_named(self):
        self._allow("high")
        self.case.property_id = self.tower
        self._enter(self.claras)
        self.assertNotIn("tower", self._get(self.path).text)
        self.assertNotIn(f"/my/properties/{self.tower.id}", self._get(f"{self.path}/part").text)

    def test_open_pages_follow_another_property(self):
        told = []

        def bus_send(partner, kind, message, **kwargs):
            told.append((partner, message["changed"]))

        self.patch(type(self.env["res.partner"]), "_bus_send", bus_send)
        copy = self._copy_of(self.case)
        version = copy.version
        self.case.property_id = self.tower
        self._copy()
        self.assertEqual(told, [(self.claras.user_id.partner_id, copy.ids)])
        # Who may not see the property learns nothing, not even that something has changed.
        self.assertEqual(copy.version, version)
