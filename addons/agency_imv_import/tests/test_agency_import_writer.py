from datetime import date
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tools import mute_logger

from .common import ImportCase
from .deliveries import document, listing, person

REFUSAL = "This title is not allowed."
WRITER = "odoo.addons.agency_imv_import.models.agency_import_writer"


class TestAgencyImportWriter(ImportCase):
    def stamps(self):
        """Return all that must stay equal when nothing changed."""
        self.env.flush_all()
        self.env.invalidate_all()
        models = (
            *("agency.property", "agency.property.media", "agency.property.party"),
            *("agency.import.identity", "res.partner"),
        )
        return {
            model: [
                (record.id, record.write_date)
                for record in self.env[model].with_context(active_test=False).search([], order="id")
            ]
            for model in models
        }

    def test_new_listing_becomes_an_inactive_property(self):
        record = self.property_of(self.import_listings(listing("4711")))
        self.assertRecordValues(
            record,
            [
                {
                    "name": "House with garden",
                    "state": "inactive",
                    "active": True,
                    "external_number": "IMVO-ID-4711",
                    "warning": "IMV Import",
                    "user_id": self.manager.id,
                    "import_source_id": self.source.id,
                    "company_id": self.source.company_id.id,
                    "for_sale": True,
                    "for_rent": False,
                    "is_residential": True,
                    "price_sale": 450000,
                    "area_living": 120.5,
                    "rooms": 5,
                    "zip": "50667",
                    "city": "Köln",
                    "street": "Gartenweg",
                    "street_number": "3",
                    "country_id": self.env.ref("base.de").id,
                    "currency_id": self.env.ref("base.EUR").id,
                    "description": "A quiet street.",
                }
            ],
        )
        self.assertEqual(record.kind_id.code, "house.detached")
        self.assertTrue(record.reference)

    def test_protocol_line(self):
        delivery = self.import_listings(listing("1"))
        (line,) = delivery.listing_ids
        self.assertRecordValues(
            line,
            [
                {
                    "index": 1,
                    "action": "created",
                    "external_number": "IMVO-ID-1",
                    "contact_rule": "new",
                    "surname": "Sommer",
                    "first_name": "Clara",
                    "company_id": self.source.company_id.id,
                }
            ],
        )
        self.assertTrue(line.property_id and line.partner_id and line.line)

    def test_twice_the_same_writes_nothing(self):
        first = self.import_listings(listing("1"), listing("2"))
        before = self.stamps()
        # the same listings in another wrapping
        second = self.import_listings(listing("1"), listing("2"), scope="VOLL")
        self.assertEqual(self.stamps(), before)
        self.assertEqual(second.listing_ids.mapped("action"), ["unchanged", "unchanged"])
        self.assertEqual(second.listing_ids.property_id, first.listing_ids.property_id)

    def test_listing_that_differs_in_what_we_do_not_keep_writes_no_property(self):
        self.import_listings(listing("1"))
        before = self.stamps()
        again = self.import_listings(listing("1", more="<sonstiges/>"))
        after = self.stamps()
        self.assertEqual(again.listing_ids.action, "unchanged")
        for model in ("agency.property", "agency.property.party", "res.partner"):
            self.assertEqual(after[model], before[model])

    def test_transfer_again_updates(self):
        record = self.property_of(self.import_listings(listing("1")))
        again = self.import_listings(
            listing("1", title="House with large garden", price="", living="130")
        )
        self.assertEqual(again.listing_ids.action, "updated")
        self.assertEqual(again.listing_ids.property_id, record)
        self.assertRecordValues(
            record, [{"name": "House with large garden", "area_living": 130, "price_sale": 0}]
        )

    def test_update_touches_nothing_of_the_office(self):
        record = self.property_of(self.import_listings(listing("1")))
        record.write(
            {"state": "active", "warning": "Call first", "user_id": self.agent.id, "note": "Key"}
        )
        self.import_listings(listing("1", title="Another title"))
        self.assertRecordValues(
            record,
            [
                {
                    "name": "Another title",
                    "state": "active",
                    "warning": "Call first",
                    "user_id": self.agent.id,
                }
            ],
        )
        self.assertEqual(str(record.note), "<p>Key</p>")

    def test_value_that_the_office_corrected_survives(self):
        record = self.property_of(self.import_listings(listing("1", living="120")))
        record.write({"area_living": 118.4, "external_number": "OUR-7"})
        again = self.import_listings(listing("1", living="125", title="New title"))
        self.assertRecordValues(
            record, [{"area_living": 118.4, "name": "New title", "external_number": "OUR-7"}]
        )
        self.assertIn("delivered 125, ours 118.4", again.listing_ids.message)

    def test_corrected_value_survives_every_delivery(self):
        record = self.property_of(self.import_listings(listing("1", living="120")))
        record.area_living = 118.4
        for living in ("125", "120", "126"):
            self.import_listings(listing("1", living=living))
            self.assertEqual(record.area_living, 118.4)

    def test_corrected_value_is_free_again_when_both_agree(self):
        record = self.property_of(self.import_listings(listing("1", living="120")))
        record.area_living = 118.4
        self.import_listings(listing("1", living="118.4"))
        self.import_listings(listing("1", living="119"))
        self.assertEqual(record.area_living, 119)

    def test_text_that_was_translated_here_stays(self):
        self.env["res.lang"]._activate_lang("de_DE")
        record = self.property_of(self.import_listings(listing("1", text="First text")))
        record.with_context(lang="de_DE").description = "Unser Text"
        self.import_listings(listing("1", text="Second text"))
        self.assertEqual(record.with_context(lang="en_US").description, "Second text")
        self.assertEqual(record.with_context(lang="de_DE").description, "Unser Text")

    def test_features_are_merged(self):
        lift, cellar = "<fahrstuhl PERSONEN='true'/>", "<unterkellert keller='JA'/>"
        record = self.property_of(self.import_listings(listing("1", equipment=lift)))
        own = self.env["agency.property.feature"].create({"name": "Own", "code": "own.feature"})
        delivered = record.feature_ids
        record.feature_ids += own
        self.import_listings(listing("1", equipment=cellar))
        self.assertIn(own, record.feature_ids)
        self.assertFalse(delivered & record.feature_ids)
        self.assertEqual(len(record.feature_ids), 2)

    def test_value_that_appears_later_is_taken(self):
        record = self.property_of(self.import_listings(listing("1", price="")))
        self.import_listings(listing("1", price="99000"))
        self.assertEqual(record.price_sale, 99000)

    def test_delete_archives(self):
        record = self.property_of(self.import_listings(listing("1")))
        gone = self.import_listings(listing("1", action="DELETE"))
        self.assertEqual(gone.listing_ids.action, "archived")
        self.assertFalse(record.active)
        self.assertTrue(record.exists())

    def test_delete_ends_advertising(self):
        record = self.property_of(self.import_listings(listing("1")))
        record.action_activate()
        channel = self.env["agency.channel"].create({"name": "Portal", "kind": "portal"})
        publication = self.env["agency.publication"].create(
            {
                "property_id": record.id,
                "channel_id": channel.id,
                "date_from": date(2026, 1, 1),
                "state": "published",
            }
        )
        self.import_listings(listing("1", action="DELETE"))
        self.assertEqual(publication.state, "ended")

    def test_delete_of_an_unknown_listing_is_skipped(self):
        gone = self.import_listings(listing("1", action="DELETE"))
        self.assertEqual(gone.listing_ids.action, "skipped")
        self.assertEqual(gone.state, "done")

    def test_listing_that_comes_back_is_restored(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", action="DELETE"))
        again = self.import_listings(listing("1", title="Again"))
        self.assertTrue(record.active)
        self.assertEqual((again.listing_ids.action, record.name), ("updated", "Again"))
        self.assertEqual(record.state, "inactive")

    def test_listing_that_comes_back_unchanged_is_restored(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", action="DELETE"))
        again = self.import_listings(listing("1"), scope="VOLL")
        self.assertTrue(record.active)
        self.assertEqual(again.listing_ids.action, "updated")

    def test_restored_property_that_the_office_archives_stays_archived(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", action="DELETE"))
        self.import_listings(listing("1", title="Back"))
        record.active = False
        self.import_listings(listing("1", title="Changed"))
        self.assertFalse(record.active)

    def test_property_that_the_office_archived_stays_archived(self):
        record = self.property_of(self.import_listings(listing("1")))
        record.active = False
        self.import_listings(listing("1", title="New title"))
        self.assertFalse(record.active)
        self.import_listings(listing("1", action="DELETE"))
        self.import_listings(listing("1", title="Newer title"))
        self.assertFalse(record.active)

    def test_change_and_delete_in_one_file(self):
        both = self.import_listings(listing("1"), listing("1", action="DELETE"))
        self.assertEqual(both.listing_ids.mapped("action"), ["created", "archived"])
        self.assertFalse(both.listing_ids.property_id.active)

    def test_delete_and_change_in_one_file(self):
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", action="DELETE"), listing("1", title="Back"))
        self.assertTrue(record.active)
        self.assertEqual(record.name, "Back")

    def test_full_delivery_archives_nothing_and_names_what_is_missing(self):
        self.import_listings(listing("1"), listing("2"))
        self.import_listings(listing("9"), provider="OTHER1")
        full = self.import_listings(listing("1", title="Changed"), scope="VOLL")
        self.assertEqual(full.created_count + full.archived_count, 0)
        self.assertTrue(all(self.own_identities().property_id.mapped("active")))
        self.assertIn("IMVO-ID-2", full.message)
        self.assertNotIn("IMVO-ID-9", full.message)

    def test_partial_delivery_names_nothing(self):
        self.import_listings(listing("1"), listing("2"))
        partial = self.import_listings(listing("1", title="Changed"))
        self.assertNotIn("IMVO-ID-2", partial.message)

    def test_two_senders_with_the_same_number(self):
        one = self.import_listings(listing("1"), provider="AAAA1")
        other = self.import_listings(listing("1"), provider="AAAA2")
        self.assertEqual(other.listing_ids.action, "created")
        self.assertNotEqual(one.listing_ids.property_id, other.listing_ids.property_id)

    def test_reference_is_marked(self):
        delivery = self.import_listings(listing("1", action="REFERENZ"))
        self.assertTrue(delivery.listing_ids.is_reference)
        self.assertEqual(delivery.listing_ids.action, "created")

    def test_sender_names_the_responsible(self):
        by_login = self.import_listings(listing("1", user="IMV_Agent"))
        by_email = self.import_listings(listing("2", user="agent@example.com"))
        unknown = self.import_listings(listing("3", user="nobody"))
        self.assertEqual(by_login.listing_ids.property_id.user_id, self.agent)
        self.assertEqual(by_email.listing_ids.property_id.user_id, self.agent)
        self.assertEqual(unknown.listing_ids.property_id.user_id, self.manager)
        self.assertEqual(by_login.user_id, self.agent)

    def test_archived_and_portal_users_receive_nothing(self):
        self.agent.active = False
        portal = self.env["res.users"].create(
            {
                "name": "Portal",
                "login": "imv_portal",
                "group_ids": [(6, 0, self.env.ref("base.group_portal").ids)],
            }
        )
        for number, login in enumerate(("imv_agent", portal.login)):
            delivery = self.import_listings(listing(f"u{number}", user=login))
            self.assertEqual(delivery.listing_ids.property_id.user_id, self.manager)

    def test_without_anybody_the_property_has_no_responsible(self):
        self.source.user_id = False
        record = self.property_of(self.import_listings(listing("1")))
        self.assertFalse(record.user_id)

    def test_listing_without_title_gets_one(self):
        record = self.property_of(self.import_listings(listing("1", title="")))
        self.assertTrue(record.name)

    def test_one_bad_listing_leaves_the_others_alone(self):
        properties = type(self.env["agency.property"])
        create = properties.create

        def refuse(records, vals_list):
            if any(vals["name"] == "Refused" for vals in vals_list):
                raise UserError(REFUSAL)
            return create(records, vals_list)

        with patch.object(properties, "create", refuse), mute_logger(WRITER):
            delivery = self.import_listings(
                listing("1"), listing("2", title="Refused"), listing("3")
            )
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created", "failed", "created"])
        self.assertEqual(delivery.listing_ids[1].message, REFUSAL)
        self.assertEqual((delivery.state, delivery.failed_count), ("partial", 1))

    def test_database_refusal_is_one_clear_sentence(self):
        more = "<geo/>"
        xml = document(
            listing("1"),
            listing("2", more=more).replace(
                "<land iso_land",
                '<geokoordinaten breitengrad="48" laengengrad="11"/><land iso_land',
            ),
        )
        planner = type(self.env["agency.import.planner"])
        delivered = planner._delivered

        def wrong(records, step, run):
            values = delivered(records, step, run)
            return {**values, "latitude": 99.0} if step.draft.identity.intern == "2" else values

        with patch.object(planner, "_delivered", wrong), mute_logger(WRITER, "odoo.sql_db"):
            delivery = self.deliver(xml)
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created", "failed"])
        self.assertEqual(
            delivery.listing_ids[1].message, "A latitude lies between -90 and 90 degrees."
        )

    def test_nobody_is_notified(self):
        before = self.env["mail.message"].search_count([])
        record = self.property_of(self.import_listings(listing("1")))
        self.import_listings(listing("1", title="Changed"))
        self.assertEqual(self.env["mail.message"].search_count([]), before)
        self.assertFalse(record.message_follower_ids)

    def test_property_of_another_company(self):
        company = self.env["res.company"].create(
            {"name": "Branch", "agency_address_public_default": False}
        )
        self.source.write({"company_id": company.id, "user_id": False})
        delivery = self.import_listings(listing("1", seller=person(surname="Winter")))
        record = self.property_of(delivery)
        self.assertEqual(record.company_id, company)
        self.assertEqual(delivery.company_id, company)
        self.assertEqual(delivery.listing_ids.company_id, company)
