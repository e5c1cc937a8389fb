from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged

from .common import QUIET, AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyProperty(AgencyCase):
    def test_reference_comes_from_the_sequence(self):
        first, second = self.env["agency.property"].create([{"name": "A"}, {"name": "B"}])
        self.assertRegex(first.reference, r"^P\d{5,}$")
        self.assertEqual(int(second.reference[1:]), int(first.reference[1:]) + 1)

    def test_given_reference_is_kept(self):
        self.assertEqual(self._property(reference="X-1").reference, "X-1")

    def test_display_name_starts_with_the_reference(self):
        house = self._property(name="Mill", reference="X-2")
        self.assertEqual(house.display_name, "[X-2] Mill")

    def test_copy_is_a_new_inactive_property(self):
        self.house.write({"external_number": "IMVO-ID-1", "warning": "Look out"})
        self.house.action_activate()
        copy = self.house.copy()
        self.assertNotEqual(copy.reference, self.house.reference)
        self.assertEqual(copy.name, "House by the harbour (copy)")
        self.assertEqual(copy.state, "inactive")
        self.assertFalse(copy.external_number or copy.warning or copy.activated_on)

    def test_new_property_is_inactive(self):
        self.assertEqual(self.house.state, "inactive")
        self.assertFalse(self.house.activated_on)

    def test_activation_notes_when_even_on_plain_write(self):
        with freeze_time("2025-03-01 10:00:00"):
            self.house.state = "active"
        self.assertEqual(self.house.activated_on, fields.Datetime.to_datetime("2025-03-01 10:00"))
        with freeze_time("2025-03-02 10:00:00"):
            self.house.write({"state": "active"})
        self.assertEqual(self.house.activated_on, fields.Datetime.to_datetime("2025-03-01 10:00"))
        self.house.action_reserve()
        with freeze_time("2025-03-03 10:00:00"):
            self.house.action_activate()
        self.assertEqual(self.house.activated_on, fields.Datetime.to_datetime("2025-03-03 10:00"))

    def test_created_active_notes_when(self):
        self.assertTrue(self._property(state="active").activated_on)
        moment = fields.Datetime.to_datetime("2024-01-01 08:00")
        self.assertEqual(self._property(state="active", activated_on=moment).activated_on, moment)

    def test_activating_some_leaves_the_others_date(self):
        with freeze_time("2025-03-01 10:00:00"):
            active = self._property(state="active")
        (active | self.house).action_activate()
        self.assertEqual(active.activated_on, fields.Datetime.to_datetime("2025-03-01 10:00"))
        self.assertGreater(self.house.activated_on, active.activated_on)

    def test_extensions_hear_who_became_active(self):
        heard = []
        self.patch(
            self.env.registry["agency.property"],
            "_on_activated",
            lambda records: heard.append(records.ids),
        )
        created = self._property(state="active")
        (created | self.house).write({"state": "active"})
        self.house.write({"warning": "x"})
        self.assertEqual(heard, [created.ids, self.house.ids])

    def test_all_actions(self):
        for action, state in (
            ("action_activate", "active"),
            ("action_reserve", "reserved"),
            ("action_close", "closed"),
            ("action_reopen", "inactive"),
            ("action_activate", "active"),
            ("action_deactivate", "inactive"),
        ):
            self.assertTrue(getattr(self.house, action)())
            self.assertEqual(self.house.state, state)

    def test_warning_can_be_dismissed(self):
        self.house.warning = "IMV Import"
        self.house.action_dismiss_warning()
        self.assertFalse(self.house.warning)

    def test_only_the_right_changes_external_numbers(self):
        as_agent = self.house.with_user(self.agent)
        with self.assertRaises(AccessError):
            as_agent.external_number = "IMVO-ID-7"
        with self.assertRaises(AccessError):
            as_agent.create({"name": "New", "external_number": "IMVO-ID-7"})
        self.house.with_user(self.manager).external_number = "IMVO-ID-7"
        self.assertEqual(as_agent.external_number, "IMVO-ID-7")
        description = as_agent.fields_get(["external_number"])["external_number"]
        self.assertTrue(description["readonly"])
        self.agent.group_ids = [Command.link(self.ref("agency_base.group_external_number"))]
        as_agent.external_number = "IMVO-ID-8"
        self.assertEqual(self.house.external_number, "IMVO-ID-8")

    def test_price_per_area(self):
        house = self._property(for_sale=True, price_sale=300000, area_living=120)
        self.assertEqual(house.price_per_area, 2500)
        house.area_living = 0
        self.assertEqual(house.price_per_area, 0)

    def test_found_by_reference_number_and_street(self):
        house = self._property(reference="Q-77", street="Quay Lane", external_number="EX-9")
        Property = self.env["agency.property"]
        for term in ("Q-77", "Quay", "EX-9"):
            self.assertIn(house.id, [item[0] for item in Property.name_search(term)])

    def test_form_proposes_agent_company_and_state(self):
        form = Form(self.env["agency.property"].with_user(self.agent).with_company(self.company))
        form.name = "Loft"
        loft = form.save()
        self.assertEqual(loft.user_id, self.agent)
        self.assertEqual(loft.company_id, self.company)
        self.assertEqual(loft.state, "inactive")

    def test_create_many_takes_a_constant_number_of_queries(self):
        """What 40 more properties cost is the rows themselves: inserts in batches of 100."""
        tag = self.env["agency.property.feature"].create({"name": "Pier", "code": "h.pier"})

        def queries(count):
            values = [
                {
                    "name": f"Listing {number}",
                    "company_id": self.company.id,
                    "user_id": self.agent.id,
                    "kind_id": self.kind.id,
                    "state": "active",
                    "for_sale": True,
                    "price_sale": 1000 * number,
                    "street": "Quay",
                    "zip": "12345",
                    "city": "Port",
                    "feature_ids": [Command.set(tag.ids)],
                    "party_ids": [Command.create({"partner_id": self.anna.id, "share": 100})],
                }
                for number in range(1, count + 1)
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["agency.property"].with_context(**QUIET).create(values)
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(2)
        self.assertEqual(queries(50), queries(10))

    def test_list_of_many_takes_a_constant_number_of_queries(self):
        specification = {
            name: {}
            for name in ("cover_url", "publication_count", "owner_ids", "current_mandate_id")
        }

        def queries(records):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            records.web_read(specification)
            return self.env.cr.sql_log_count - before

        many = self.env["agency.property"].concat(
            *(self._property(name=str(number)) for number in range(12))
        )
        for number, record in enumerate(many):
            self._media(record, file=self._picture(size=(10 + number, 10)))
            record.party_ids = [Command.create({"partner_id": self.anna.id})]
        queries(many)
        self.assertEqual(queries(many), queries(many[:2]))
