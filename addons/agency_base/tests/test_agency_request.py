import math
import random

from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .relations_common import RelationsCase


@tagged("post_install", "-at_install")
class TestAgencyRequest(RelationsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Only the properties of these tests take part.
        others = cls.env["agency.property"].search([("id", "!=", cls.property.id)])
        others.write({"state": "inactive"})

    def assertFits(self, **values):
        request = self._request(**values)
        self.assertEqual(request._matches(), self.property, values)
        self.assertEqual(request.match_count, 1)

    def assertNoFit(self, **values):
        request = self._request(**values)
        self.assertFalse(request._matches(), values)
        self.assertEqual(request.match_count, 0)

    def test_empty_request_finds_what_is_for_sale(self):
        self.assertFits()
        self.assertNoFit(offer="rent")
        self.assertNoFit(offer="ground_lease")
        self.assertNoFit(offer="leasing")

    def test_only_active_properties(self):
        request = self._request()
        for state in ("inactive", "reserved", "closed"):
            self.property.state = state
            self.assertFalse(request._matches(), state)
        self.property.state = "active"
        self.property.active = False
        self.assertFalse(request._matches())

    def test_usage(self):
        self.assertFits(usage="residential")
        for usage in ("commercial", "investment", "short_term"):
            self.assertNoFit(usage=usage)

    def test_kind_includes_its_children(self):
        self.assertFits(kind_ids=[Command.set(self.villa.ids)])
        self.assertFits(kind_ids=[Command.set(self.house.ids)])
        self.assertFits(kind_ids=[Command.set((self.flat | self.house).ids)])
        self.assertNoFit(kind_ids=[Command.set(self.flat.ids)])
        self.property.kind_id = self.house
        self.assertNoFit(kind_ids=[Command.set(self.villa.ids)])

    def test_price_bounds(self):
        self.assertFits(price_min=300000, price_max=300000)
        self.assertNoFit(price_max=299999)
        self.assertNoFit(price_min=300001)

    def test_price_of_another_currency_is_not_compared(self):
        other = self.env["res.currency"].with_context(active_test=False)
        other = other.search([("id", "!=", self.property.currency_id.id)], limit=1)
        self.assertNoFit(price_max=500000, currency_id=other.id)
        self.assertFits(currency_id=other.id)

    def test_price_is_the_one_of_the_offer(self):
        self.property.write({"for_rent": True, "rent_net": 1200})
        self.assertFits(offer="rent", price_max=1300)
        self.assertNoFit(offer="rent", price_max=1100)
        self.property.write({"rent_net": 0, "rent_gross": 1250})
        self.assertFits(offer="rent", price_min=1240, price_max=1300)

    def test_missing_figure_passes_an_upper_bound_only(self):
        self.property.write({"price_sale": 0, "area_living": 0})
        self.assertFits(price_max=100, area_living_max=10)
        self.assertNoFit(price_min=100)
        self.assertNoFit(area_living_min=10)

    def test_areas_and_rooms(self):
        self.assertFits(area_living_min=120, area_living_max=120, rooms_min=4.5, rooms_max=4.5)
        self.assertNoFit(area_living_min=120.01)
        self.assertNoFit(area_living_max=119.99)
        self.assertNoFit(rooms_min=5)
        self.assertNoFit(rooms_max=4)
        self.assertNoFit(area_plot_min=1)

    def test_all_features_are_wanted(self):
        self.assertFits(feature_ids=[Command.set(self.garden.ids)])
        self.assertNoFit(feature_ids=[Command.set((self.garden | self.lift).ids)])

    def test_places(self):
        def places(*lines):
            return [Command.create(line) for line in lines]

        self.assertFits(place_ids=places({"kind": "zip", "value": "80"}))
        self.assertFits(place_ids=places({"kind": "zip", "value": " 8010 "}))
        self.assertNoFit(place_ids=places({"kind": "zip", "value": "801%"}))
        self.assertNoFit(place_ids=places({"kind": "zip", "value": "10"}))
        self.assertFits(place_ids=places({"kind": "city", "value": "GRAZ"}))
        self.assertFits(place_ids=places({"kind": "city", "value": "geidorf"}))
        self.assertNoFit(place_ids=places({"kind": "city", "value": "Gra"}))
        # One place is enough.
        self.assertFits(
            place_ids=places({"kind": "city", "value": "Wien"}, {"kind": "zip", "value": "8"})
        )

    def test_distance(self):
        def around(latitude, longitude, radius):
            line = {"kind": "distance", "latitude": latitude, "longitude": longitude}
            return [Command.create({**line, "radius_km": radius})]

        north = self.property.latitude + 10 / 111.19492664455873  # ten kilometres
        self.assertFits(place_ids=around(north, self.property.longitude, 10.1))
        self.assertNoFit(place_ids=around(north, self.property.longitude, 9.9))
        east = self.property.longitude + 10 / (
            111.19492664455873 * math.cos(math.radians(self.property.latitude))
        )
        self.assertFits(place_ids=around(self.property.latitude, east, 10.1))
        self.assertNoFit(place_ids=around(self.property.latitude, east, 9.9))
        # On the other side of the earth, and with unknown coordinates.
        self.assertNoFit(place_ids=around(-47.08, -164.55, 9000))
        self.property.write({"latitude": 0, "longitude": 0})
        self.assertNoFit(place_ids=around(0.01, 0.01, 50))

    @mute_logger("odoo.sql_db")
    def test_place_is_checked_and_proposed(self):
        request = self._request(
            place_ids=[Command.create({"kind": "distance", "value": "graz", "radius_km": 3})]
        )
        self.assertAlmostEqual(request.place_ids.latitude, 47.08)
        self.assertAlmostEqual(request.place_ids.longitude, 15.45)
        self.assertEqual(request._matches(), self.property)
        for line in (
            {"kind": "zip"},
            {"kind": "city", "value": "  "},
            {"kind": "distance", "value": "Nowhere", "radius_km": 3},
            {"kind": "distance", "value": "Graz", "radius_km": 0},
        ):
            with self.assertRaises(IntegrityError), self.env.cr.savepoint():
                self._request(place_ids=[Command.create(line)])

    def test_ranges_are_checked(self):
        with self.assertRaisesRegex(ValidationError, "Price from.*Price up to"):
            self._request(price_min=10, price_max=5)
        with self.assertRaises(ValidationError):
            self._request(rooms_min=-1)

    def test_both_directions_agree(self):
        """What a request finds and who finds the property is the same relation."""
        rnd = random.Random(5)  # noqa: S311
        kinds = [self.house.id, self.villa.id, self.flat.id]
        for _i in range(12):
            self._property(
                kind_id=rnd.choice(kinds),
                for_rent=rnd.random() < 0.5,
                price_sale=rnd.choice([0, 100, 200, 300]),
                rent_net=rnd.choice([0, 1, 2]),
                zip=rnd.choice(["8010", "8020", "1010", False]),
                city=rnd.choice(["Graz", "Wien", False]),
                latitude=rnd.uniform(47, 48),
                longitude=rnd.uniform(15, 16),
                rooms=rnd.choice([0, 2, 3]),
                feature_ids=[Command.set(rnd.sample((self.garden | self.lift).ids, 1))],
            )
        places = [
            {"kind": "zip", "value": "80"},
            {"kind": "city", "value": "wien"},
            {"kind": "distance", "latitude": 47.5, "longitude": 15.5, "radius_km": 40},
        ]
        for _i in range(30):
            self._request(
                offer=rnd.choice(["sale", "rent"]),
                kind_ids=[Command.set(rnd.sample(kinds, rnd.randint(0, 2)))],
                price_max=rnd.choice([0, 150, 250]),
                rooms_min=rnd.choice([0, 2]),
                feature_ids=[Command.set(rnd.sample(self.lift.ids, rnd.randint(0, 1)))],
                place_ids=[Command.create(p) for p in rnd.sample(places, rnd.randint(0, 2))],
            )
        requests = self.env["agency.request"].search([("state", "=", "open")])
        properties = self.env["agency.property"].search([("state", "=", "active")])
        forward = {(r.id, p.id) for r in requests for p in r._matches()}
        backward = {(r.id, p.id) for p in properties for r in p.fitting_request_ids}
        self.assertEqual(forward, backward)
        self.assertTrue(20 < len(forward) < len(requests) * len(properties))
        for request in requests:
            self.assertEqual(request.match_count, len(request._matches()))

    def test_one_query_per_request(self):
        request = self._request(
            kind_ids=[Command.set(self.house.ids)],
            place_ids=[
                Command.create({"kind": "zip", "value": "80"}),
                Command.create({"kind": "distance", "value": "Graz", "radius_km": 5}),
            ],
            feature_ids=[Command.set(self.garden.ids)],
            price_max=400000,
        )
        request._matches()  # fills the caches of access rules
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(1):
            self.assertEqual(len(request._matches()), 1)

    def test_counts_are_one_query_for_many_requests(self):
        requests = self.env["agency.request"].browse()
        for _i in range(5):
            requests |= self._request()
        requests.mapped("match_count")
        self.env.flush_all()
        for group in (requests[:1], requests):
            self.env.invalidate_all()
            with self.assertQueryCount(1):
                self.assertEqual(set(group.mapped("match_count")), {1})

    def test_new_matches_until_reviewed_or_proposed(self):
        request = self._request()
        self.assertEqual(request.new_match_count, 1)
        request.action_mark_reviewed()
        request.invalidate_recordset()
        self.assertEqual((request.match_count, request.new_match_count), (1, 0))
        second = self._property(name="Second")
        second.activated_on = "2100-01-01 00:00:00"
        request.invalidate_recordset()
        self.assertEqual(request.new_match_count, 1)
        action = request.action_view_new_matches()
        self.assertEqual(self.env["agency.property"].search(action["domain"]), second)
        request._propose(second)
        request.invalidate_recordset()
        self.assertEqual(request.new_match_count, 0)
        self.assertFalse(self.env["agency.property"].search(action["domain"]))
        action = request.action_view_matches()
        self.assertEqual(
            self.env["agency.property"].search(action["domain"]), self.property | second
        )

    def test_propose_from_the_list_of_matches(self):
        request = self._request(user_id=self.colleague.id)
        second = self._property(name="Second")
        properties = self.property | second
        existing = self._interest(state="declined")
        action = properties.with_context(agency_request_id=request.id).action_propose()
        interests = self.env["agency.interest"].search([("partner_id", "=", self.applicant.id)])
        new = interests - existing
        self.assertEqual(existing.state, "declined")
        self.assertEqual(new.property_id, second)
        self.assertEqual(
            (new.state, new.request_id, new.user_id.id), ("proposed", request, self.colleague.id)
        )
        self.assertEqual(self.env["agency.interest"].search(action["domain"]), new)
        properties.with_context(agency_request_id=request.id).action_propose()
        self.assertEqual(request.interest_count, 1)
        with self.assertRaises(UserError):
            properties.action_propose()

    def test_propose_from_the_list_of_fitting_requests(self):
        requests = self._request() | self._request(partner_id=self.other.id)
        action = self.property.action_view_fitting_requests()
        found = self.env["agency.request"].search(action["domain"])
        self.assertLessEqual(requests, found)
        requests.with_context(**action["context"]).action_propose()
        self.assertEqual(self.property.interest_ids.partner_id, self.applicant | self.other)
        with self.assertRaises(UserError):
            requests.action_propose()

    def test_two_requests_of_one_person_make_one_interest(self):
        requests = self._request() | self._request(name="Or this")
        requests._propose(self.property)
        self.assertEqual(len(self.property.interest_ids), 1)

    def test_fitting_requests_can_be_searched(self):
        request = self._request()
        Property = self.env["agency.property"]
        self.assertIn(self.property, Property.search([("fitting_request_ids", "in", request.ids)]))
        self.assertNotIn(
            self.property, Property.search([("fitting_request_ids", "not in", request.ids)])
        )
        unwanted = Property.search([("fitting_request_ids", "=", False)])
        self.assertNotIn(self.property, unwanted)
        self.property.write({"for_sale": False, "for_leasing": True})
        self.assertIn(
            self.property, Property.search([("fitting_request_ids", "not in", request.ids)])
        )
        unwanted = Property.search([("fitting_request_ids", "=", False)])
        self.assertIn(self.property, unwanted)

    def test_other_company_is_never_matched(self):
        request = self._request()
        company = self._other_company()
        foreign = self.property.sudo().copy(
            {"company_id": company.id, "state": "active", "user_id": False}
        )
        self.assertNotIn(foreign, request.sudo()._matches())
        self.assertEqual(request.sudo().match_count, 1)
        their = request.sudo().copy({"company_id": company.id, "user_id": False})
        self.assertEqual(their._matches(), foreign)
        self.assertEqual(their.with_env(self.env)._matches().ids, [])
        self.assertNotIn(their, self.property.fitting_request_ids)


@tagged("post_install", "-at_install")
class TestMatchActivity(RelationsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.sudo().agency_match_activity = True
        cls.property.state = "inactive"

    def _activities(self, requests):
        return self.env["mail.activity"].search(
            [("res_model", "=", "agency.request"), ("res_id", "in", requests.ids)]
        )

    def test_agent_is_told_once_per_request(self):
        request = self._request(user_id=self.colleague.id)
        paused = self._request(state="paused", partner_id=self.other.id)
        second = self._property(name="Second", state="inactive")
        (self.property | second).action_activate()
        activity = self._activities(request | paused)
        self.assertEqual(len(activity), 1)
        self.assertEqual((activity.res_id, activity.user_id), (request.id, self.colleague))
        self.assertIn("House with garden", activity.note)
        self.assertIn("Second", activity.note)
        self._property(name="Third")
        self.assertEqual(self._activities(request), activity, "one reminder is enough")
        activity.action_done()
        self._property(name="Fourth")
        self.assertEqual(len(self._activities(request)), 1)

    def test_known_interest_is_no_news(self):
        request = self._request()
        self._interest()
        self.property.action_activate()
        self.assertFalse(self._activities(request))

    def test_company_may_switch_it_off(self):
        self.env.company.sudo().agency_match_activity = False
        request = self._request()
        self.property.action_activate()
        self.assertFalse(self._activities(request))

    def test_query_count_does_not_grow_with_properties(self):
        for _i in range(3):
            self._request()
        one = self._property(name="One", state="inactive")
        many = self.env["agency.property"].create(
            [{"name": f"No {n}", "for_sale": True, "is_residential": True} for n in range(20)]
        )
        counts = []
        for properties in (one, many):
            self.env["mail.activity"].search([("res_model", "=", "agency.request")]).unlink()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["agency.request"]._tell_agents(properties)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2, counts)
