import itertools

from odoo.exceptions import AccessError
from odoo.tests import Form, new_test_user

from .common import ImportCase
from .deliveries import document, listing

OWN = "<user_defined_simplefield feldname='Our mark'>blue</user_defined_simplefield>"


class CorrectionCase(ImportCase):
    """An imported house, and the rows about what the office changed of it."""

    def setUp(self):
        super().setUp()
        self.wrappings = itertools.count()
        self.corrections = self.env["agency.import.correction"]
        self.house = self.first()
        self.as_agent = self.house.with_user(self.agent)

    def first(self):
        return self.property_of(self.import_listings(listing("1", living="120", more=OWN)))

    def again(self, **facts):
        """Deliver the house once more and return the line of the protocol."""
        facts = {"living": "120", "more": OWN, **facts}
        return self.deliver(self.wrapped(document(listing("1", **facts)))).listing_ids

    def wrapped(self, xml):
        """Return the same listings as a content that did not come before."""
        return xml + f"<!-- {next(self.wrappings)} -->".encode()

    def rows(self, record=None):
        self.env.flush_all()
        self.env.invalidate_all()
        return (record or self.house).correction_ids

    def told(self, record=None):
        return {row.label: (row.sender_text, row.our_text) for row in self.rows(record)}


class TestAgencyImportCorrection(CorrectionCase):
    def test_fresh_import_has_no_rows(self):
        self.assertFalse(self.rows())

    def test_edit_is_noted_before_the_next_delivery(self):
        self.as_agent.write({"area_living": 118.4, "note": "Key at the neighbour's"})
        self.assertEqual(self.told(), {"Living Area": ("120", "118.4")})
        self.assertRecordValues(
            self.rows(),
            [{"user_id": self.agent.id, "company_id": self.house.company_id.id, "place": False}],
        )
        self.assertTrue(self.rows().changed_on)

    def test_edit_that_is_taken_back_leaves_no_row(self):
        self.as_agent.area_living = 118.4
        self.as_agent.area_living = 120
        self.assertFalse(self.rows())

    def test_values_are_shown_in_words(self):
        kind = self.env["agency.property.kind"].search([("code", "=", "apartment")], limit=1)
        self.as_agent.write(
            {
                "price_sale": 430000,
                "kind_id": kind.id,
                "for_rent": True,
                "description": "x" * 200,
                "feature_ids": [(6, 0, self.env["agency.property.feature"].search([])[:1].ids)],
            }
        )
        told = self.told()
        self.assertIn("450,000.00", told["Purchase Price"][0])
        self.assertIn("430,000.00", told["Purchase Price"][1])
        self.assertEqual(told["Kind"][1], kind.display_name)
        self.assertEqual(told["For Rent"], ("no", "yes"))
        self.assertTrue(told["Description"][1].endswith("…"))
        self.assertEqual(told["Features"][0], "-")

    def test_delivery_keeps_the_value_and_names_the_senders(self):
        self.as_agent.area_living = 118.4
        line = self.again(living="120", title="New title")
        self.assertEqual((line.kept_count, line.conflict_count), (1, 0))
        self.assertEqual(self.told(), {"Living Area": ("120", "118.4")})
        self.assertEqual(self.rows().delivery_id, line.delivery_id)
        self.assertEqual(self.rows().user_id, self.agent)

    def test_row_goes_when_both_agree(self):
        self.as_agent.area_living = 118.4
        line = self.again(living="118.4")
        self.assertFalse(self.rows())
        self.assertEqual(line.kept_count, 0)

    def test_both_changed_is_a_conflict(self):
        self.as_agent.area_living = 118.4
        line = self.again(living="125")
        self.assertEqual(self.house.area_living, 118.4)
        self.assertTrue(self.rows().is_conflict)
        self.assertEqual((line.kept_count, line.conflict_count), (1, 1))
        self.assertIn("by the sender; ours is kept: delivered 125, ours 118.4", line.message)
        self.assertEqual(line.delivery_id.conflict_count, 1)
        self.assertIn("Kept by the office: values 1, conflicts 1.", line.delivery_id.message)
        found = self.deliveries.search([("conflict_count", ">", 0)])
        self.assertIn(line.delivery_id, found)
        self.assertEqual(
            self.properties.search([("correction_ids.is_conflict", "=", True)]), self.house
        )

    def test_conflict_stays_until_the_office_decides(self):
        self.as_agent.area_living = 118.4
        self.again(living="125")
        line = self.again(living="125", title="New title")
        self.assertTrue(self.rows().is_conflict)
        self.assertEqual(line.conflict_count, 0)
        self.as_agent.area_living = 119
        self.assertFalse(self.rows().is_conflict)

    def test_unchanged_listing_leaves_the_rows_alone(self):
        self.as_agent.area_living = 118.4
        self.again(living="125")
        before = self.rows().read()
        line = self.again(living="125")
        self.assertEqual(line.action, "unchanged")
        self.assertEqual(self.rows().read(), before)

    def test_field_that_is_no_longer_delivered_stays_listed(self):
        self.as_agent.price_sale = 430000
        self.again(price="")
        self.assertEqual(self.rows().sender_value, [0.0])
        self.again(price="", title="New title")
        self.assertEqual(self.house.price_sale, 430000)
        self.assertEqual(self.rows().field_name, "price_sale")

    def test_sets_are_merged_and_what_is_ours_is_listed(self):
        lift = "<fahrstuhl PERSONEN='true'/>"
        own = self.env["agency.property.feature"].create({"name": "Own", "code": "own.feature"})
        self.as_agent.feature_ids += own
        line = self.again(equipment=lift)
        self.assertEqual(len(self.house.feature_ids), 2)
        self.assertEqual(line.conflict_count, 0)
        sender, ours = self.told()["Features"]
        self.assertNotIn("Own", sender)
        self.assertIn("Own", ours)

    def test_text_of_another_language_is_a_correction(self):
        self.env["res.lang"]._activate_lang("de_DE")
        german = self.as_agent.with_context(lang="de_DE")
        german.description = "Unser Text"
        self.assertEqual(self.rows().our_value, ["Unser Text"])
        line = self.again(text="Second text")
        self.assertEqual(line.conflict_count, 1)
        self.assertEqual(self.house.with_context(lang="en_US").description, "Second text")
        self.assertEqual(self.house.with_context(lang="de_DE").description, "Unser Text")
        self.rows().with_user(self.agent).action_take()
        self.assertEqual(self.house.with_context(lang="de_DE").description, "Second text")
        self.assertFalse(self.rows())

    def test_withdrawn_and_restored(self):
        self.as_agent.area_living = 118.4
        self.again(action="DELETE")
        self.assertEqual(self.told(), {"Living Area": ("120", "118.4")})
        self.again()
        self.assertTrue(self.house.active)
        self.assertEqual(self.told(), {"Living Area": ("120", "118.4")})

    def test_old_delivery_that_is_processed_again(self):
        first = self.deliveries.search([("source_id", "=", self.source.id)])
        self.as_agent.area_living = 118.4
        self.again(living="125")
        self.rows().with_user(self.agent).action_keep()
        self.run_import(
            lambda sources: (
                sources.env["agency.import.delivery"].browse(first.ids).action_process_again()
            )
        )
        self.assertEqual(self.house.area_living, 118.4)
        self.assertEqual(self.told(), {"Living Area": ("120", "118.4")})
        self.assertFalse(self.rows().is_conflict)
        self.assertEqual(self.rows().delivery_id, first)

    def test_many_listings_need_no_more_queries_than_few(self):
        def deliver(numbers, title):
            return self.import_listings(*(listing(str(n), title=title) for n in numbers))

        def count(numbers, title):
            writer = type(self.env["agency.import.correction"])
            meet, queries = writer._meet, []

            def counted(records, steps, run):
                records.env.flush_all()
                before = records.env.cr.sql_log_count
                meet(records, steps, run)
                records.env.flush_all()
                queries.append(records.env.cr.sql_log_count - before)

            self.patch(writer, "_meet", counted)
            deliver(numbers, title)
            self.patch(writer, "_meet", meet)
            return sum(queries)

        self.env["res.lang"]._activate_lang("de_DE")
        few, many = range(100, 103), range(200, 260)
        for numbers in (few, many):
            deliver(numbers, "First").listing_ids.property_id.write({"rooms": 9})
        self.assertLessEqual(count(many, "Second"), count(few, "Second") + 2)

    def test_field_that_was_removed_from_the_model(self):
        self.as_agent.area_living = 118.4
        row = self.rows()
        self.env.cr.execute(
            "UPDATE agency_import_correction SET field_name = 'x_gone' WHERE id = %s", [row.id]
        )
        row.invalidate_recordset()
        self.assertEqual((row.label, row.our_text), ("x_gone", ""))
        row.with_user(self.agent).action_take()
        self.assertFalse(row.exists())

    def test_report_lists_both_values(self):
        self.source.write({"report_email": "office@example.com", "report_when": "always"})
        self.as_agent.write({"area_living": 118.4, "rooms": 6})
        self.again(living="125")
        mail = self.env["mail.mail"].search([("email_to", "=", "office@example.com")], limit=1)
        for text in ("Kept by the office", "Living Area", "125", "118.4", "both sides have a new"):
            self.assertIn(text, mail.body_html)
        self.assertIn("IMVO-ID-1", mail.body_html)

    def test_other_company_sees_no_rows(self):
        self.as_agent.area_living = 118.4
        company = self.env["res.company"].create({"name": "Other"})
        other = new_test_user(
            self.env, "imv_other", "agency_base.group_manager", company_id=company.id
        )
        self.assertNotIn(self.rows(), self.corrections.with_user(other).search([]))
        self.house.with_context(tracking_disable=True).write(
            {"company_id": company.id, "user_id": False}
        )
        self.assertEqual(self.rows().company_id, company)

    def test_form_and_counts(self):
        self.as_agent.area_living = 118.4
        with Form(self.as_agent) as form:
            self.assertEqual(len(form.correction_ids), 1)
        self.assertEqual(self.as_agent.correction_count, 1)
        action = self.as_agent.action_view_corrections()
        self.assertEqual(self.corrections.search(action["domain"]), self.rows())
        guest = new_test_user(self.env, "imv_guest", "base.group_portal")
        with self.assertRaises(AccessError):
            self.house.with_user(guest).read(["correction_ids"])
