import logging
from unittest.mock import patch

from odoo.tests import tagged

from . import leak_table as table
from .leak_walker import Walker, cheap_errors
from .levels_common import SECRET, SECTIONS, LevelsCase

_logger = logging.getLogger(__name__)

MIXED = {"listings": "high", "actions": "low", "appointments": "low"}
ALONE = {"appointments": "high", "documents": "low", "mandates": "low"}
RELATED = ("agency.publication", "agency.interaction", "calendar.event")
OWNERS_ONLY = ("agency.mandate", "agency.mandate.promise")


@tagged("post_install", "-at_install", "agency_leaks")
class TestLeaks(LevelsCase):
    """Guests of ten kinds try everything; only what stands in the written table may open."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        nobody = cls.env["res.partner"].create({"name": "Nora Nobody"})
        mixed, alone = dict(MIXED), dict(ALONE)
        high, low = dict.fromkeys(SECTIONS, "high"), dict.fromkeys(SECTIONS, "low")
        # name: clients, levels, own as owner, own as applicant, company
        cls.profiles = {
            "owner high": (cls.olga, high, ["Harbour"], [], cls.company),
            "owner low": (cls.olga, low, ["Harbour"], [], cls.company),
            "applicant high": (cls.anna, high, [], ["Harbour"], cls.company),
            "applicant low": (cls.anna, low, [], ["Harbour"], cls.company),
            "both high": (cls.olga | cls.adam, high, ["Harbour"], ["Castle"], cls.company),
            "both mixed": (cls.olga | cls.adam, mixed, ["Harbour"], ["Castle"], cls.company),
            "owner alone": (cls.olga, alone, ["Harbour"], [], cls.company),
            "owner none": (cls.olga, {}, ["Harbour"], [], cls.company),
            "neither high": (nobody, high, [], [], cls.company),
            "abroad high": (cls.olga, high, ["Abroad"], [], cls.foreign),
        }

    def _walker(self, name):
        clients, levels, owned, wanted, company = self.profiles[name]
        guest = self._guest(name.replace(" ", "."), clients, levels, company)
        env = self._as(guest)
        expected = self._expected(levels, owned, wanted, clients)
        expected["res.users"] = guest.user_id.ids
        expected["res.partner"] = guest.user_id.partner_id.ids
        expected["res.company"] = company.ids

        def forbidden(model, level):
            if model in table.ACCOUNT:
                return ()
            strangers = {"Harbour", "Castle", "Abroad"} - {*owned, *wanted}
            if level > 1:
                return [f"{house} house" for house in strangers]
            names = (self.olga | self.otto | self.anna | self.adam) - clients
            hidden = [SECRET, "777001", *names.mapped("name"), *names.mapped("email")]
            return hidden + [f"{house} house" for house in strangers]

        return Walker(env, levels, expected, forbidden)

    def _expected(self, levels, owned, wanted, clients):
        """Return the ids that a guest should find, from what was set up and not from the rules."""
        expected = {
            model: [
                record_id
                for house in {*owned, *wanted}
                for record_id in self.records[house][model].ids
            ]
            for model in ("agency.property", *RELATED)
        }
        for model in OWNERS_ONLY:
            expected[model] = [i for house in owned for i in self.records[house][model].ids]
        expected["agency.property.media"] = self._expected_media(levels, {*owned, *wanted})
        expected["agency.property.party"] = [
            i for house in owned for i in self.records[house]["agency.property.party"].ids
        ]
        own_requests = [self.records[house]["agency.request"] for house in wanted]
        expected["agency.request"] = [request.id for request in own_requests]
        expected["agency.request.place"] = [i for r in own_requests for i in r.place_ids.ids]
        expected["agency.interest"] = [
            i for house in {*owned, *wanted} for i in self.records[house]["agency.interest"].ids
        ]
        for model in ("agency.property.kind", "agency.property.feature"):
            expected[model] = self.env[model].search([]).ids
        return expected

    def _expected_media(self, levels, houses):
        rank = {
            kind: table.RANK[levels.get(section, "none")]
            for kind, section in (("picture", "listings"), ("document", "documents"))
        }
        return [
            media.id
            for house in houses
            for media in self.records[house]["agency.property.media"]
            if rank[media.kind] > (0 if media.is_public else 1)
        ]

    def _walk(self, name):
        walker = self._walker(name)
        company = self.profiles[name][4]
        channels = self.env["agency.channel"].search([("company_id", "in", (False, company.id))])
        walker.expected["agency.channel"] = channels.ids
        with cheap_errors(self.env):
            walker.walk()
        _logger.info("%s: %s probes, %s leaks", name, walker.probes, len(walker.leaks))
        return walker

    def test_every_profile(self):
        probes, leaks = 0, {}
        for name in self.profiles:
            walker = self._walk(name)
            probes += walker.probes
            if walker.leaks:
                leaks[name] = walker.leaks
        _logger.runbot("%s probes by %s guests", probes, len(self.profiles))
        text = "\n".join(f"{name}: {leak}" for name in leaks for leak in leaks[name])
        self.assertFalse(leaks, text)
        self.assertGreater(probes, 100_000)

    def test_a_planted_field_is_found(self):
        model = type(self.env["agency.property"])
        planted = (*self.env["agency.property"]._guest_low_fields, "price_sale")
        with patch.object(model, "_guest_low_fields", planted):
            leaks = self._walk("owner low").leaks
        wanted = ("agency.property", "price_sale")
        found = {how for name, what, how in leaks if (name, what) == wanted}
        self.assertLessEqual({"read", "web_read", "search", "order", "sum"}, found)

    def test_a_planted_record_is_found(self):
        self.env.ref("agency_guests.rule_agency_mandate_guest").domain_force = "[(1, '=', 1)]"
        leaks = self._walk("owner low").leaks
        self.assertIn("agency.mandate", {name for name, _what, _how in leaks})
