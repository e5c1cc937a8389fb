from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user

from ..models import agency_import_processor_mixin as processor
from .common import ImportCase
from .deliveries import document, listing

FROM_STRANGER = {"provider": "XYZ9999", "company": "Stranger"}


class TestAgencyImportRouting(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source.write(
            {
                "accepted_senders": "listed",
                "accepted_users": "listed",
                "manager_id": cls.manager.id,
                "sender_ids": [(0, 0, {"name": "IMV online", "key": "IMV0001"})],
                "import_user_ids": [
                    (0, 0, {"name": "Clara.S", "user_id": cls.agent.id, "folder": "clara"})
                ],
            }
        )

    def press(self, delivery, method):
        """Press a button as the manager does."""
        results = []
        self.run_import(
            lambda source: results.append(
                getattr(delivery.with_env(source.env).with_user(self.manager), method)()
            )
        )
        return results[0]

    def authorise(self, delivery, user):
        def click(source):
            wizard = source.env["agency.import.authorise"].with_user(self.manager)
            wizard.create({"delivery_id": delivery.id, "user_id": user.id}).action_authorise()

        self.run_import(click)

    def test_new_source_takes_only_listed_senders_and_users(self):
        source = self.env["agency.import.source"].create({"name": "New"})
        self.assertEqual((source.accepted_senders, source.accepted_users), ("listed", "listed"))

    def test_listed_sender_and_user(self):
        delivery = self.import_listings(listing("1", user="clara.s"))
        self.assertEqual(delivery.state, "done", delivery.message)
        self.assertEqual(self.property_of(delivery).user_id, self.agent)
        self.assertEqual(delivery.user_id, self.agent)
        self.assertTrue(self.source.sender_ids.last_seen)

    def test_listed_user_is_known_by_login_and_address_too(self):
        for number, name in enumerate(("imv_agent", "agent@example.com")):
            delivery = self.import_listings(listing(str(number), user=name))
            self.assertEqual(self.property_of(delivery).user_id, self.agent)

    def test_unknown_sender_is_set_aside(self):
        self.put("offer.xml", document(listing("1"), **FROM_STRANGER))
        self.run_import()
        delivery = self.source.delivery_ids
        self.assertRecordValues(
            delivery,
            [
                {
                    "state": "set_aside",
                    "aside_kind": "sender",
                    "aside_key": "XYZ9999",
                    "aside_name": "Stranger",
                    "listing_count": 0,
                    "place": "failed",
                }
            ],
        )
        self.assertIn("“Stranger” (XYZ9999) is not allowed", delivery.message)
        self.assertEqual(delivery._bytes(), document(listing("1"), **FROM_STRANGER))
        self.assertFalse(self.own_identities())
        self.assertEqual(delivery.activity_ids.user_id, self.manager)
        self.assertEqual(self.source.problem_count, 1)

    def test_allow_this_sender_and_process(self):
        self.put("offer.xml", document(listing("1"), **FROM_STRANGER))
        self.put("other.xml", document(listing("2"), **FROM_STRANGER))
        self.run_import()
        first, second = self.source.delivery_ids
        self.press(first, "action_allow")
        self.assertEqual((first.state, second.state), ("done", "done"))
        self.assertFalse((first + second).activity_ids)
        self.assertIn("XYZ9999", self.source.sender_ids.mapped("key"))
        self.assertEqual(self.put_away("done"), ["offer.xml", "other.xml"])
        again = self.import_listings(listing("3"), **FROM_STRANGER)
        self.assertEqual(again.state, "done")

    def test_sender_that_was_forbidden(self):
        self.source.accepted_senders = "any"
        self.source.sender_ids.is_allowed = False
        delivery = self.import_listings(listing("1"))
        self.assertEqual(delivery.state, "set_aside")
        self.press(delivery, "action_allow")
        self.assertEqual(delivery.state, "done")
        self.assertTrue(self.source.sender_ids.is_allowed)

    def test_sender_is_known_by_any_of_its_names(self):
        for key in ("xyz9999", "STRANGER", "imv online"):
            self.source.sender_ids.key = key
            delivery = self.import_listings(listing(key), **FROM_STRANGER)
            self.assertEqual(delivery.state, "done", key)

    def test_default_responsible_of_a_sender(self):
        self.source.sender_ids.user_id = self.agent
        delivery = self.import_listings(listing("1"))
        self.assertEqual(self.property_of(delivery).user_id, self.agent)
        self.assertEqual(self.source.user_id, self.manager)

    def test_delivery_without_a_name_goes_to_the_default(self):
        self.assertEqual(self.property_of(self.import_listings(listing("1"))).user_id, self.manager)

    def test_address_of_a_technician_is_no_user_name(self):
        xml = document(listing("1")).replace(b'art="ONLINE"', b'techn_email="it@imv.example"')
        self.assertEqual(self.deliver(xml).state, "done")

    def test_unknown_user_is_set_aside_and_authorised(self):
        delivery = self.import_listings(listing("1", user="Sabine"))
        self.assertRecordValues(
            delivery, [{"state": "set_aside", "aside_kind": "user", "aside_key": "Sabine"}]
        )
        self.assertIn("“Sabine” is not authorised", delivery.message)
        action = self.press(delivery, "action_allow")
        self.assertEqual(action["res_model"], "agency.import.authorise")
        self.assertEqual(delivery.state, "set_aside")
        self.authorise(delivery, self.agent)
        self.assertEqual(delivery.state, "done")
        self.assertEqual(delivery.listing_ids.property_id.user_id, self.agent)
        self.assertEqual(
            self.property_of(self.import_listings(listing("2", user="SABINE"))).user_id, self.agent
        )

    def test_colleague_who_signs_in_under_the_name_is_proposed(self):
        self.manager.email = "mara@example.com"
        for name, proposed in (
            ("IMV_Manager", self.manager),
            ("mara@example.com", self.manager),
            ("imv%", self.env["res.users"]),
        ):
            delivery = self.import_listings(listing(name, user=name))
            wizards = self.env["agency.import.authorise"].with_user(self.manager)
            self.assertEqual(wizards.new({"delivery_id": delivery.id}).user_id, proposed, name)

    def test_user_name_that_lost_its_user(self):
        self.agent.active = False
        delivery = self.import_listings(listing("1", user="Clara.S"))
        self.assertEqual(delivery.state, "set_aside")
        self.authorise(delivery, self.manager)
        self.assertEqual(delivery.listing_ids.property_id.user_id, self.manager)
        self.assertEqual(len(self.source.import_user_ids), 1)

    def test_folder_per_user(self):
        self.source.has_user_folders = True
        self.put("clara/offer.xml", document(listing("1")))
        self.put("nobody/offer.xml", document(listing("2")))
        self.run_import()
        known = self.source.delivery_ids.filtered(lambda one: one.user_folder == "clara")
        unknown = self.source.delivery_ids - known
        self.assertEqual(known.listing_ids.property_id.user_id, self.agent)
        self.assertRecordValues(unknown, [{"state": "set_aside", "aside_key": "nobody"}])

    def test_discarded_delivery_keeps_its_content(self):
        content = document(listing("1"), **FROM_STRANGER)
        delivery = self.deliver(content)
        self.press(delivery, "action_discard")
        self.assertEqual((delivery.state, delivery.active), ("discarded", False))
        self.assertEqual(delivery._bytes(), content)
        self.assertFalse(delivery.activity_ids)
        again = self.deliver(content, "again.xml")
        self.assertEqual((again.state, again.duplicate_of_id), ("duplicate", delivery))
        self.source.accepted_senders = "any"
        self.press(delivery, "action_process_again")
        self.assertEqual((delivery.state, delivery.active), ("done", True))

    def test_same_content_twice_waits_once(self):
        first = self.import_listings(listing("1"), **FROM_STRANGER)
        again = self.import_listings(listing("1"), **FROM_STRANGER)
        self.assertEqual((first.state, again.state), ("set_aside", "duplicate"))
        self.assertIn("waits for somebody", again.message)

    def test_unknown_name_late_in_a_delivery(self):
        listings = [listing("1"), listing("2"), listing("3", user="Sabine"), listing("4")]
        self.put("offer.xml", document(*listings))
        processor_size, processor.BATCH = processor.BATCH, 2
        self.addCleanup(setattr, processor, "BATCH", processor_size)
        self.run_import()
        delivery = self.source.delivery_ids
        self.assertRecordValues(delivery, [{"state": "set_aside", "created_count": 2}])
        self.authorise(delivery, self.agent)
        self.assertRecordValues(delivery, [{"state": "done", "created_count": 4}])
        self.assertEqual(delivery.listing_ids.mapped("index"), [1, 2, 3, 4])

    def test_first_manager_is_asked_where_nobody_is_named(self):
        self.source.write({"manager_id": False, "user_id": self.agent.id})
        delivery = self.import_listings(listing("1"), **FROM_STRANGER)
        self.assertTrue(delivery.activity_ids.user_id.has_group("agency_base.group_manager"))

    def test_agents_decide_nothing(self):
        delivery = self.import_listings(listing("1"), **FROM_STRANGER).with_user(self.agent)
        for method in ("action_allow", "action_discard"):
            with self.assertRaises(AccessError):
                getattr(delivery, method)()
        with self.assertRaises(AccessError):
            self.env["agency.import.authorise"].with_user(self.agent).create(
                {"delivery_id": delivery.id, "user_id": self.agent.id}
            )

    def test_name_belongs_to_a_user_of_the_company(self):
        company = self.env["res.company"].create({"name": "Other Agency"})
        stranger = new_test_user(
            self.env,
            "imv_stranger",
            "agency_base.group_agent",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        with self.assertRaises(UserError):
            self.source.import_user_ids.user_id = stranger

    def test_names_of_the_fields_are_a_setting(self):
        self.env["res.config.settings"].create(
            {"agency_import_user_fields": "sender, makler_name"}
        ).execute()
        field = '<user_defined_simplefield feldname="Makler_Name">clara.s'
        more = f"{field}</user_defined_simplefield>"
        delivery = self.import_listings(listing("1", more=more))
        self.assertEqual(self.property_of(delivery).user_id, self.agent)
