from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError

from .common import ImportCase
from .deliveries import listing


class TestAgencyPropertyActivation(ImportCase):
    def setUp(self):
        super().setUp()
        self.source.user_id = self.agent
        self.record = self.property_of(self.import_listings(listing("1")))
        self.mine = self.record.with_user(self.agent)

    def link_owner(self):
        owner = self.env["res.partner"].create({"name": "Clara Sommer"})
        self.mine.write({"party_ids": [Command.create({"partner_id": owner.id, "role": "owner"})]})

    def give_mandate(self):
        self.mine.mandate_ids.create({"property_id": self.record.id}).action_sign()

    def test_each_point_is_closed_by_itself(self):
        self.assertTrue(self.mine.has_checklist)
        self.assertFalse(self.mine.is_checklist_done)
        self.assertEqual(len(self.mine._open_points()), 3, self.mine._open_points())
        self.link_owner()
        self.assertTrue(self.mine.is_owner_linked)
        self.give_mandate()
        self.assertTrue(self.mine.is_mandate_running)
        self.mine.action_read_import_warning()
        self.assertEqual(self.record.import_warning_read_by_id, self.agent)
        self.assertFalse(self.mine._open_points())
        self.assertTrue(self.mine.is_checklist_done)
        self.mine.action_activate()
        self.assertEqual(self.record.state, "active")
        self.assertFalse(self.mine.has_checklist)

    def test_contact_person_is_proposed_as_owner(self):
        seller = self.record.party_ids.partner_id
        context = self.mine.action_add_owner()["context"]
        self.assertEqual(context["default_partner_id"], seller.id)
        self.record.party_ids.copy({"partner_id": self.env["res.partner"].create({"name": "B"}).id})
        self.assertNotIn("default_partner_id", self.mine.action_add_owner()["context"])

    def test_mandate_that_waits_is_opened_again(self):
        self.assertFalse(self.mine.action_add_mandate()["res_id"])
        mandate = self.mine.mandate_ids.create({"property_id": self.record.id})
        self.assertTrue(self.mine.is_mandate_waiting)
        self.assertEqual(self.mine.action_add_mandate()["res_id"], mandate.id)
        mandate.action_sign()
        self.assertFalse(self.mine.is_mandate_waiting)

    def test_missing_facts_are_named(self):
        self.mine.write({"street": False, "for_sale": False, "price_sale": 0, "kind_id": False})
        for label in ("Kind", "Street", "Price", "Offered for sale"):
            self.assertIn(label, self.mine.missing_facts)
        self.mine.write({"price_text": "On request", "for_rent": True})
        self.assertNotIn("Price", self.mine.missing_facts)
        self.assertNotIn("Offered", self.mine.missing_facts)

    def test_agent_is_shown_what_is_open_and_cannot_go_on(self):
        action = self.mine.action_activate()
        self.assertEqual(action["res_model"], "agency.property.activate")
        wizard = self.env[action["res_model"]].with_user(self.agent)
        wizard = wizard.with_context(**action["context"]).create({})
        self.assertIn("No owner is linked.", wizard.open_points)
        self.assertIn("No mandate is running.", wizard.open_points)
        for attempt in (
            wizard.action_activate,
            lambda: self.mine.write({"state": "active"}),
            lambda: self.mine.write({"state": "reserved"}),
        ):
            with self.assertRaises(UserError) as caught:
                attempt()
            self.assertIn("cannot be activated yet", str(caught.exception))
        self.assertEqual(self.record.state, "inactive")

    def test_manager_may_go_on(self):
        record = self.record.with_user(self.manager)
        action = record.action_activate()
        wizard = self.env[action["res_model"]].with_user(self.manager)
        wizard.with_context(**action["context"]).create({}).action_activate()
        self.assertEqual(record.state, "active")

    def test_what_the_same_write_fills_in_counts(self):
        self.link_owner()
        self.give_mandate()
        self.mine.action_read_import_warning()
        self.mine.street = False
        self.mine.write({"state": "active", "street": "Gartenweg"})
        self.assertEqual(self.record.state, "active")

    def test_removing_the_warning_means_that_it_was_read(self):
        self.mine.action_dismiss_warning()
        self.assertFalse(self.record.warning)
        self.assertEqual(self.record.import_warning_read_by_id, self.agent)

    def test_who_read_it_first_stays(self):
        self.mine.action_read_import_warning()
        self.record.with_user(self.manager).action_read_import_warning()
        self.assertEqual(self.record.import_warning_read_by_id, self.agent)

    def test_nobody_writes_past_the_button(self):
        for vals in ({"import_warning_read_on": "2026-01-01"}, {"import_source_id": False}):
            with self.assertRaises(AccessError):
                self.mine.write(vals)

    def test_other_properties_are_left_alone(self):
        own = self.env["agency.property"].with_user(self.agent).create({"name": "Our own"})
        self.assertFalse(own.has_checklist)
        own.action_activate()
        self.assertEqual(own.state, "active")

    def test_publishing_stays_shut_until_active(self):
        channel = self.env["agency.channel"].create({"name": "Portal"})
        vals = {"property_id": self.record.id, "channel_id": channel.id}
        publications = self.env["agency.publication"].with_user(self.manager)
        draft = publications.create(vals)
        for attempt in (
            lambda: publications.create({**vals, "state": "published"}),
            lambda: draft.write({"state": "published"}),
            draft.action_publish,
            lambda: self.record.write(
                {"publication_ids": [Command.create({**vals, "state": "published"})]}
            ),
        ):
            with self.assertRaises(ValidationError) as caught:
                attempt()
            self.assertIn("activate it first", str(caught.exception))
