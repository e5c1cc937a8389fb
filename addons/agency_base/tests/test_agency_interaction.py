from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID, fields
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail
from odoo.addons.sms.tests.common import SMSCase

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyInteraction(RelationsCase):
    def test_public_line_follows_the_kind_until_it_is_written(self):
        action = self.env["agency.interaction"].create({"kind": "letter"})
        self.assertEqual(action.name, "Letter")
        action.kind = "visit"
        self.assertEqual(action.name, "Visit")
        action.name = "Key handed over"
        action.kind = "other"
        self.assertEqual(action.name, "Key handed over")

    def test_property_and_company_come_from_the_interest(self):
        interest = self._interest()
        action = self.env["agency.interaction"].create({"interest_id": interest.id})
        self.assertEqual(action.property_id, self.property)
        self.assertEqual(action.company_id, self.property.company_id)
        self.assertEqual(action.user_id, self.agent)

    def test_company_of_a_request(self):
        company = self._other_company()
        request = self._request().sudo()
        request.company_id = company
        action = self.env["agency.interaction"].sudo().create({"request_id": request.id})
        self.assertEqual(action.company_id, company)

    @mute_logger("odoo.sql_db")
    def test_message_and_appointment_are_unique(self):
        message = self.property.message_post(body="x")
        values = {"message_id": message.id, "property_id": self.property.id}
        Interaction = self.env["agency.interaction"]
        Interaction.create(values)
        Interaction.create({**values, "property_id": self._property().id})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            Interaction.create(values)
        Interaction.create({"message_id": message.id})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            Interaction.create({"message_id": message.id})

    def test_public_fields_exist(self):
        for model in ("agency.interaction", "agency.interest", "agency.request", "calendar.event"):
            names = self.env[model]._public_field_names
            self.assertLessEqual(set(names), set(self.env[model]._fields), model)
            self.assertFalse({"note", "partner_id", "partner_ids"} & set(names), model)


