from odoo import Command
from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyWebAccessOpen(OfficeCase):
    """The office sees a registration as its customer does, or is told what is missing."""

    def test_opens_the_preview_at_this_client(self):
        guest = self._guest("gina", self.anna)
        self.access.guest_ids = guest
        action = self.access.action_open_as_client()
        self.assertEqual(
            action["url"], f"/agency/guest/{guest.id}/preview/my/cases?client={self.access.id}"
        )

    def test_an_account_of_the_administrator_will_do(self):
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        guest = self._guest("gina", self.clara)
        self.access.administrator_id.sudo().guest_ids = guest
        self.assertIn(f"/agency/guest/{guest.id}/", self.access.action_open_as_client()["url"])

    def test_only_what_is_on_the_web_is_opened(self):
        self.access.guest_ids = self._guest("gina", self.anna)
        self.access.action_withdraw()
        with self.assertRaisesRegex(UserError, "Anna Anker is not on the web"):
            self.access.action_open_as_client()

    def test_an_account_without_level_is_named(self):
        guest = self._guest("gina", self.anna, level="none")
        self.access.guest_ids = guest
        self.assertIn(guest.name, self.access.account_warning)
        with self.assertRaises(RedirectWarning) as caught:
            self.access.action_open_as_client()
        self.assertIn("choose one under Permissions", caught.exception.args[0])
        guest.permission_ids.level = "low"
        self.env.invalidate_all()
        self.assertFalse(self.access.account_warning)
        self.assertTrue(self.access.action_open_as_client())

    def test_an_account_of_the_contact_is_proposed(self):
        guest = self._guest("gina", self.anna)
        with self.assertRaisesRegex(UserError, f"choose {guest.name} under Accounts"):
            self.access.action_open_as_client()

    def test_without_any_account_one_is_created_here(self):
        with self.assertRaises(RedirectWarning) as caught:
            self.access.action_open_as_client()
        message, action_id, _button, context = caught.exception.args
        self.assertIn("create an account first", message)
        server = self.env["ir.actions.server"].sudo().browse(action_id).with_user(self.agent)
        action = server.with_context(**context).run()
        self.assertEqual(action["res_model"], "agency.guest.create")
        wizard = self.env["agency.guest.create"].browse(action["res_id"])
        wizard.write({"way": "password", "temporary": False})
        wizard.action_create()
        [guest] = self.access.guest_ids
        self.assertEqual(guest.partner_ids, self.anna)
        self.assertEqual(guest.user_id.sudo()._agency_level("cases"), "high")
        self.assertIn(f"/agency/guest/{guest.id}/", self.access.action_open_as_client()["url"])

    def test_leaving_an_administrator_takes_its_accounts_away(self):
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        guest = self._guest("gina", self.clara)
        self.access.administrator_id.sudo().guest_ids = guest
        self.assertEqual(self.access.user_ids, guest.user_id)
        self.access.action_leave_administrator()
        self.assertFalse(self.access.user_ids)

    def test_a_copy_names_its_accounts_and_what_it_shows(self):
        guest = self._guest("gina", self.anna)
        self.access.write({"guest_ids": [Command.set(guest.ids)], "show_reference_1": True})
        self.anna_case.note_ids = [Command.create({"name": "Filed", "released": True})]
        self._commit()
        copy = self.access.web_case_ids
        self.assertEqual((copy.guest_ids, copy.extras, copy.entry_count), (guest, "Reference 1", 1))
