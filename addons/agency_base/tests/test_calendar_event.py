from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form, tagged

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestCalendarEvent(RelationsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "no_mail_to_attendees": True})

    def _event(self, **values):
        start = fields.Datetime.now() + timedelta(days=1)
        people = self.agent.partner_id | self.applicant
        return self.env["calendar.event"].create(
            {
                "name": "Viewing",
                "start": start,
                "stop": start + timedelta(minutes=45),
                "agency_property_id": self.property.id,
                "agency_kind": "viewing",
                "partner_ids": [Command.set(people.ids)],
                "user_id": self.agent.id,
                **values,
            }
        )

    def test_viewing_makes_the_interest(self):
        event = self._event()
        interest = self.property.interest_ids
        self.assertEqual((interest.partner_id, interest.state), (self.applicant, "interested"))
        self.assertEqual(interest.user_id, self.agent)
        self.assertEqual(event.agency_interest_ids, interest)

    def test_viewing_moves_the_interest(self):
        interest = self._interest()
        self._event()
        self.assertEqual(interest.state, "interested")
        self.assertEqual(self.property.interest_ids, interest)

    def test_neither_colleagues_nor_parties_become_applicants(self):
        people = self.applicant | self.owner | self.colleague.partner_id
        self._event(partner_ids=[Command.set(people.ids)])
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant)

    def test_a_former_party_may_become_an_applicant(self):
        self.property.party_ids.write({"date_to": "2020-01-01"})
        self._event(partner_ids=[Command.set(self.owner.ids)])
        self.assertEqual(self.property.interest_ids.partner_id, self.owner)

    def test_other_kinds_and_cancelled_viewings_make_no_interest(self):
        self._event(agency_kind="valuation")
        self._event(agency_outcome="cancelled")
        self._event(agency_outcome="no_show")
        self.assertFalse(self.property.interest_ids)

    def test_editing_makes_the_interest(self):
        event = self._event(agency_property_id=False, agency_kind=False)
        self.assertFalse(self.property.interest_ids)
        event.agency_kind = "viewing"
        event.agency_property_id = self.property
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant)
        event.partner_ids = [Command.link(self.other.id)]
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant | self.other)

    def test_done_moves_to_visited_and_logs_one_visit(self):
        event = self._event()
        self.assertFalse(self._actions())
        event.write({"agency_outcome": "done", "agency_outcome_note": "Liked the garden"})
        self.assertEqual(self.property.interest_ids.state, "visited")
        action = self._actions()
        self.assertEqual((action.kind, action.name), ("visit", "Viewing"))
        self.assertEqual((action.date, action.duration), (event.start, 45))
        self.assertEqual(action.partner_ids, self.applicant)
        self.assertEqual(action.interest_id, self.property.interest_ids)
        self.assertEqual(action.user_id, self.agent)
        self.assertIn("Liked the garden", action.note)
        event.write({"agency_outcome": "done"})
        event.write({"partner_ids": [Command.link(self.other.id)]})
        self.assertEqual(self._actions(), action)

    def test_taking_done_back_takes_the_action_back(self):
        event = self._event(agency_outcome="done")
        action = self._actions()
        event.agency_outcome = "no_show"
        self.assertFalse(action.active)
        event.agency_outcome = "done"
        self.assertTrue(action.active)
        self.assertEqual(self._actions(), action)

    def test_action_follows_the_appointment_to_another_property(self):
        event = self._event(agency_outcome="done")
        action = self._actions()
        second = self._property(name="Second")
        event.agency_property_id = second
        self.assertEqual(action.property_id, second)
        self.assertEqual(action.interest_id, second.interest_ids)
        self.assertEqual(second.interest_ids.state, "visited")
        event.agency_property_id = False
        self.assertFalse(action.active)

    def test_done_does_not_pull_an_offer_back(self):
        interest = self._interest(state="offer")
        self._event(agency_outcome="done")
        self.assertEqual(interest.state, "offer")

    def test_desk_appointments_are_no_visits(self):
        self._event(agency_kind="signing", agency_outcome="done")
        self.assertEqual(self._actions().kind, "other")
        self.assertEqual(self._actions().name, "Signing")
        self.assertFalse(self._actions().interest_id)

    def test_many_events_at_once(self):
        one = self._event(agency_outcome="done")
        vals = one.copy_data()[0]
        vals.update(partner_ids=[Command.set(self.other.ids)], agency_outcome="done")
        self.env["calendar.event"].create([dict(vals), dict(vals)])
        self.assertEqual(len(self._actions()), 3)
        self.assertEqual(set(self.property.interest_ids.mapped("state")), {"visited"})

    def test_a_copy_is_planned_again(self):
        event = self._event(agency_outcome="done").copy()
        self.assertEqual(event.agency_outcome, "planned")
        self.assertEqual(len(self._actions()), 1)

    def test_recurring_viewing(self):
        self._event(
            recurrency=True, rrule_type="weekly", count=3, interval=1, end_type="count", mon=True
        )
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant)
        self.assertEqual(len(self.property.event_ids), 3)

    def test_user_without_real_estate_may_edit_the_event(self):
        user = self._user("r_internal", "base.group_user")
        event = self._event(user_id=user.id).with_user(user)
        event.agency_outcome = "done"
        event.partner_ids = [Command.link(self.other.id)]
        self.assertEqual(len(self._actions()), 1)
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant | self.other)

    def test_outcome_ticks_the_activity_off(self):
        Event = self.env["calendar.event"]
        events = Event
        for _i in range(2):
            action = self.property.action_plan_appointment()
            context = {
                **action["context"],
                "active_model": "agency.property",
                "active_id": self.property.id,
            }
            events |= Event.with_context(**context).create({})
        self.assertEqual(len(self.property.activity_ids), 2)
        events[0].agency_outcome = "done"
        self.assertEqual(self.property.activity_ids, events[1].activity_ids)
        events[1].agency_outcome = "cancelled"
        self.assertFalse(self.property.activity_ids)

    def test_form_proposes_name_and_location(self):
        form = Form(self.env["calendar.event"])
        form.agency_property_id = self.property
        self.assertEqual(form.agency_kind, "viewing")
        self.assertEqual(form.name, "Viewing: House with garden")
        self.assertEqual(form.location, "Heinrichstraße 5, 8010 Graz")

    def test_property_shows_past_and_next(self):
        now = fields.Datetime.now()
        hour = timedelta(hours=1)
        past = now - timedelta(days=3)
        self._event(start=past, stop=past + hour)
        self._event(start=past - hour, stop=past)
        later = self._event()
        self._event(start=now + hour, stop=now + 2 * hour, agency_outcome="cancelled")
        self.assertEqual(self.property.event_count, 4)
        self.assertEqual(self.property.last_appointment, past)
        self.assertEqual(self.property.next_appointment, later.start)