@tagged("post_install", "-at_install")
class TestMailLog(RelationsCase, MockEmail):
    def _post(self, record, **values):
        values = {
            "body": "Come and see it",
            "subject": "An invitation",
            "message_type": "comment",
            "subtype_xmlid": "mail.mt_comment",
            "partner_ids": self.applicant.ids,
            **values,
        }
        with self.mock_mail_gateway():
            return record.message_post(**values)

    def _compose(self, records, **values):
        composer = self.env["mail.compose.message"].with_context(
            default_model=records._name, default_res_ids=records.ids
        )
        with self.mock_mail_gateway():
            composer.create(
                {"subject": "For you", "body": "<p>A house</p>", **values}
            )._action_send_mail()

    def test_mail_from_the_property_is_logged_once(self):
        message = self._post(self.property)
        action = self._actions()
        self.assertEqual(len(action), 1)
        self.assertEqual((action.kind, action.direction, action.name), ("email", "out", "E-mail"))
        self.assertEqual(action.partner_ids, self.applicant)
        self.assertEqual(action.user_id, self.agent)
        self.assertEqual(action.message_id, message)
        self.assertIn("An invitation", action.note)
        self.assertIn("Come and see it", action.note)
        self.assertAlmostEqual(action.date.timestamp(), fields.Datetime.now().timestamp(), delta=60)

    def test_public_line_keeps_the_subject_to_itself(self):
        self._post(self.property, subject="250 000 from Mr Buyer")
        self.assertNotIn("Buyer", self._actions().name)

    def test_second_notification_does_not_log_twice(self):
        message = self._post(self.property)
        with self.mock_mail_gateway():
            self.env["mail.mail"].sudo().create(
                {"mail_message_id": message.id, "recipient_ids": [Command.set(self.applicant.ids)]}
            )
        mails = self.env["mail.mail"].sudo().search([("mail_message_id", "=", message.id)])
        self.assertGreater(len(mails), 1)
        mails.state = "exception"
        mails.action_retry()
        self.assertEqual(len(self._actions()), 1)

    def test_one_message_in_several_mails_is_one_action(self):
        self.env["ir.config_parameter"].sudo().set_param("mail.batch_size", 1)
        message = self._post(self.property, partner_ids=(self.applicant | self.other).ids)
        mails = self.env["mail.mail"].sudo().search([("mail_message_id", "=", message.id)])
        self.assertGreater(len(mails), 1)
        self.assertEqual(self._actions().partner_ids, self.applicant | self.other)

    def test_internal_and_incoming_messages_are_not_logged(self):
        self._post(self.property, subtype_xmlid="mail.mt_note")
        self._post(self.property, partner_ids=self.colleague.partner_id.ids)
        self._post(self.property, message_type="notification")
        self._post(self.property, message_type="email", author_id=self.other.id)
        self.property.message_post(body="To nobody")
        self.property.state = "reserved"
        self.assertFalse(self._actions())

    def test_colleagues_are_not_among_the_recipients(self):
        people = self.applicant | self.colleague.partner_id
        self._post(self.property, partner_ids=people.ids)
        self.assertEqual(self._actions().partner_ids, self.applicant)

    def test_portal_user_writing_is_not_an_action(self):
        portal = self._user("r_portal", "base.group_portal")
        record = self.property.with_user(portal).sudo()
        self._post(record, author_id=portal.partner_id.id)
        self.assertFalse(self._actions())

    def test_mail_about_an_interest(self):
        interest = self._interest(request_id=self._request().id)
        self._post(interest)
        action = self._actions()
        self.assertEqual(action.interest_id, interest)
        self.assertEqual(action.request_id, interest.request_id)
        self.assertEqual(interest.interaction_count, 1)

    def test_mail_about_a_request_has_no_property(self):
        request = self._request()
        message = self._post(request)
        action = self.env["agency.interaction"].search([("request_id", "=", request.id)])
        self.assertEqual((action.message_id, action.partner_ids), (message, self.applicant))
        self.assertFalse(action.property_id)
        self.assertEqual(action.company_id, request.company_id)

    def test_mail_on_other_records_is_not_logged(self):
        before = self.env["agency.interaction"].search_count([])
        self._post(self.applicant)
        self.assertEqual(self.env["agency.interaction"].search_count([]), before)

    def test_mail_that_leaves_later_keeps_its_author(self):
        message = self._post(self.property, subtype_xmlid="mail.mt_note")
        message.sudo().subtype_id = self.env.ref("mail.mt_comment")
        mail = {"mail_message_id": message.id, "recipient_ids": [Command.set(self.applicant.ids)]}
        self.env(user=SUPERUSER_ID)["mail.mail"].create(mail)
        self.assertEqual(self._actions().user_id, self.agent)

    def test_composer_in_single_mode(self):
        self._compose(
            self.property, composition_mode="comment", partner_ids=[Command.set(self.owner.ids)]
        )
        self.assertEqual(self._actions().partner_ids, self.owner)

    def test_composer_in_mass_mode(self):
        second = self._property(name="Second")
        interests = (
            self._interest()
            | self._interest(partner_id=self.other.id)
            | self._interest(partner_id=self.owner.id, property_id=second.id)
        )
        self._compose(interests, composition_mode="mass_mail")
        self.assertEqual(self._actions().partner_ids, self.applicant | self.other)
        self.assertEqual(len(self._actions()), 2)
        self.assertEqual(self._actions(second).interest_id, interests[2])

    def test_mass_mode_that_keeps_no_log(self):
        self._compose(
            self._interest(),
            composition_mode="mass_mail",
            auto_delete=True,
            auto_delete_keep_log=False,
        )
        action = self._actions()
        self.assertEqual(action.partner_ids, self.applicant)
        self.assertIn("For you", action.note)

    def test_mail_that_is_cancelled_is_not_logged(self):
        self.env["mail.blacklist"].sudo()._add(self.applicant.email)
        self.applicant.email = False
        self._compose(self._interest(), composition_mode="mass_mail")
        self.assertFalse(self._actions())

    def test_mail_to_an_address(self):
        values = {
            "model": "agency.property",
            "res_id": self.property.id,
            "subject": "Offer",
            "body_html": "<p>Offer</p>",
        }
        Mail = self.env["mail.mail"].sudo()
        Mail.create({**values, "email_to": self.colleague.email})
        self.assertFalse(self._actions())
        Mail.create({**values, "email_to": '"Clara" <clara@couple.example>'})
        self.assertEqual(self._actions().partner_ids, self.other)
        Mail.create({**values, "email_to": "stranger@nowhere.example"})
        self.assertEqual(len(self._actions()), 2)

    def test_mail_to_an_address_that_an_account_has_too(self):
        self.env["res.partner"].create(
            {"name": "Aa Account", "email": self.other.email, "is_agency_account": True}
        )
        self.env["mail.mail"].sudo().create(
            {
                "model": "agency.property",
                "res_id": self.property.id,
                "subject": "Offer",
                "body_html": "<p>Offer</p>",
                "email_to": self.other.email,
            }
        )
        self.assertEqual(self._actions().partner_ids, self.other)

    def test_mail_about_an_appointment(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Viewing",
                "start": "2035-01-01 10:00:00",
                "stop": "2035-01-01 11:00:00",
                "agency_property_id": self.property.id,
                "partner_ids": [Command.set(self.applicant.ids)],
            }
        )
        self.assertFalse(self._actions(), "the invitation is no action")
        self._post(event)
        self.assertEqual(self._actions().kind, "email")

    def test_queries_do_not_grow_with_the_number_of_mails(self):
        interests = self.env["agency.interest"].create(
            [
                {"property_id": self.property.id, "partner_id": partner.id}
                for partner in self.env["res.partner"].create(
                    [{"name": f"P{n}", "email": f"p{n}@x.example"} for n in range(20)]
                )
            ]
        )

        def cost(records):
            messages = (
                self.env["mail.message"]
                .sudo()
                .create(
                    [
                        {"model": "agency.interest", "res_id": record.id, "message_type": "comment"}
                        for record in records
                    ]
                )
            )
            partners = {
                message: record.partner_id
                for message, record in zip(messages, records, strict=True)
            }
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.env["agency.interaction"].sudo()._log_sent("email", partners)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(interests[:1])
        self.assertLessEqual(cost(interests), cost(interests[:2]) + 2)


