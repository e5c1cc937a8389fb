from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from ..web_copy_effect import NAMED
from .office_common import OfficeCase


@tagged("post_install", "-at_install")
class TestAgencyWebAccessEffect(OfficeCase):
    """What is announced before a change is saved is what happens."""

    def _form(self, access=None):
        return Form(access or self.access, "agency_websync.agency_web_access_view_form")

    def test_says_nothing_where_nothing_is_changed(self):
        with self._form() as form:
            self.assertFalse(form.effect)
            form.show_key = True
            self.assertTrue(form.effect)
            form.show_key = False
            self.assertFalse(form.effect)

    def test_whole_group_shows_the_cases_of_the_group(self):
        with self._form() as form:
            form.whole_group = True
            self.assertEqual(
                form.effect,
                f"Shows 2 more cases: {self.bert_lease.number}, {self.bert_case.number}.",
            )
        self.assertEqual(len(self._seen(self.access)), 3)

    def test_leaving_the_group_hides_them(self):
        self.access.whole_group = True
        self._commit()
        with self._form() as form:
            form.whole_group = False
            self.assertEqual(
                form.effect, f"Hides 2 cases: {self.bert_lease.number}, {self.bert_case.number}."
            )

    def test_an_exclusion_hides_a_modality(self):
        self.access.whole_group = True
        self._commit()
        with self._form() as form:
            form.excluded_modality_ids.add(self.lease)
            self.assertEqual(form.effect, f"Hides 1 case: {self.bert_lease.number}.")
        self.assertNotIn(self.bert_lease.number, self._seen(self.access))
        with self._form() as form:
            form.excluded_modality_ids.clear()
            self.assertEqual(form.effect, f"Shows 1 more case: {self.bert_lease.number}.")

    def test_a_tick_shows_a_reference_where_there_is_one(self):
        self.access.write({"whole_group": True, "show_key": True})
        self._commit()
        with self._form() as form:
            form.show_reference_1 = True
            form.show_key = False
            self.assertEqual(
                form.effect,
                "Reference 1 becomes visible on cases: 2. Key disappears from cases: 1.",
            )
        self._commit()
        with self._form() as form:
            form.show_reference_2 = True
            self.assertEqual(form.effect, "Nothing changes on the web.")

    def test_another_role_or_contact_follows_other_cases(self):
        with self._form() as form:
            form.role = "intermediary"
            self.assertEqual(form.effect, f"Hides 1 case: {self.anna_case.number}.")
            form.role = "client"
            form.partner_id = self.clara
            self.assertEqual(
                form.effect,
                f"Shows 1 more case: {self.clara_case.number}."
                f" Hides 1 case: {self.anna_case.number}.",
            )

    def test_a_new_registration_says_what_it_will_show(self):
        form = Form(self.env["agency.web.access"], "agency_websync.agency_web_access_view_form")
        form.role = "intermediary"
        form.partner_id = self.lawyer
        self.assertEqual(
            form.effect, f"Once it is on the web: Shows 1 more case: {self.anna_case.number}."
        )
        form.excluded_modality_ids.add(self.sale)
        self.assertEqual(form.effect, "There is no case yet that it would show.")
        self.assertFalse(self._seen(form.save()))

    def test_many_cases_are_not_all_named(self):
        for _each in range(NAMED):
            self._case(self.bert)
        self._commit()
        with self._form() as form:
            form.whole_group = True
            count = NAMED + 2
            self.assertRegex(form.effect, rf"^Shows {count} more cases: ([^,]+, ){{{NAMED}}}…\.$")

    def test_asking_changes_nothing(self):
        before = self.env["agency.web.case"].search([]).mapped("version")
        form = self._form()
        form.whole_group = True
        form.show_key = True
        self._commit()
        self.env.invalidate_all()
        self.assertFalse(self.access.whole_group)
        self.assertEqual(self.env["agency.web.case"].search([]).mapped("version"), before)

    def test_several_registrations_at_once(self):
        lawyer = self._access(self.lawyer, role="intermediary")
        self._commit()
        both = self.access | lawyer
        self.assertEqual(
            both.effect_of({"show_reference_1": True}),
            "Anna Anker (Client): Reference 1 becomes visible on cases: 1.\n"
            "Lea Lawyer (Intermediary): Reference 1 becomes visible on cases: 1.",
        )
        self.assertEqual(
            both.effect_of({"excluded_modality_ids": {"add": self.sale.ids, "remove": []}}),
            f"Anna Anker (Client): Hides 1 case: {self.anna_case.number}.\n"
            f"Lea Lawyer (Intermediary): Hides 1 case: {self.anna_case.number}.",
        )
        self.assertEqual(both.effect_of({"show_key": False}), "Nothing changes on the web.")

    def test_a_contact_joins_another_group(self):
        self.access.whole_group = True
        clara = self._access(self.clara)
        clara.partner_id.client_group_id = self.other_group
        clara.whole_group = True
        self._commit()
        with Form(self.bert) as form:
            self.assertFalse(form.web_effect)
            form.client_group_id = self.other_group
            numbers = f"{self.bert_lease.number}, {self.bert_case.number}"
            self.assertEqual(
                form.web_effect,
                f"Anna Anker (Client): Hides 2 cases: {numbers}.\n"
                f"Clara Kai (Client): Shows 2 more cases: {numbers}.",
            )
        self.assertEqual(self._seen(self.access), [self.anna_case.number])
        self.assertEqual(len(self._seen(clara)), 3)

    def test_clients_join_and_leave_on_the_group(self):
        self.access.whole_group = True
        self._commit()
        with Form(self.group, "agency_websync.agency_client_group_view_form") as form:
            form.partner_ids.remove(index=form.partner_ids.ids.index(self.bert.id))
            form.partner_ids.add(self.clara)
            self.assertEqual(
                form.web_effect,
                f"Anna Anker (Client): Shows 1 more case: {self.clara_case.number}."
                f" Hides 2 cases: {self.bert_lease.number}, {self.bert_case.number}.",
            )
        expected = sorted([self.anna_case.number, self.clara_case.number])
        self.assertEqual(self._seen(self.access), expected)

    def test_other_registrations_are_not_asked(self):
        """Neither withdrawn ones nor those that follow only their own cases."""
        self._access(self.bert, live=False, whole_group=True)
        with Form(self.bert) as form:
            form.client_group_id = self.env["agency.client.group"]
            self.assertFalse(form.web_effect)

    def test_command_of_the_list_is_for_the_office_only(self):
        guest = self._guest("gina", self.anna)
        self.access.guest_ids = [Command.set(guest.ids)]
        self._commit()
        as_guest = self.access.with_user(guest.user_id)
        with self.assertRaises(AccessError):
            as_guest.effect_of({"whole_group": True})

    def test_a_new_contact_or_group_has_no_effect_yet(self):
        for model in ("res.partner", "agency.client.group"):
            self.assertIs(self.env[model].new({"name": "Nova"}).web_effect, False)
