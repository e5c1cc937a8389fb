from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyInterest(RelationsCase):
    @mute_logger("odoo.sql_db")
    def test_unique_among_active(self):
        first = self._interest()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._interest()
        first.active = False
        first.flush_recordset()
        self._interest()

    def test_name_and_search(self):
        interest = self._interest()
        self.assertIn("Ben Buyer", interest.display_name)
        self.assertIn("House with garden", interest.display_name)
        Interest = self.env["agency.interest"]
        self.assertIn(interest.id, [i for i, _name in Interest.name_search("Ben Buyer")])
        self.assertIn(interest.id, [i for i, _name in Interest.name_search("House with garden")])

    def test_feedback_is_dated(self):
        interest = self._interest()
        self.assertFalse(interest.feedback_on)
        interest.feedback_score = "4"
        self.assertEqual(interest.feedback_on, fields.Date.context_today(interest))
        interest.feedback_on = "2026-01-02"
        self.assertEqual(str(interest.feedback_on), "2026-01-02")
        interest.write({"feedback_score": False})
        self.assertFalse(interest.feedback_on)

    def test_company_and_currency_follow_the_property(self):
        interest = self._interest()
        self.assertEqual(interest.company_id, self.property.company_id)
        self.assertEqual(interest.currency_id, self.property.currency_id)

    @mute_logger("odoo.sql_db")
    def test_negative_offer(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._interest(offer_amount=-1)

    def test_request_of_another_company_is_refused(self):
        company = self._other_company()
        request = self._request().sudo()
        request.company_id = company
        with self.assertRaises(UserError):
            self._interest(request_id=request.id)

    def test_advance_only_moves_forward(self):
        Interest = self.env["agency.interest"]
        pair = (self.applicant.id, self.property.id)
        interest = Interest._advance({pair: {"state": "interested"}})
        self.assertEqual((interest.partner_id, interest.state), (self.applicant, "interested"))
        self.assertEqual(Interest._advance({pair: {"state": "visited"}}), interest)
        self.assertEqual(interest.state, "visited")
        Interest._advance({pair: {"state": "interested"}})
        self.assertEqual(interest.state, "visited")
        interest.state = "offer"
        Interest._advance({pair: {"state": "visited"}})
        self.assertEqual(interest.state, "offer")
        interest.state = "declined"
        Interest._advance({pair: {"state": "interested"}})
        self.assertEqual(interest.state, "interested")

    def test_agent_archives_but_does_not_delete(self):
        interest = self._interest()
        interest.active = False
        with self.assertRaises(AccessError):
            interest.unlink()

    def test_form(self):
        form = Form(self.env["agency.interest"])
        form.partner_id = self.applicant
        form.property_id = self.property
        interest = form.save()
        self.assertEqual((interest.state, interest.user_id), ("proposed", self.agent))

    def test_buttons(self):
        interest = self._interest(request_id=self._request().id)
        for action in (interest.action_log_call(), interest.action_whatsapp()):
            wizard = self.env[action["res_model"]].with_context(**action["context"]).create({})
            self.assertEqual(wizard.partner_id, self.applicant)
            self.assertEqual(wizard.property_id, self.property)
            self.assertEqual(wizard.interest_id, interest)
        action = interest.action_plan_appointment()
        event = self.env["calendar.event"].with_context(**action["context"]).create({})
        self.assertEqual(event.partner_ids, self.applicant | self.agent.partner_id)
        self.assertEqual(event.agency_interest_ids, interest)
        self.assertEqual(interest.state, "interested")
        action = interest.action_view_interactions()
        logged = self.env["agency.interaction"].with_context(**action["context"]).create({})
        self.assertEqual(self.env["agency.interaction"].search(action["domain"]), logged)
