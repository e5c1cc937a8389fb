from odoo.exceptions import AccessError
from odoo.tests import tagged

from .message_common import MessageCase


@tagged("post_install", "-at_install")
class TestAgencyWebMessageRead(MessageCase):
    """Read marks both ways, counts of what is unread, and what open pages are told."""

    def _unread(self, guest):
        copies = self._as(guest, "agency.web.case").search([])
        return self._as(guest)._unread_by_copy(copies)

    def test_opening_the_case_in_the_office_marks_what_customers_wrote(self):
        message = self._write_as(self.olga)
        case = self.case.with_user(self.agent)
        self.assertEqual(case.unread_count, 1)
        self.assertFalse(message.read_by_office_at)
        case.action_read_messages()
        self.assertTrue(message.read_by_office_at)
        self.assertEqual(case.unread_count, 0)

    def test_the_first_reading_counts(self):
        message = self._write_as(self.olga)
        self.case.with_user(self.agent).action_read_messages()
        message.read_by_office_at = "2026-01-02 03:04:05"
        message._mark_read("read_by_office_at")
        self.assertEqual(str(message.read_by_office_at), "2026-01-02 03:04:05")

    def test_an_answer_is_a_reading(self):
        question, other = self._write_as(self.olga), self._write_as(self.ivan, "Me too")
        self._answer(self.olga)
        self.assertTrue(question.read_by_office_at)
        self.assertFalse(other.read_by_office_at)

    def test_only_colleagues_mark_for_the_office(self):
        self._write_as(self.olga)
        with self.assertRaises(AccessError):
            self._as(self.olga, "agency.case").browse(self.case.id).action_read_messages()
        stranger = self.env["res.company"].create({"name": "Hillside Homes"})
        other = self.agent.copy(
            {"login": "other", "company_id": stranger.id, "company_ids": [(6, 0, stranger.ids)]}
        )
        with self.assertRaises(AccessError):
            self.case.with_user(other).with_context(
                allowed_company_ids=stranger.ids
            ).action_read_messages()

    def test_unread_answers_are_counted_by_copy(self):
        self.assertEqual(self._unread(self.olga), {})
        self._answer(self.olga)
        self._answer(self.olga | self.ivan)
        self._write_as(self.olga)
        self.assertEqual(self._unread(self.olga), {self._copy(self.olga_access).id: 2})
        self.assertEqual(self._unread(self.ivan), {self._copy(self.ivan_access).id: 1})
        self._as(self.olga).search([("direction", "=", "out")])._mark_read("read_by_client_at")
        self.assertEqual(self._unread(self.olga), {})

    def test_the_low_level_learns_no_counts(self):
        self._answer(self.olga)
        self.olga.permission_ids.level = "low"
        self.assertEqual(self._unread(self.olga), {})

    def test_the_filter_finds_cases_with_unread_messages(self):
        self._write_as(self.olga)
        view = self.env.ref("agency_websync.agency_case_view_search_messages")
        self.assertIn("('read_by_office_at', '=', False)", view.arch)
        unread = [("direction", "=", "in"), ("read_by_office_at", "=", False)]
        cases = self.env["agency.case"].with_user(self.agent)
        self.assertEqual(cases.search([("web_message_ids", "any", unread)]), self.case)

    def test_open_pages_are_told_of_messages_and_marks(self):
        copy, told = self._copy(self.olga_access), []

        def bus_send(partner, kind, message, **kwargs):
            if kind == "agency_websync/cases":
                told.append((partner, message["changed"]))

        self.patch(type(self.env["res.partner"]), "_bus_send", bus_send)
        for change in (
            lambda: self._answer(self.olga),
            lambda: self._write_as(self.olga),
            lambda: self.case.with_user(self.agent).action_read_messages(),
            lambda: self._as(self.olga).search([])._mark_read("read_by_client_at"),
        ):
            told.clear()
            version = copy.version
            change()
            self.assertEqual(told, [(self.olga.user_id.partner_id, copy.ids)])
            # Pages without a live connection compare versions.
            self.assertGreater(copy.version, version)

    def test_the_office_is_told_of_messages_and_marks(self):
        colleagues, told = self.env.ref("agency_base.group_agent"), []

        def bus_send(group, kind, message, **kwargs):
            told.append((group, kind, message))

        self.patch(type(self.env["res.groups"]), "_bus_send", bus_send)
        for change in (
            lambda: self._write_as(self.olga),
            lambda: self.case.with_user(self.agent).action_read_messages(),
            lambda: self._write_as(self.ivan, "Me too"),
            lambda: self._answer(self.ivan),
        ):
            told.clear()
            change()
            expected = (colleagues, "agency_websync/unread", {"cases": self.case.ids})
            self.assertEqual(set(map(str, told)), {str(expected)})
        told.clear()
        self.case.with_user(self.agent).action_read_messages()
        self.assertEqual(told, [])
