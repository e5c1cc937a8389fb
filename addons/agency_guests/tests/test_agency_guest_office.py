import ast

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..password_rules import check
from .office_common import OfficeCase

MODELS = (
    *("agency.guest", "agency.guest.profile", "agency.guest.log", "agency.guest.profile.change"),
    *("agency.guest.create", "agency.guest.extension", "agency.guest.password"),
    *("agency.guest.preview", "agency.guest.profile.apply", "agency.guest.simulator"),
    *("agency.guest.suspend", "agency.property", "res.partner"),
)


@tagged("post_install", "-at_install")
class TestAgencyGuestOffice(OfficeCase):
    def test_the_office_opens_every_view(self):
        for user in (self.agent, self.manager):
            for name in MODELS:
                Model = self._at_desk(self.env[name], user)
                Model.get_views([(False, "list"), (False, "form"), (False, "search")])

    def test_a_new_guest_starts_with_every_section_closed(self):
        form = Form(self._at_desk(self.env["agency.guest"]))
        form.surname, form.user_code = "Neu", "neu"
        guest = form.save()
        sections = self.env["agency.guest.section"].search([])
        self.assertEqual(guest.permission_ids.section_id, sections)
        self.assertEqual(set(guest.permission_ids.mapped("level")), {"none"})
        self.assertFalse(guest.lacks_sections)

    def test_sections_that_are_missing_are_added_closed(self):
        self.guest.permission_ids[:2].unlink()
        self.assertTrue(self.guest.lacks_sections)
        self.guest.action_add_sections()
        self.assertFalse(self.guest.lacks_sections)
        self.assertEqual(self.guest.permission_ids.mapped("level").count("none"), 2)

    def test_a_client_without_property_and_interest_is_named(self):
        self.assertFalse(self.guest.client_warning)
        idle = self.env["res.partner"].create({"name": "Ida Idle"})
        self.guest.partner_ids |= idle
        self.assertIn("Ida Idle", self.guest.client_warning)
        self.assertNotIn("Olga", self.guest.client_warning)
        self.guest.partner_ids = self.anna
        self.assertFalse(self.guest.client_warning)
        self.env["agency.interest"].search([("partner_id", "=", self.anna.id)]).state = "declined"
        self.guest.invalidate_recordset(["client_warning"])
        self.assertIn("Anna", self.guest.client_warning)

    def test_a_user_id_is_proposed_that_is_free(self):
        Guest = self.env["agency.guest"]
        self.assertEqual(
            Guest._propose_user_code("Müller-Lüdenscheidt", self.company), "mullerludenscheidt"
        )
        self.assertEqual(Guest._propose_user_code("Olga", self.company), "olga2")
        self.assertEqual(Guest._propose_user_code("Olga", self.company, ["olga2"]), "olga3")
        self.assertEqual(Guest._propose_user_code("Olga", self.foreign), "olga")
        self.assertEqual(Guest._propose_user_code("Д", self.company), "guest")
        self.guest.active = False
        self.assertEqual(Guest._propose_user_code("olga", self.company), "olga2")

    def test_proposed_passwords_keep_the_rule(self):
        proposals = {self.env["agency.guest"]._propose_password() for _number in range(200)}
        self.assertGreater(len(proposals), 190)
        for password in proposals:
            self.assertFalse(check(password, []), password)

    def test_a_password_set_by_the_office_is_temporary(self):
        wizard = self._dialog(self._at_desk(self.guest).action_set_password())
        wizard.password = "Salzburg-77"
        wizard.action_set()
        self.assertFalse(wizard.exists())
        self.assertTrue(self.guest.must_change_password)
        self.guest._set_password("Salzburg-78", temporary=False)
        self.assertFalse(self.guest.must_change_password)

    def test_strangers_reach_neither_guest_nor_dialogs(self):
        guest = self._at_desk(self.guest, self.stranger)
        with self.assertRaises(AccessError):
            guest.read(["name"])
        with self.assertRaises(AccessError):
            guest.action_preview()

    def test_agents_do_not_delete_guests_and_do_not_write_profiles(self):
        with self.assertRaises(AccessError):
            self._at_desk(self.guest).unlink()
        profile = self._profile("Owner", "high")
        with self.assertRaises(AccessError):
            self._at_desk(profile).name = "Mine"
        self._at_desk(profile, self.manager).name = "Mine"

    def test_guests_of_a_property_are_found(self):
        applicant = self._guest("anna", self.anna)
        found = self.harbour.action_view_guests()["domain"]
        self.assertEqual(self.env["agency.guest"].search(found), self.guest | applicant)
        self.assertEqual(self.harbour.guest_count, 2)
        self.assertEqual(self.castle.guest_count, 0)
        self.assertEqual(self.olga.agency_guest_count, 1)

    def test_role_forgets_what_was_declined_or_is_done(self):
        guest = self._guest("anna", self.anna)
        made = self.records["Harbour"]
        self.records["Abroad"]["agency.interest"].state = "declined"
        requests = self.env["agency.request"].search([("partner_id", "=", self.anna.id)])
        self.assertEqual(guest.role, "applicant")
        requests.state = "done"
        self.assertEqual(guest.role, "applicant")
        made["agency.interest"].state = "declined"
        self.assertEqual(guest.role, "neither")
        Guest = self.env["agency.guest"]
        self.assertIn(guest, Guest.search([("role", "=", "neither")]))
        self.assertFalse(self._as(guest)["agency.property"].search([]))

    def test_accounts_are_not_among_the_contacts(self):
        account = self.guest.user_id.partner_id
        domain = ast.literal_eval(self.env.ref("contacts.action_contacts").domain)
        Partner = self._at_desk(self.env["res.partner"])
        among = [("id", "in", (account | self.olga).ids)]
        self.assertEqual(Partner.search([*domain, *among]), self.olga)
        with self.assertRaisesRegex(UserError, "own account"):
            self._at_desk(account).action_agency_create_guest()

    def test_accounts_are_not_offered_as_clients(self):
        account = self.guest.user_id.partner_id
        both = self._at_desk(account | self.olga)
        self.assertEqual(both.mapped("is_agency_account"), [True, False])
        Partner = self._at_desk(self.env["res.partner"])
        among = [("id", "in", both.ids)]
        self.assertEqual(Partner.search([("is_agency_account", "=", False), *among]), self.olga)
        self.assertEqual(Partner.search([("is_agency_account", "=", True), *among]), account)
