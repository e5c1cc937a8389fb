from odoo.tests import tagged

from odoo.addons.agency_guests.tests.leak_walker import cheap_errors
from odoo.addons.agency_guests.tests.leak_world import LeakWorld

from . import leak_part


@tagged("post_install", "-at_install", "agency_leaks")
class TestLeakPart(LeakWorld):
    """The leak proof looks at case files too, and finds what is planted there."""

    def _leaks(self, name):
        walker = self._walker(name)
        with cheap_errors(self.env):
            for model in leak_part.SECTIONS:
                if leak_part.SECTIONS[model][1] or walker.levels["cases"] == "high":
                    walker._walk_listed(model)
        return walker.leaks

    def test_who_follows_what(self):
        for name, cases in {
            "owner high": ["Olga case"],
            "owner low": ["Olga case"],
            "applicant high": ["Olga case"],
            "both high": ["Adam case"],
            "neither high": [],
            "abroad high": ["Abroad case"],
        }.items():
            copies = self._as(self.guests[name])["agency.web.case"].search([])
            self.assertEqual(copies.mapped("name"), cases, name)
            self.assertEqual(self._leaks(name), [], name)

    def test_a_tick_for_somebody_else_is_found(self):
        self.registrations["Anna"].show_reference_1 = True
        self.env.cr.flush()
        [leak] = {leak for leak in self._leaks("applicant high") if "shows" in leak[2]}
        self.assertEqual(leak[:2], ("agency.web.case", "reference_1"))

    def test_a_released_note_of_the_office_is_found(self):
        note = self.cases["Otto"].note_ids.filtered(lambda n: not n.released)
        note.released = True
        self.env.cr.flush()
        self.assertIn("entries", {what for _model, what, _how in self._leaks("other owner")})

    def test_a_copy_too_many_is_found(self):
        rule = self.env.ref("agency_websync.rule_agency_web_case_guest")
        rule.domain_force = "[(1, '=', 1)]"
        self.assertIn("agency.web.case", {model for model, *_how in self._leaks("owner low")})

    def test_a_message_of_somebody_else_is_found(self):
        rule = self.env.ref("agency_websync.rule_agency_web_message_guest")
        rule.domain_force = "[('web_case_id', '!=', False)]"
        self.assertIn("agency.web.message", {model for model, *_how in self._leaks("owner high")})
