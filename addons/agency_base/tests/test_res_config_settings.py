from odoo.tests import tagged

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestResConfigSettings(AgencyCase):
    def test_settings_are_the_company_s(self):
        Settings = self.env["res.config.settings"].with_company(self.company)
        Settings.create(
            {
                "agency_address_public_default": False,
                "agency_mandate_reminder_days": 14,
                "agency_whatsapp_text": "Hello",
            }
        ).execute()
        self.assertFalse(self.company.agency_address_public_default)
        self.assertEqual(self.company.agency_mandate_reminder_days, 14)
        self.assertEqual(self.company.agency_whatsapp_text, "Hello")
        self.assertTrue(self.other_company.agency_address_public_default)
