from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestCaseReasons(OfficeCase):
    """The office is told why a customer sees a case."""

    def setUp(self):
        super().setUp()
        self.gina = self._guest("gina", self.anna)
        self.access.guest_ids = self.gina
        self._commit()
        self.copy = self.access.web_case_ids
        self.entry = ("agency.web.case", self.copy.id)

    def test_registration_level_and_rule(self):
        self.assertEqual(
            self.gina._reasons_to_see([self.entry]),
            {
                self.entry: "Visible because: Anna Anker is registered as Client, and this account"
                " uses the registration. Level of Case files: High."
                " Rule: Web copy: guests see those of their registrations."
            },
        )

    def test_the_administrator_is_named(self):
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        admin = self.access.administrator_id.sudo()
        admin.name = "Family Anker"
        admin.guest_ids = hugo = self._guest("hugo", self.clara)
        self._commit()
        text = hugo._reasons_to_see([self.entry])[self.entry]
        self.assertIn("and this account belongs to its administrator Family Anker", text)

    def test_what_is_not_seen_has_no_reason(self):
        stranger = self._guest("iris", self.clara)
        self.assertEqual(stranger._reasons_to_see([self.entry]), {})
        self.gina.permission_ids.level = "none"
        self.assertEqual(self.gina._reasons_to_see([self.entry]), {})

    def test_the_list_of_everything_seen(self):
        action = self.gina.action_preview()
        preview = self.env["agency.guest.preview"].browse(action["res_id"])
        line = preview.line_ids.filtered(lambda entry: entry.res_model == "agency.web.case")
        self.assertEqual(line.res_id, self.copy.id)
        self.assertIn("Anna Anker is registered as Client", line.link)
        self.gina.permission_ids.level = "none"
        action = self.gina.action_preview()
        preview = self.env["agency.guest.preview"].browse(action["res_id"])
        section = preview.section_ids.filtered(lambda s: s.permission_id.section_id.code == "cases")
        self.assertEqual((section.seen, section.hidden), (0, 1))
