from datetime import date, timedelta

from odoo import Command, fields
from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .common import AgencyCase


@tagged("post_install", "-at_install")
class TestAgencyMandate(AgencyCase):
    def _mandate(self, start=date(2025, 1, 1), end=date(2025, 12, 31), **values):
        return self.env["agency.mandate"].create(
            {
                "property_id": self.house.id,
                "date_from": start,
                "date_to": end,
                "user_id": self.agent.id,
                **values,
            }
        )

    def test_number_comes_from_the_sequence(self):
        self.assertRegex(self._mandate().name, r"^M\d{5,}$")

    def test_signed_by_the_owners_of_today(self):
        self.house.party_ids = [
            Command.create({"partner_id": self.anna.id}),
            Command.create({"partner_id": self.bert.id, "role": "tenant"}),
        ]
        self.assertEqual(self._mandate(kind="open").partner_ids, self.anna)
        chosen = self._mandate(kind="open", partner_ids=self.clara.ids)
        chosen.property_id = self._property()
        self.assertEqual(chosen.partner_ids, self.clara)

    def test_state_follows_the_dates(self):
        today = date(2025, 6, 15)
        signed = {"signed_on": date(2024, 12, 1), "kind": "open"}
        tomorrow, yesterday = today + timedelta(1), today - timedelta(1)
        with freeze_time("2025-06-15"):
            mandates = {
                "draft": self._mandate(kind="open"),
                "upcoming": self._mandate(start=tomorrow, **signed),
                "running": self._mandate(start=today, end=today, **signed),
                "expired": self._mandate(end=yesterday, **signed),
                "terminated": self._mandate(terminated_on=today, **signed),
            }
            self._mandate(kind="open", terminated_on=yesterday).active = False
            for state, mandate in mandates.items():
                self.assertEqual(mandate.state, state)
                found = self.house.mandate_ids.search(
                    [("property_id", "=", self.house.id), ("state", "=", state)]
                )
                self.assertEqual(found, mandate)
            others = self.house.mandate_ids.search(
                [("property_id", "=", self.house.id), ("state", "!=", "draft")]
            )
            self.assertEqual(len(others), 4)
        with freeze_time("2025-06-16"):
            self.env.invalidate_all()
            self.assertEqual(mandates["running"].state, "expired")
            self.assertEqual(mandates["upcoming"].state, "running")

    def test_no_end_runs_on(self):
        self.assertEqual(self._mandate(end=False, signed_on=date(2025, 1, 1)).state, "running")

    @freeze_time("2025-06-15")
    def test_current_mandate_prefers_the_exclusive_one(self):
        signed = {"signed_on": date(2025, 1, 1)}
        self._mandate(kind="open", start=date(2025, 3, 1), **signed)
        self.assertEqual(self.house.current_mandate_id.kind, "open")
        exclusive = self._mandate(**signed)
        self._mandate(kind="sole", start=date(2025, 4, 1))
        self.assertEqual(self.house.current_mandate_id, exclusive)
        exclusive.terminated_on = date(2025, 6, 15)
        self.assertEqual(self.house.current_mandate_id.kind, "open")

    def test_two_exclusive_mandates_may_not_overlap(self):
        first = self._mandate()
        with self.refused(f"exclusive mandate {first.name}"):
            self._mandate(start=date(2025, 12, 31), end=False)
        with self.refused(f"exclusive mandate {first.name}"):
            self._mandate(start=date(2024, 1, 1), end=date(2025, 1, 1))
        second = self._mandate(start=date(2026, 1, 1), end=False)
        with self.refused(f"exclusive mandate {second.name}"):
            first.date_to = date(2026, 1, 1)
        with self.refused(f"exclusive mandate {second.name}"):
            first.date_to = False

    def test_overlap_with_other_kinds_and_properties_is_fine(self):
        sole = self._mandate(kind="sole")
        self._mandate()
        self._mandate(property_id=self._property().id)
        with self.assertRaises(ValidationError):
            sole.kind = "exclusive"

    def test_terminated_or_archived_makes_room(self):
        first = self._mandate()
        first.terminated_on = date(2025, 6, 1)
        with self.assertRaises(ValidationError):
            self._mandate(start=date(2025, 5, 31))
        second = self._mandate(start=date(2025, 6, 1))
        with self.assertRaises(ValidationError):
            first.terminated_on = False
        second.active = False
        first.terminated_on = False
        with self.assertRaises(ValidationError):
            second.active = True

    def test_ends_after_it_starts(self):
        with self.refused("before it starts"):
            self._mandate(end=date(2024, 12, 31))
        with self.refused("before it starts"):
            self._mandate(terminated_on=date(2024, 12, 31))

    @freeze_time("2025-06-15")
    def test_sign_and_terminate(self):
        mandate = self._mandate()
        mandate.action_sign()
        self.assertEqual((mandate.signed_on, mandate.state), (date(2025, 6, 15), "running"))
        mandate.action_terminate()
        self.assertEqual((mandate.terminated_on, mandate.state), (date(2025, 6, 15), "terminated"))
        later = self._mandate(start=date(2025, 7, 1), signed_on=date(2025, 6, 1))
        later.action_terminate()
        self.assertEqual(later.terminated_on, date(2025, 7, 1))

    def test_property_row_is_touched_against_concurrent_overlaps(self):
        before = self._row_version(self.house)
        self._mandate(kind="open")
        self.assertEqual(self._row_version(self.house), before)
        self._mandate()
        self.assertNotEqual(self._row_version(self.house), before)

    @freeze_time("2025-06-15")
    def test_responsible_is_reminded_once_for_each_end(self):
        self.company.agency_mandate_reminder_days = 30
        signed = {"signed_on": date(2025, 1, 1), "kind": "open"}
        soon = self._mandate(end=date(2025, 7, 15), **signed)
        late = self._mandate(end=date(2025, 7, 16), **signed)
        draft = self._mandate(end=date(2025, 7, 1), kind="open")
        Mandate = self.env["agency.mandate"]
        Mandate._cron_remind_of_end()
        Mandate._cron_remind_of_end()
        self.assertEqual(soon.activity_ids.mapped("date_deadline"), [date(2025, 7, 15)])
        self.assertEqual(soon.activity_ids.user_id, self.agent)
        self.assertFalse((late | draft).activity_ids)
        soon.date_to = date(2025, 7, 10)
        Mandate._cron_remind_of_end()
        self.assertEqual(len(soon.activity_ids), 2)

    def test_no_reminder_when_switched_off(self):
        self.company.agency_mandate_reminder_days = 0
        today = fields.Date.context_today(self.house)
        mandate = self._mandate(start=today, end=today, signed_on=today)
        self.env["agency.mandate"]._cron_remind_of_end()
        self.assertFalse(mandate.activity_ids)

    def test_promises_belong_to_the_mandate(self):
        mandate = self._mandate(
            promise_ids=[
                Command.create(
                    {"name": "Report", "interval_count": 2, "interval_unit": "week"},
                )
            ]
        )
        self.assertEqual(mandate.promise_ids.company_id, self.company)
        self.assertEqual(mandate.display_name, f"{mandate.name} · Exclusive")
