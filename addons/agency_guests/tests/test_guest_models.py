from odoo.tests import TransactionCase, tagged

from .leak_parts import parts
from .leak_table import ACCOUNT, OWN_TOOLS, REFERENCE, SECTIONS, TECHNICAL

REFERENCE_LINKS = {"res.currency", "res.country", "res.country.state"}
# Shown through sudo as one name; only where the guest may know the record's own name anyway.
OPEN_LINKS = REFERENCE_LINKS | ACCOUNT.keys() | OWN_TOOLS | REFERENCE


@tagged("post_install", "-at_install")
class TestGuestModels(TransactionCase):
    """Whatever a guest may read has a section, a rule for it, and a list of fields."""

    def setUp(self):
        super().setUp()
        parts(self.env)
        self.groups = self.env.ref("agency_guests.group_guest").all_implied_ids
        sections = self.env["agency.guest.section"].search([])
        self.section_groups = sections.low_group_id | sections.high_group_id

    def _readable(self, groups):
        rows = self.env["ir.model.access"].search(
            [("perm_read", "=", True), ("group_id", "in", groups.ids)]
        )
        return set(rows.model_id.mapped("model"))

    def test_sections_open_what_is_written_down(self):
        self.assertEqual(self._readable(self.section_groups), set(SECTIONS))

    def test_each_model_has_a_section_and_fields(self):
        for name in SECTIONS:
            model = self.env[name]
            self.assertTrue(model._guest_section, name)
            self.assertTrue(model._guest_fields(2) - {"id", "display_name"}, name)
            self.assertLessEqual(model._guest_fields(2), set(model._fields) | TECHNICAL, name)

    def test_each_row_has_a_rule(self):
        rows = self.env["ir.model.access"].search([("group_id", "in", self.section_groups.ids)])
        for row in rows:
            self.assertEqual((row.perm_write, row.perm_create, row.perm_unlink), (False,) * 3)
            rules = self.env["ir.rule"].search(
                [("model_id", "=", row.model_id.id), ("groups", "in", row.group_id.ids)]
            )
            self.assertTrue(rules, row.name)

    def test_links_lead_to_open_models_only(self):
        for name in SECTIONS:
            model = self.env[name]
            for fname in model._guest_fields(2) & set(model._fields):
                field = model._fields[fname]
                if field.relational:
                    known = field.comodel_name in SECTIONS or field.comodel_name in REFERENCE_LINKS
                    self.assertTrue(known, field)

    def test_people_are_never_linked(self):
        for name in SECTIONS:
            model = self.env[name]
            for fname in model._guest_fields(2) & set(model._fields):
                self.assertNotIn(
                    model._fields[fname].comodel_name, ("res.partner", "res.users"), fname
                )

    def test_lists_can_be_sorted_as_usual(self):
        for name in SECTIONS:
            model = self.env[name]
            level = 1 if SECTIONS[name][1] else 2
            order = {term.split()[0] for term in model._order.split(",")}
            self.assertLessEqual(order, model._guest_fields(level), name)

    def test_portal_users_models_that_guests_do_not_get(self):
        for name in ("mail.message", "mail.notification", "discuss.channel", "ir.filters"):
            self.assertNotIn(name, SECTIONS.keys() | ACCOUNT.keys() | REFERENCE | OWN_TOOLS)
