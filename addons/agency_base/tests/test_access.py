from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import AgencyCase

CONFIGURATION = (
    "agency.property.kind",
    "agency.property.feature",
    "agency.channel",
    "agency.contact.origin",
)
KEPT = ("agency.property", "agency.mandate", "agency.interaction", "agency.interest")
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestAccess(AgencyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.employee = cls._user("h_employee", "base.group_user")
        cls.guest = new_test_user(cls.env, login="h_guest", groups="base.group_portal")
        cls.public = cls.env.ref("base.public_user")
        cls.records = cls._one_of_each(cls.house, cls.anna)

    @classmethod
    def _one_of_each(cls, house, partner):
        """Return one record of each model that belongs to a company, all about one property."""
        house.write(
            {
                "state": "active",
                "media_ids": [Command.create({"file": cls._picture(), "filename": "x.png"})],
                "party_ids": [Command.create({"partner_id": partner.id})],
                "mandate_ids": [
                    Command.create({"promise_ids": [Command.create({"name": "Report"})]})
                ],
            }
        )
        company = {"company_id": house.company_id.id}
        about = {"property_id": house.id}
        channel = cls.env["agency.channel"].create({"name": "Window", **company})
        request = cls.env["agency.request"].create(
            {
                "name": "House at the sea",
                "partner_id": partner.id,
                "place_ids": [Command.create({"kind": "city", "value": "Port"})],
                **company,
            }
        )
        records = [
            house,
            house.media_ids,
            house.party_ids,
            house.mandate_ids,
            house.mandate_ids.promise_ids,
            channel,
            cls.env["agency.publication"].create({"channel_id": channel.id, **about}),
            cls.env["agency.interaction"].create({"name": "Called", **about}),
            request,
            request.place_ids,
            cls.env["agency.interest"].create({"partner_id": partner.id, **about}),
        ]
        return {record._name: record for record in records}

    def _models(self):
        """Every model of the agency that has records, however it came into the system."""
        return [
            name
            for name, model in self.env.items()
            if name.startswith("agency.") and not model._abstract
        ]

    def _allowed(self, user, name):
        model = self.env[name].with_user(user)
        return {operation for operation in OPERATIONS if model.has_access(operation)}

    def test_every_model_with_a_company_is_covered_here(self):
        with_company = {
            name
            for name in self._models()
            if "company_id" in self.env[name]._fields
            and self.env[name]._module == "agency_base"
            and not self.env[name]._transient
        }
        self.assertLessEqual(with_company, set(self.records))

    def test_agents_do_the_daily_work(self):
        for name in self._models():
            if self.env[name]._module != "agency_base":
                continue
            expected = set(OPERATIONS)
            if name in CONFIGURATION:
                expected = {"read"}
            elif name in KEPT:
                expected.remove("unlink")
            self.assertEqual(self._allowed(self.agent, name), expected, name)

    def test_managers_do_everything(self):
        for name in self._models():
            if self.env[name]._module == "agency_base":
                self.assertEqual(self._allowed(self.manager, name), set(OPERATIONS), name)

    def test_nobody_else_does_anything(self):
        for user in (self.employee, self.guest, self.public):
            for name in self._models():
                self.assertFalse(self._allowed(user, name), f"{user.login}: {name}")

    def test_records_stay_closed_for_portal_and_public(self):
        for user in (self.guest, self.public):
            for name, record in self.records.items():
                with self.assertRaises(AccessError, msg=f"{user.login}: {name}"):
                    record.with_user(user).read(["display_name"])
                with self.assertRaises(AccessError, msg=f"{user.login}: {name}"):
                    self.env[name].with_user(user).search_count([])

    def test_agents_see_their_company(self):
        for name, record in self.records.items():
            seen = self.env[name].with_user(self.agent).search([("id", "in", record.ids)])
            self.assertEqual(seen, record, name)

    def test_other_companies_see_nothing(self):
        for name, record in self.records.items():
            seen = self.env[name].with_user(self.stranger).search([("id", "in", record.ids)])
            self.assertFalse(seen, name)
            for operation in ("read", "write", "unlink"):
                self.assertFalse(record.with_user(self.stranger).has_access(operation), name)
            with self.assertRaises(AccessError, msg=name):
                record.with_user(self.stranger).read(["display_name"])

    def test_nothing_is_created_in_another_company(self):
        for name, values in {
            "agency.property": {"name": "Intruder", "company_id": self.company.id},
            "agency.property.media": {"property_id": self.house.id, "file": self._picture("blue")},
            "agency.property.party": {
                "property_id": self.house.id,
                "partner_id": self.bert.id,
            },
            "agency.mandate": {"property_id": self.house.id, "kind": "open"},
            "agency.publication": {
                "property_id": self.house.id,
                "channel_id": self.records["agency.channel"].id,
            },
        }.items():
            with self.assertRaises(AccessError, msg=name):
                self.env[name].with_user(self.stranger).create(values)

    def test_agents_archive_but_do_not_delete(self):
        for name in KEPT:
            record = self.records[name].with_user(self.agent)
            with self.assertRaises(AccessError, msg=name):
                record.unlink()
            record.action_archive()
            self.assertFalse(record.active, name)
        self.records["agency.interest"].with_user(self.manager).unlink()

    def test_managers_delete_a_property_with_all_of_it(self):
        self.records["agency.interest"].unlink()
        media, mandate = self.house.media_ids, self.house.mandate_ids
        self.house.with_user(self.manager).unlink()
        self.assertFalse(media.exists() or mandate.exists())

    def test_groups_build_on_each_other(self):
        self.assertTrue(self.manager.has_group("agency_base.group_agent"))
        self.assertTrue(self.manager.has_group("agency_base.group_external_number"))
        self.assertTrue(self.agent.has_group("base.group_user"))
        self.assertFalse(self.agent.has_group("agency_base.group_external_number"))
        for xmlid in ("base.user_admin", "base.user_root"):
            self.assertTrue(self.env.ref(xmlid).has_group("agency_base.group_manager"))

    def test_menu_is_for_agents(self):
        root = self.env.ref("agency_base.menu_agency_root")
        self.assertIn(root.id, self.env["ir.ui.menu"].with_user(self.agent)._visible_menu_ids())
        visible = self.env["ir.ui.menu"].with_user(self.employee)._visible_menu_ids()
        self.assertNotIn(root.id, visible)

    def test_employees_still_use_contacts_and_the_calendar(self):
        """A colleague who is no agent opens what the suite adds fields to."""
        partner = self.anna.with_user(self.employee)
        for model in (partner, self.env["calendar.event"].with_user(self.employee)):
            views = model.get_views([(False, "list"), (False, "form"), (False, "search")])["views"]
            self.assertNotIn("agency_interest_ids", views["form"]["arch"])
        event = (
            self.env["calendar.event"]
            .with_user(self.employee)
            .create(
                {
                    "name": "Lunch",
                    "start": fields.Datetime.now(),
                    "stop": fields.Datetime.now(),
                    "partner_ids": [Command.set(partner.ids)],
                }
            )
        )
        event.write({"name": "Late lunch"})
        partner.read(["name", "phone"])
