from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyGuestCreate(OfficeCase):
    def _open(self, record):
        name = "action_create_guests" if "owner_ids" in record else "action_agency_create_guest"
        return self._dialog(getattr(self._at_desk(record), name)())

    def test_a_contact_becomes_a_guest_with_a_password(self):
        profile = self._profile("Applicant", "low", valid_days=30)
        self.company.agency_applicant_profile_id = profile
        wizard = self._open(self.anna)
        self.assertEqual(wizard.profile_id, profile)
        line = wizard.line_ids
        self.assertEqual((line.surname, line.first_name), ("Applicant", "Anna"))
        wizard.way = "password"
        action = wizard.action_create()
        guest = self.env["agency.guest"].browse(action["res_id"])
        self.assertEqual(guest.partner_ids, self.anna)
        self.assertEqual(guest.user_code, "applicant")
        self.assertEqual(guest.company_id, self.company)
        self.assertEqual(set(guest.permission_ids.mapped("level")), {"low"})
        self.assertTrue(guest.user_id.has_group("agency_guests.group_listings_low"))
        self.assertTrue(guest.must_change_password)
        self.assertTrue(guest.valid_until)
        self.assertFalse(wizard.line_ids.password)

    def test_all_owners_of_a_property_at_once(self):
        self.harbour.party_ids = [Command.create({"partner_id": self.otto.id, "role": "owner"})]
        wizard = self._open(self.harbour)
        known = wizard.line_ids.filtered("guest_id")
        self.assertEqual((known.partner_id, known.guest_id), (self.olga, self.guest))
        wizard.action_create()
        guests = self.env["agency.guest"].search([("partner_ids", "in", self.otto.ids)])
        self.assertEqual(len(guests), 1)
        self.assertEqual(guests.state, "pending")
        self.assertEqual(len(self.olga.agency_guest_ids), 1)
        with self.assertRaisesRegex(UserError, "have a guest already"):
            self._open(self.harbour).action_create()

    def test_two_people_of_one_name_get_two_user_ids(self):
        twin = self.env["res.partner"].create({"name": "Alma Applicant", "email": "a@b.example"})
        wizard = self._open(self.anna | twin)
        self.assertEqual(wizard.line_ids.mapped("user_code"), ["applicant", "applicant2"])

    def test_an_invitation_needs_an_address(self):
        self.anna.email = False
        wizard = self._open(self.anna)
        self.assertIn("Anna", wizard.missing_email)
        with self.assertRaisesRegex(UserError, "Anna"):
            wizard.action_create()
        self.assertFalse(self.anna.agency_guest_ids)
        wizard.way = "password"
        wizard.action_create()
        self.assertTrue(self.anna.agency_guest_ids)

    def test_nothing_is_left_when_one_password_is_refused(self):
        wizard = self._open(self.anna | self.adam)
        wizard.way = "password"
        wizard.line_ids[1].password = "Applicant-26"
        with self.assertRaises(UserError), self.cr.savepoint():
            wizard.action_create()
        self.assertFalse((self.anna | self.adam).agency_guest_ids)

    def test_a_property_nobody_owns(self):
        self.harbour.party_ids.unlink()
        with self.assertRaisesRegex(UserError, "owner"):
            self._open(self.harbour)

    def test_companies_keep_their_one_name(self):
        firm = self.env["res.partner"].create({"name": "Alpha Beta Ltd", "is_company": True})
        notary = self.env["res.partner"].create({"name": "Dr. Walter Thaler, Notary"})
        split = self.env["agency.guest.create"]._split_name
        self.assertEqual(split(firm), ("Alpha Beta Ltd", False))
        self.assertEqual(split(notary), ("Thaler", "Dr. Walter"))