@tagged("post_install", "-at_install")
class TestSmsLog(RelationsCase, SMSCase):
    def _compose(self, records, mode="comment", **values):
        values = {
            "composition_mode": mode,
            "res_model": records._name,
            "body": "See you at ten",
            **values,
        }
        if mode == "mass":
            values["res_ids"] = repr(records.ids)
        else:
            values["res_id"] = records.id
        with self.mockSMSGateway():
            self.env["sms.composer"].create(values)._action_send_sms()

    def test_sms_from_an_interest_is_logged_once(self):
        interest = self._interest()
        self._compose(interest)
        action = self._actions()
        self.assertEqual((action.kind, action.name), ("sms", "SMS"))
        self.assertEqual(action.partner_ids, self.applicant)
        self.assertEqual(action.interest_id, interest)
        self.assertIn("See you at ten", action.note)
        sms = self.env["sms.sms"].sudo().search([("mail_message_id", "=", action.message_id.id)])
        sms.copy({"state": "outgoing"})  # sent again
        self.assertEqual(self._actions(), action)

    def test_sms_from_the_property_goes_to_the_owner(self):
        self.owner.write({"phone": "+43 660 7654321"})
        self._compose(self.property)
        self.assertEqual(self._actions().partner_ids, self.owner)

    def test_sms_to_a_number(self):
        with self.mockSMSGateway():
            self.property._message_sms("Hello", sms_numbers=["+436601234567"])
        self.assertEqual(self._actions().partner_ids, self.applicant)
        self.colleague.partner_id.phone = "+43 660 1111111"
        with self.mockSMSGateway():
            self.property._message_sms("Hello", sms_numbers=["+436601111111"])
        self.assertEqual(len(self._actions()), 1)

    def test_sms_to_a_number_that_an_account_has_too(self):
        self.applicant.copy(
            {"name": "Aa Account", "phone": self.applicant.phone, "is_agency_account": True}
        )
        with self.mockSMSGateway():
            self.property._message_sms("Hello", sms_numbers=["+436601234567"])
        self.assertEqual(self._actions().partner_ids, self.applicant)

    def test_mass_mode_skips_whom_it_does_not_reach(self):
        interests = self._interest() | self._interest(partner_id=self.other.id)
        self._compose(interests, "mass")
        self.assertEqual(self._actions().partner_ids, self.applicant)
        self.assertEqual(len(self._actions()), 1)

    def test_request_in_mass_mode(self):
        request = self._request()
        self._compose(request, "mass", mass_force_send=True)
        action = self.env["agency.interaction"].search([("request_id", "=", request.id)])
        self.assertEqual((action.kind, action.partner_ids), ("sms", self.applicant))
