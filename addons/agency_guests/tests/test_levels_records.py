from odoo.exceptions import AccessError
from odoo.tests import tagged

from .leak_table import OWN_TOOLS, SECTIONS
from .levels_common import SECRET, LevelsCase
from .levels_common import SECTIONS as ALL_SECTIONS

FOR_EVERYBODY = {"agency.property.kind", "agency.property.feature", "agency.channel"}


@tagged("post_install", "-at_install")
class TestLevelsRecords(LevelsCase):
    """Two guests per model: each reads the own records and is refused the other's."""

    def _two(self, first, second, models):
        for partner, own, other in ((first, "Harbour", "Castle"), (second, "Castle", "Harbour")):
            guest = self._guest(f"two{partner.id}", partner)
            env = self._as(guest)
            for model in models:
                with self.subTest(model=model, guest=partner.name):
                    mine, theirs = self.records[own][model], self.records[other][model]
                    self.assertEqual(env[model].search([]), mine.with_env(env))
                    self.assertTrue(mine.with_env(env).read(["display_name"]))
                    with self.assertRaises(AccessError):
                        theirs.with_env(env).read(["display_name"])

    def test_owners(self):
        models = SECTIONS.keys() - FOR_EVERYBODY - {"agency.request", "agency.request.place"}
        self._two(self.olga, self.otto, sorted(models))

    def test_applicants(self):
        owners_only = {"agency.mandate", "agency.mandate.promise", "agency.property.party"}
        self._two(self.anna, self.adam, sorted(SECTIONS.keys() - FOR_EVERYBODY - owners_only))

    def test_applicants_do_not_see_whose_it_is(self):
        env = self._as(self._guest("anna", self.anna))
        for model in ("agency.mandate", "agency.mandate.promise", "agency.property.party"):
            self.assertFalse(env[model].search([]), model)

    def test_owners_do_not_see_requests(self):
        env = self._as(self._guest("olga", self.olga))
        self.assertFalse(env["agency.request"].search([]))

    def test_without_level_no_section(self):
        env = self._as(self._guest("olga", self.olga, {}))
        for model in SECTIONS:
            with self.assertRaises(AccessError, msg=model):
                env[model].search([])

    def test_nothing_is_written(self):
        env = self._as(self._guest("olga", self.olga))
        for model in SECTIONS.keys() - FOR_EVERYBODY - {"agency.request", "agency.request.place"}:
            record = self.records["Harbour"][model].with_env(env)[:1]
            for call in (lambda r=record: r.write({"active": False}), record.unlink, record.copy):
                with self.assertRaises(AccessError, msg=model):
                    call()

    def test_past_owner(self):
        guest = self._guest("olga", self.olga)
        self.records["Harbour"]["agency.property.party"].date_to = "2020-01-01"
        self.assertFalse(self._as(guest)["agency.property"].search([]))

    def test_declined_interest(self):
        guest = self._guest("anna", self.anna)
        self.records["Harbour"]["agency.interest"].state = "declined"
        self.assertFalse(self._as(guest)["agency.property"].search([]))

    def test_archived_property(self):
        guest = self._guest("olga", self.olga)
        self.harbour.active = False
        env = self._as(guest)
        self.assertFalse(env["agency.property"].with_context(active_test=False).search([]))
        self.assertFalse(env["agency.interaction"].search([]))

    def test_archived_guest(self):
        guest = self._guest("olga", self.olga)
        guest.active = False
        self.assertFalse(self._as(guest)["agency.property"].search([]))

    def test_other_company(self):
        """The same client of two agencies: each account opens only its own agency."""
        here = self._as(self._guest("olga", self.olga))
        self.assertEqual(here["agency.property"].search([]), self.harbour.with_env(here))
        there = self._as(self._guest("olga", self.olga, company=self.foreign))
        self.assertEqual(there["agency.property"].search([]), self.abroad.with_env(there))

    def test_other_company_by_context(self):
        env = self._as(self._guest("olga", self.olga))
        both = (self.company | self.foreign).ids
        with self.assertRaises(AccessError):
            env["agency.property"].with_context(allowed_company_ids=both).search([])

    def test_losing_a_client_counts_at_once(self):
        guest = self._guest("olga", self.olga)
        env = self._as(guest)
        self.assertTrue(env["agency.property"].search([]))
        guest.partner_ids = [(5,)]
        self.assertFalse(env["agency.property"].search([]))
        with self.assertRaises(AccessError):
            self.harbour.with_env(env).read(["name"])

    def test_levels_change_at_once(self):
        guest = self._guest("olga", self.olga, "low")
        env = self._as(guest)
        with self.assertRaises(AccessError):
            self.harbour.with_env(env).read(["price_sale"])
        guest.permission_ids.level = "high"
        self.assertEqual(self.harbour.with_env(self._as(guest)).price_sale, 777001)
        guest.permission_ids.level = "none"
        with self.assertRaises(AccessError):
            self.harbour.with_env(self._as(guest)).read(["name"])

    def test_private_appointment(self):
        guest = self._guest("olga", self.olga)
        self.records["Harbour"]["calendar.event"].privacy = "private"
        self.assertFalse(self._as(guest)["calendar.event"].search([]))

    def test_attendee(self):
        """Odoo lets an attendee read the whole appointment; a guest's account may not."""
        guest = self._guest("olga", self.olga)
        self._event(self.castle, guest.user_id.partner_id)
        env = self._as(guest)
        mine = self.records["Harbour"]["calendar.event"].with_env(env)
        self.assertEqual(env["calendar.event"].search([]), mine)

    def test_own_account_only(self):
        guest = self._guest("olga", self.olga)
        env = self._as(guest)
        self.assertEqual(env["res.partner"].search([]), guest.user_id.partner_id.with_env(env))
        self.assertEqual(env["res.users"].search([]), guest.user_id.with_env(env))
        self.assertEqual(env["res.company"].search([]), self.company.with_env(env))

    def test_conversations_are_closed(self):
        """Letters to one client stand beside those to another: no thread is open as such."""
        self.harbour.message_post(body=SECRET, subtype_xmlid="mail.mt_comment")
        env = self._as(self._guest("olga", self.olga))
        with self.assertRaises(AccessError):
            env["mail.message"].search([])
        with self.assertRaises(AccessError):
            self.harbour.with_env(env).message_post(body="hello")

    def test_other_sections_stay_closed(self):
        for section in ALL_SECTIONS:
            env = self._as(self._guest(f"only.{section}", self.olga, {section: "high"}))
            opened = env["ir.model.access"]._get_allowed_models("read") & SECTIONS.keys()
            wanted = {model for model, (names, *_rest) in SECTIONS.items() if section in names}
            self.assertEqual(opened, wanted, section)
            self.assertFalse(
                env["ir.model.access"]._get_allowed_models("write") - OWN_TOOLS, section
            )
