import ast

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestResPartner(RelationsCase):
    def _owners(self, flag=True):
        return self.env["res.partner"].search([("is_agency_owner", "=", flag)])

    def _applicants(self, flag=True):
        return self.env["res.partner"].search([("is_agency_applicant", "=", flag)])

    def test_owner(self):
        self.assertTrue(self.owner.is_agency_owner)
        self.assertFalse(self.applicant.is_agency_owner)
        self.assertIn(self.owner, self._owners())
        self.assertNotIn(self.owner, self._owners(False))
        self.assertIn(self.applicant, self._owners(False))

    def test_what_stands_for_a_sign_in_only_is_not_among_the_contacts(self):
        account = self.env["res.partner"].create({"name": "Olga Owner", "is_agency_account": True})
        action = self.env.ref("contacts.action_contacts")
        found = self.env["res.partner"].search(
            [("name", "=", "Olga Owner"), *ast.literal_eval(action.sudo().domain)]
        )
        self.assertIn(self.owner, found)
        self.assertNotIn(account, found)
        for model, name in (
            ("agency.property.party", "partner_id"),
            ("agency.request", "partner_id"),
            ("agency.interest", "partner_id"),
            ("agency.mandate", "partner_ids"),
            ("agency.interaction", "partner_ids"),
        ):
            domain = self.env[model].fields_get([name])[name]["domain"]
            self.assertIn("is_agency_account", domain, model)

    def test_former_owner_and_other_roles_are_no_owners(self):
        self.property.party_ids.date_to = "2020-01-01"
        self.env["agency.property.party"].create(
            {
                "property_id": self.property.id,
                "partner_id": self.applicant.id,
                "role": "tenant",
            }
        )
        self.assertFalse(self.owner.is_agency_owner)
        self.assertFalse(self.applicant.is_agency_owner)
        self.assertFalse((self.owner | self.applicant) & self._owners())

    def test_applicant(self):
        self.assertFalse(self.applicant.is_agency_applicant)
        request = self._request()
        self.assertTrue(self.applicant.is_agency_applicant)
        self.assertIn(self.applicant, self._applicants())
        request.state = "done"
        self.assertFalse(self.applicant.is_agency_applicant)
        self.assertIn(self.applicant, self._applicants(False))
        interest = self._interest()
        self.assertTrue(self.applicant.is_agency_applicant)
        interest.state = "declined"
        self.assertFalse(self.applicant.is_agency_applicant)
        self.assertNotIn(self.applicant, self._applicants())

    def test_counts(self):
        self._request()
        self._interest()
        self.env["agency.interaction"].create(
            {"partner_ids": [Command.set((self.applicant | self.owner).ids)]}
        )
        Party = self.env["agency.property.party"]
        values = {"property_id": self.property.id, "partner_id": self.owner.id}
        Party.create({**values, "role": "contact"})
        names = [
            f"agency_{name}_count" for name in ("property", "request", "interest", "interaction")
        ]
        self.assertEqual([self.applicant[name] for name in names], [0, 1, 1, 1])
        self.assertEqual([self.owner[name] for name in names], [1, 0, 0, 1])

    def test_counts_cost_the_same_for_one_and_for_many(self):
        names = ["agency_request_count", "is_agency_owner", "is_agency_applicant"]
        many = self.owner | self.applicant | self.other
        many.read(names)
        costs = []
        for records in (self.owner, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.read(names)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*costs)

    def test_form_of_an_agent(self):
        origin = self.env["agency.contact.origin"].search([("code", "=", "recommendation")])
        form = Form(self.env["res.partner"])
        form.name = "Dora"
        form.origin_id = origin
        partner = form.save()
        self.assertEqual(partner.origin_id, origin)

    def test_who_has_nothing_to_do_with_it_sees_nothing_of_it(self):
        user = self._user("r_no_agent", "base.group_user,base.group_partner_manager")
        partner = self.applicant.with_user(user)
        self.assertNotIn("origin_id", partner.fields_get())
        with self.assertRaises(AccessError):
            partner.read(["is_agency_applicant"])
        partner.read(["name", "phone"])
        with Form(partner) as form:
            form.name = "Ben B."

    def test_buttons(self):
        for action in (
            self.applicant.action_agency_log_call(),
            self.applicant.action_agency_whatsapp(),
        ):
            wizard = self.env[action["res_model"]].with_context(**action["context"]).create({})
            self.assertEqual(wizard.partner_id, self.applicant)
