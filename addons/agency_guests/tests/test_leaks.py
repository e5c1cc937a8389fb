import logging
from unittest.mock import patch

from odoo.tests import tagged

from .leak_walker import cheap_errors
from .leak_world import LeakWorld

_logger = logging.getLogger(__name__)

# Guests at the borders: with this addon alone. tests/system walks with all twelve, everything
# installed.
WALKED = ("owner low", "applicant low", "both mixed", "owner none")


@tagged("post_install", "-at_install", "agency_leaks")
class TestLeaks(LeakWorld):
    """Guests try everything; only what is in the written table may open."""

    def _walk(self, name):
        walker = self._walker(name)
        with cheap_errors(self.env):
            walker.walk()
        _logger.info("%s: %s probes, %s leaks", name, walker.probes, len(walker.leaks))
        return walker

    def test_nothing_else_opens(self):
        probes, leaks = 0, {}
        for name in WALKED:
            walker = self._walk(name)
            probes += walker.probes
            if walker.leaks:
                leaks[name] = walker.leaks
        _logger.runbot("%s probes by %s guests", probes, len(WALKED))
        text = "\n".join(f"{name}: {leak}" for name in leaks for leak in leaks[name])
        self.assertFalse(leaks, text)
        self.assertGreater(probes, 40_000)

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
