from ast import literal_eval

from psycopg2 import IntegrityError

from odoo.tests import tagged
from odoo.tools import mute_logger

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyPropertyRelations(RelationsCase):
    def test_counts(self):
        self._interest()
        self._request()
        self.env["agency.interaction"].create({"property_id": self.property.id})
        self.assertEqual(self.property.interest_count, 1)
        self.assertEqual(self.property.interaction_count, 1)
        self.assertGreaterEqual(self.property.fitting_request_count, 1)
        self.assertEqual(self.property.event_count, 0)
        self.assertFalse(self.property.next_appointment)

    def test_counts_cost_the_same_for_one_and_for_many(self):
        names = (
            "interaction_count",
            "interest_count",
            "event_count",
            "next_appointment",
            "last_appointment",
            "fitting_request_count",
        )
        many = self.property | self._property() | self._property() | self._property()
        many.read(names)
        self.env.flush_all()
        costs = []
        for records in (self.property, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.read(names)
            costs.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*costs)

    def test_buttons_show_what_belongs_to_the_property(self):
        other = self._property()
        for record in (self.property, other):
            self._interest(property_id=record.id)
            self.env["agency.interaction"].create({"property_id": record.id})
            action = record.action_plan_appointment()
            self.env["calendar.event"].with_context(**action["context"]).create({})
        for button in ("interactions", "interests", "appointments"):
            action = getattr(self.property, f"action_view_{button}")()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(len(found), 1, button)
            name = "agency_property_id" if button == "appointments" else "property_id"
            self.assertEqual(found[name], self.property)
            self.assertEqual(action["context"][f"default_{name}"], self.property.id)
        self.assertEqual(action["views"][0][1], "list")

    def test_appointments_of_another_company_are_not_listed(self):
        foreign = self.property.sudo().copy(
            {"company_id": self._other_company().id, "user_id": False}
        )
        events = self.env["calendar.event"].create(
            [
                {"name": "Viewing", "agency_property_id": record.id}
                for record in (self.property, foreign)
            ]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "agency_base.action_agency_appointment"
        )
        found = events.search(literal_eval(action["domain"]))
        self.assertEqual(found & events, events[0])

    def test_new_property_has_no_counts(self):
        record = self.env["agency.property"].new({"name": "New"})
        self.assertEqual((record.interest_count, record.event_count), (0, 0))
        self.assertEqual(record.fitting_request_count, 0)

    def test_fitting_requests_before_activation(self):
        request = self._request()
        self.property.state = "inactive"
        self.assertIn(request, self.property.fitting_request_ids)
        self.assertFalse(self.property in request._matches())

    @mute_logger("odoo.sql_db")
    def test_property_with_interests_is_not_deleted(self):
        self._interest()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.property.sudo().unlink()
