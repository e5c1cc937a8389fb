from urllib.parse import parse_qs, urlsplit

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyWhatsapp(RelationsCase):
    def _wizard(self, **values):
        values = {"partner_id": self.applicant.id, "property_id": self.property.id, **values}
        return self.env["agency.whatsapp"].create(values)

    def test_opens_the_chat_and_logs(self):
        self.env.company.sudo().agency_whatsapp_text = (
            "Dear {name}, “{property}” & {reference}? {agent}, {company} {unknown}"
        )
        interest = self._interest()
        action = self._wizard().action_open()
        self.assertEqual((action["type"], action["target"]), ("ir.actions.act_url", "new"))
        self.assertTrue(action["close"])
        url = urlsplit(action["url"])
        self.assertEqual((url.scheme, url.netloc), ("https", "wa.me"))
        self.assertEqual(url.path, "/436601234567")
        text = (
            f"Dear Ben Buyer, “House with garden” & {self.property.reference}?"
            f" Anna Agent, {self.env.company.name} {{unknown}}"
        )
        self.assertEqual(parse_qs(url.query), {"text": [text]})
        logged = self._actions()
        self.assertEqual((logged.kind, logged.name), ("whatsapp", "WhatsApp"))
        self.assertEqual((logged.partner_ids, logged.interest_id), (self.applicant, interest))
        self.assertIn("Dear Ben Buyer", logged.note)

    def test_text_without_a_template(self):
        self.env.company.sudo().agency_whatsapp_text = False
        self.assertIn("House with garden", self._wizard().body)
        self.assertIn("Anna Agent", self._wizard(property_id=False).body)

    def test_text_without_placeholders_is_followed_by_the_property(self):
        self.env.company.sudo().agency_whatsapp_text = "You asked about:"
        reference = self.property.reference
        self.assertEqual(self._wizard().body, f"You asked about:\nHouse with garden ({reference})")
        self.assertEqual(self._wizard(property_id=False).body, "You asked about:")

    def test_text_in_the_language_of_the_person(self):
        self.env["res.lang"].sudo()._activate_lang("de_DE")
        company = self.env.company.sudo()
        company.agency_whatsapp_text = "Hello {property}"
        company.with_context(lang="de_DE").agency_whatsapp_text = "Hallo {property}"
        self.property.sudo().with_context(lang="de_DE").name = "Haus mit Garten"
        self.applicant.sudo().lang = "de_DE"
        self.assertEqual(self._wizard().body, "Hallo Haus mit Garten")

    def test_refuses_without_a_usable_number(self):
        for number in (False, "12", "call me", "0660 12345678901234"):
            wizard = self._wizard(phone=number)
            with self.assertRaisesRegex(UserError, "Ben Buyer has no phone number"):
                wizard.action_open()
        self.assertFalse(self._actions())

    def test_number_may_be_corrected(self):
        form = Form(self.env["agency.whatsapp"])
        form.partner_id = self.other
        self.assertFalse(form.phone_e164)
        form.phone = "+49 170 1234567"
        self.assertEqual(form.phone_e164, "+491701234567")
        action = form.save().action_open()
        self.assertIn("wa.me/491701234567?", action["url"])

    def test_changing_the_person_changes_number_and_text(self):
        self.env.company.sudo().agency_whatsapp_text = "Dear {name}"
        form = Form(self.env["agency.whatsapp"].with_context(default_property_id=self.property.id))
        form.partner_id = self.applicant
        self.assertEqual(form.phone_e164, "+436601234567")
        self.assertIn("Ben Buyer", form.body)
