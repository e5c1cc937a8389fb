from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from .common import ImportCase
from .deliveries import listing

MODELS = (
    "agency.import.source",
    "agency.import.delivery",
    "agency.import.listing",
    "agency.import.identity",
    "agency.import.run",
    "agency.import.sender",
    "agency.import.user",
    "agency.partner.key",
    "agency.import.correction",
    "agency.import.change",
    "agency.drop.box.key",
)
SECRET = "the-password-of-the-box"


class TestAccess(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, "imv_portal", "base.group_portal")
        cls.employee = new_test_user(cls.env, "imv_employee", "base.group_user")
        cls.public = cls.env.ref("base.public_user")

    def may(self, user, model, operation):
        return self.env[model].with_user(user).has_access(operation)

    def test_outsiders_reach_nothing(self):
        for user in (self.portal, self.public, self.employee):
            for model in (*MODELS, "fs.storage"):
                self.assertFalse(self.may(user, model, "read"), (user.login, model))

    def test_agents_read_the_protocol_and_change_nothing(self):
        readable = (
            "agency.import.delivery",
            "agency.import.listing",
            "agency.import.correction",
            "agency.import.change",
        )
        for model in (*MODELS, "fs.storage"):
            self.assertEqual(self.may(self.agent, model, "read"), model in readable, model)
            for operation in ("write", "create", "unlink"):
                self.assertFalse(self.may(self.agent, model, operation), model)

    def test_managers_have_what_they_need(self):
        for model in MODELS[:3]:
            for operation in ("read", "write", "unlink"):
                self.assertTrue(self.may(self.manager, model, operation), model)
        self.assertFalse(self.may(self.manager, "agency.import.source", "create"))
        # Its methods read, move and delete files of the server.
        self.assertFalse(self.may(self.manager, "fs.storage", "read"))

    def test_server_and_folder_are_an_administrators_decision(self):
        source = self.source.with_user(self.manager)
        source.quiet_seconds = 7
        for vals in ({"directory": "/etc"}, {"storage_id": self.storage.id}):
            with self.assertRaises(AccessError):
                source.write(vals)
        with self.assertRaises(AccessError):
            source.create({"name": "Other"})
        with self.assertRaises(AccessError):
            source.copy()

    def test_agent_reads_a_delivery_without_its_content(self):
        delivery = self.import_listings(listing("1")).with_user(self.agent)
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created"])
        self.assertNotIn("content", delivery.fields_get())
        with self.assertRaises(AccessError):
            delivery.read(["content"])

    def test_agent_presses_no_button_of_a_manager(self):
        delivery = self.import_listings(listing("1")).with_user(self.agent)
        with self.assertRaises(AccessError):
            delivery.action_process_again()
        for action in ("action_import_now", "action_test_connection", "action_connect"):
            method = getattr(self.source.with_user(self.agent), action)
            with self.assertRaises(AccessError):
                method(*([{}] if action == "action_connect" else []))

    def test_other_company_sees_nothing(self):
        company = self.env["res.company"].create({"name": "Other Agency"})
        stranger = new_test_user(
            self.env,
            "imv_stranger",
            "agency_base.group_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.import_listings(listing("1"))
        for model in MODELS[:4]:
            self.assertTrue(self.env[model].with_user(self.manager).search_count([]), model)
            self.assertFalse(self.env[model].with_user(stranger).search_count([]), model)

    def test_password_of_the_box_is_for_system_administrators(self):
        self.source.action_connect({"host": "box.example", "password": SECRET})
        # Even where somebody opened the model to agents.
        self.env["ir.model.access"].create(
            {
                "name": "fs.storage for agents",
                "model_id": self.env["ir.model"]._get_id("fs.storage"),
                "group_id": self.env.ref("agency_base.group_agent").id,
                "perm_read": True,
            }
        )
        for user in (self.agent, self.manager):
            storage = self.storage.with_user(user)
            for field in ("options", "json_options"):
                with self.assertRaises(AccessError):
                    storage.read([field])
            with self.assertRaises(AccessError):
                storage.search([("options", "ilike", SECRET)])
            with self.assertRaises(UserError):
                storage.export_data(["options"])
        shown = self.source.with_user(self.manager).web_read(
            {"storage_id": {"fields": {"display_name": {}}}}
        )
        self.assertEqual(shown[0]["storage_id"]["display_name"], "Folder")
        system = new_test_user(self.env, "imv_system", "base.group_system")
        # The password is nobody's to read, not even theirs.
        storage = self.storage.with_user(system)
        self.assertIn("box.example", storage.options)
        self.assertNotIn(SECRET, str(storage.read()))
        with self.assertRaises(AccessError):
            storage.read(["agency_secret"])

    def test_password_of_the_box_stands_in_no_message(self):
        self.source.action_connect(
            {"host": "127.0.0.1", "port": 9, "username": "imv", "password": SECRET}
        )
        answer = self.source.with_user(self.manager).action_test_connection()
        self.run_import()
        self.assertNotIn(SECRET, str(answer))
        self.assertNotIn(SECRET, self.source.message)
        self.assertEqual(self.source.last_result, "error")

    def test_agent_opens_an_imported_property(self):
        record = self.property_of(self.import_listings(listing("1")))
        values = record.with_user(self.agent).web_read(
            {"import_source_id": {"fields": {"display_name": {}}}, "import_listing_count": {}}
        )
        self.assertEqual(values[0]["import_source_id"]["display_name"], "IMV online")

    def test_agent_uses_lists_and_forms(self):
        delivery = self.import_listings(listing("1"))
        for model in ("agency.import.delivery", "agency.import.listing", "agency.property"):
            views = (
                self.env[model]
                .with_user(self.agent)
                .get_views([(False, "list"), (False, "form"), (False, "search")])
            )
            self.assertNotIn('name="content"', views["views"]["form"]["arch"])
        groups = self.deliveries.with_user(self.agent).formatted_read_group(
            [("id", "=", delivery.id)], ["source_id"], ["__count"]
        )
        self.assertEqual(groups[0]["source_id"][1], "IMV online")
