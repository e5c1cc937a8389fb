from datetime import timedelta

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyWebAccess(OfficeCase):
    """One screen to register with: codes find contacts, and bad input is told in a sentence."""

    def _new(self):
        return Form(self.env["agency.web.access"], "agency_websync.agency_web_access_view_list")

    def test_a_code_finds_the_contact(self):
        form = self._new()
        form.code = "T-C"
        self.assertEqual(form.partner_id, self.clara)

    def test_the_same_code_in_both_roles(self):
        form = self._new()
        form.role = "intermediary"
        form.code = "T-A"
        self.assertEqual(form.save().partner_id, self.access.partner_id)

    def test_an_unknown_code(self):
        with self.assertRaisesRegex(ValidationError, "No contact has the code T-X"):
            self._new().code = "T-X"

    def test_the_code_of_two_contacts(self):
        self.bert.ref = "T-C"
        with self.assertRaisesRegex(ValidationError, "belongs to .* and to .*: choose the contact"):
            self._new().code = "T-C"

    def test_a_contact_without_a_code_gets_one(self):
        self.clara.ref = False
        form = self._new()
        form.partner_id = self.clara
        self.assertEqual(form.save().code, self.clara.ref)
        self.assertTrue(self.clara.ref)

    def test_a_whole_group_without_a_group(self):
        form = self._new()
        form.code = "T-C"
        form.whole_group = True
        with self.assertRaisesRegex(ValidationError, "Clara Kai belongs to no group"):
            form.save()

    def test_a_contact_of_another_agency(self):
        other = self.env["res.company"].sudo().create({"name": "Hillside Homes"})
        stranger = self.clara.sudo().copy({"company_id": other.id})
        with self.assertRaisesRegex(ValidationError, "is a contact of Hillside Homes"):
            self.env["agency.web.access"].sudo().create(
                {"partner_id": stranger.id, "company_id": self.company.id}
            )

    def test_code_and_key_of_an_administrator_are_never_shown(self):
        with Form(self.access, "agency_websync.agency_web_access_view_form") as form:
            form.administrator_code = "secret code"
            form.administrator_key = "secret key"
        self.assertTrue(self.access.administrator_id)
        self.env.invalidate_all()
        [row] = self.access.read(["administrator_code", "administrator_key", "administrator_id"])
        self.assertFalse(row["administrator_code"] or row["administrator_key"])
        self.assertNotIn("secret", str(row))
        history = self.access.sudo().message_ids.mapped("body")
        self.assertNotIn("secret", str(history))

    def test_a_wrong_key_and_the_wait_after_several(self):
        self.access.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        other = self._access(self.clara)
        with self.assertRaisesRegex(ValidationError, "The key does not fit"):
            other.write({"administrator_code": "adm", "administrator_key": "Key-2"})
        self.access.administrator_id.sudo().closed_until = fields.Datetime.now() + timedelta(
            seconds=60
        )
        with self.assertRaisesRegex(ValidationError, r"Try again in \d+ seconds"):
            other.write({"administrator_code": "adm", "administrator_key": "Key-1"})
        self.env.invalidate_all()
        with self.assertRaisesRegex(ValidationError, "needs a code and a key"):
            other.write({"administrator_code": "adm"})
        self.assertFalse(other.administrator_id)

    def test_a_saved_row_shows_its_new_number_of_cases(self):
        [row] = self.access.web_save({"whole_group": True}, {"case_count": {}})
        self.assertEqual(row["case_count"], 3)
        [row] = self.bert_case.web_save({"active": False}, {"web_count": {}})
        self.assertEqual(row["web_count"], 0)
        self.env.invalidate_all()
        self.assertEqual(self.access.web_read({"case_count": {}})[0]["case_count"], 2)
