from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyCase(OfficeCase):
    """Case files in the office: numbers, registrations from a contact, the annotation book."""

    def test_the_form_numbers_by_modality(self):
        form = Form(self.env["agency.case"], "agency_websync.agency_case_view_form")
        form.name = "Shop"
        form.modality_id = self.lease
        form.client_id = self.clara
        case = form.save()
        self.assertRegex(case.number, r"^TLEASE/\d{4}/0002$")
        self.assertEqual(case.user_id, self.agent)

    def test_a_client_of_another_agency(self):
        other = self.env["res.company"].sudo().create({"name": "Hillside Homes"})
        stranger = self.clara.sudo().copy({"company_id": other.id})
        with self.assertRaisesRegex(UserError, "belongs to another company"):
            self._case(self.clara).sudo().client_id = stranger

    def test_searches_of_the_list(self):
        cases = self.env["agency.case"]
        self.assertIn(self.anna_case, cases.search([("web_case_ids", "!=", False)]))
        self.assertIn(self.clara_case, cases.search([("web_case_ids", "=", False)]))

    def test_a_contact_is_registered_in_its_roles(self):
        both = self.clara
        self.clara_case.intermediary_id = both
        self._case(self.bert, intermediary_id=both.id)
        action = both.action_agency_register()
        accesses = both.web_access_ids
        self.assertEqual(sorted(accesses.mapped("role")), ["client", "intermediary"])
        self.assertEqual(set(accesses.mapped("state")), {"new"})
        self.assertEqual(action["context"]["search_default_partner_id"], both.id)
        both.action_agency_register()
        self.assertEqual(both.web_access_count, 2)

    def test_a_contact_counts_its_cases_by_role(self):
        self.assertEqual((self.lawyer.case_count, self.lawyer.acting_case_count), (0, 1))
        action = self.lawyer.action_agency_view_acting_cases()
        found = self.env["agency.case"].search(action["domain"])
        self.assertEqual(found, self.anna_case)

    def test_entries_are_released_and_withdrawn_from_their_list(self):
        self.anna_case.note_ids = [Command.create({"name": name}) for name in ("First", "Second")]
        notes = self.anna_case.note_ids
        notes.action_release()
        self._commit()
        [copy] = self.access.web_case_ids
        self.assertEqual(copy.entry_count, 2)
        notes[0].action_withdraw()
        self._commit()
        copy.invalidate_recordset()
        self.assertEqual(copy.entry_count, 1)

    def test_buttons_lead_to_the_case(self):
        (self.anna_case | self.bert_case).note_ids = [Command.create({"name": "First"})]
        self._access(self.bert)
        self._commit()
        notes = self.anna_case.action_view_notes()
        self.assertEqual(
            self.env["agency.case.note"].search(notes["domain"]), self.anna_case.note_ids
        )
        web = self.anna_case.action_view_web_cases()
        self.assertEqual(
            self.env["agency.web.case"].search(web["domain"]), self.access.web_case_ids
        )
        self.assertEqual(self.access.web_case_ids.action_open_case()["res_id"], self.anna_case.id)
