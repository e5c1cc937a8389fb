from odoo.tests import Form, tagged

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyCallLog(RelationsCase):
    def test_call_about_a_property(self):
        record = self.property
        interest = self._interest()
        action = record.action_log_call()
        form = Form(self.env["agency.call.log"].with_context(**action["context"]))
        form.partner_id = self.applicant
        form.direction = "in"
        form.duration = 7
        form.note = "Wants to come on Friday"
        form.save().action_log()
        call = self._actions()
        self.assertEqual((call.kind, call.name, call.direction), ("call", "Phone call", "in"))
        self.assertEqual((call.duration, call.user_id), (7, self.agent))
        self.assertEqual((call.partner_ids, call.interest_id), (self.applicant, interest))
        self.assertIn("Friday", call.note)

    def test_call_about_a_request(self):
        request = self._request()
        action = request.action_log_call()
        wizard = Form(self.env["agency.call.log"].with_context(**action["context"])).save()
        wizard = wizard.with_env(self.env)  # without the defaults of the dialog
        self.assertEqual(wizard.action_log(), {"type": "ir.actions.act_window_close"})
        call = self.env["agency.interaction"].search([("request_id", "=", request.id)])
        self.assertEqual((call.kind, call.partner_ids), ("call", self.applicant))
        self.assertFalse(call.property_id)

    def test_caller_may_stay_unknown(self):
        wizard = self.env["agency.call.log"].create({"property_id": self.property.id})
        wizard.action_log()
        self.assertFalse(self._actions().partner_ids)
