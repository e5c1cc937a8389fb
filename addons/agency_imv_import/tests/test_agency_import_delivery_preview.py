from pathlib import Path
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user
from odoo.tools import SQL

from ..models import agency_import_delivery_preview as preview
from ..models import agency_import_processor_mixin as processor
from .common import ImportCase, Killed
from .deliveries import archive, attachment, document, listing, person, picture

# Tables that a dry run leaves as they were.
UNTOUCHED = (
    *("agency_property", "agency_property_media", "agency_property_party"),
    *("agency_property_detail", "agency_import_identity", "agency_partner_key", "res_partner"),
    *("mail_mail", "mail_message", "mail_activity", "mail_followers", "bus_bus"),
    "ir_attachment",
)


class TestAgencyImportDeliveryPreview(ImportCase):
    def to_review(self, *listings, name="review.xml"):
        """Deliver to a source that asks first."""
        self.source.asks_first = True
        return self.deliver(document(*listings), name)

    def press(self, record, method, user=None):
        """Press a button as in the browser: with commits of its own."""
        user = user or self.manager
        self.run_import(
            lambda source: getattr(record.with_env(source.env).with_user(user), method)()
        )
        self.env.invalidate_all()

    def counts(self):
        self.env.flush_all()
        return {
            table: self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(table)))
            for table in UNTOUCHED
        }

    def changes(self, line):
        """Return what a line shows: (before, after) by label."""
        return {
            change.label: (change.old_text or "", change.new_text or "")
            for change in line.change_ids
        }

    def test_source_that_asks_stops_at_a_preview(self):
        self.source.asks_first = True
        self.put("offer.xml", document(listing("1"), listing("2")))
        self.run_import()
        delivery = self.source.delivery_ids
        self.assertRecordValues(
            delivery, [{"state": "review", "listing_count": 0, "place": "inbox"}]
        )
        self.assertIn("2 created", delivery.message)
        self.assertEqual(delivery.preview_ids.mapped("action"), ["created", "created"])
        self.assertFalse(delivery.preview_ids.property_id or delivery.listing_ids)
        self.assertFalse(self.own_identities())
        self.assertEqual(delivery.activity_ids.user_id, self.source._decider())
        # The file stays where it is, and is not taken again.
        self.run_import()
        self.assertEqual(self.source.delivery_ids, delivery)
        self.assertEqual(self.waiting(), ["offer.xml"])

    def test_dry_run_leaves_nothing_behind(self):
        first = document(listing("1", media=[attachment("a.png")]), listing("3"))
        self.deliver(archive(first, a__png=picture("red")), "first.zip")
        content = archive(
            document(
                listing("1", title="B", media=[attachment("b.png")], seller=person(surname="B")),
                listing("2", seller=person(surname="New", email="new@example.com")),
                listing("3", action="DELETE"),
            ),
            b__png=picture("blue"),
        )
        delivery = self.deliveries._receive(self.source, "new.zip", content)
        before = self.counts()
        self.press(delivery, "action_dry_run")
        self.assertEqual(delivery.preview_ids.mapped("action"), ["updated", "created", "archived"])
        self.assertEqual(self.counts(), before)
        # What the filestore got is on the list of its cleaning.
        attachments = self.env["ir.attachment"]
        digest = attachments._compute_checksum(picture("blue"))
        self.assertTrue(Path(attachments._full_path(f"checklist/{digest[:2]}/{digest}")).exists())

    def test_dry_run_draws_no_reference(self):
        sequences = type(self.env["ir.sequence"])
        with patch.object(sequences, "_agency_next", side_effect=AssertionError):
            delivery = self.to_review(listing("1"), listing("2"))
        self.assertEqual(delivery.preview_ids.mapped("action"), ["created", "created"])

    def test_field_by_field(self):
        self.import_listings(listing("1", title="House", price="450000"))
        delivery = self.to_review(listing("1", title="Villa", price="430000"))
        line = delivery.preview_ids
        shown = self.changes(line)
        self.assertEqual(shown["Title"], ("House", "Villa"))
        self.assertIn("450000", shown["Purchase Price"][0].replace(",", ""))
        self.assertIn("430000", shown["Purchase Price"][1].replace(",", ""))
        self.assertEqual(line.property_id, self.own_identities().property_id)
        self.assertEqual(line.property_id.name, "House")
        self.assertEqual(line.change_count, len(line.change_ids))

    def test_new_property_shows_its_values_contact_and_pictures(self):
        self.source.asks_first = True
        content = archive(
            document(listing("1", media=[attachment("a.png", "Front")])), a__png=picture()
        )
        delivery = self.deliver(content, "a.zip")
        line = delivery.preview_ids
        shown = self.changes(line)
        self.assertEqual(shown["Title"], ("", "House with garden"))
        self.assertEqual(shown["Picture"], ("", "Front (a.png)"))
        self.assertIn("clara.sommer@example.com", shown["New contact"][1])
        self.assertEqual(shown["Contact person"], ("", "Clara Sommer"))
        self.assertRecordValues(
            line, [{"contact_rule": "new", "partner_id": False, "surname": "Sommer"}]
        )

    def test_pictures_that_come_and_go(self):
        first = document(listing("1", media=[attachment("a.png", "Front")]))
        self.deliver(archive(first, a__png=picture("red")), "a.zip")
        self.source.asks_first = True
        second = document(listing("1", media=[attachment("b.png", "Back")]))
        delivery = self.deliver(archive(second, b__png=picture("blue")), "b.zip")
        media = delivery.preview_ids.change_ids.filtered(lambda change: change.kind == "media")
        self.assertEqual(
            [(change.old_text or "", change.new_text or "") for change in media],
            [("Front (a.png)", ""), ("", "Back (b.png)")],
        )

    def test_import_all(self):
        delivery = self.to_review(listing("1"), listing("2"))
        self.press(delivery, "action_import_all")
        self.assertRecordValues(
            delivery, [{"state": "done", "created_count": 2, "preview_on": False}]
        )
        self.assertEqual(delivery.message, "Listings: 2 created.")
        self.assertFalse(delivery.preview_ids)
        self.assertFalse(delivery.activity_ids)
        self.assertEqual(len(self.own_identities()), 2)

    def test_what_was_left_out_is_skipped_and_comes_again(self):
        self.import_listings(listing("1", title="House"))
        delivery = self.to_review(listing("1", title="Villa"), listing("2"), listing("3"))
        delivery.preview_ids[:2].with_user(self.manager).action_leave_out()
        self.assertEqual(delivery.left_out_count, 2)
        self.press(delivery, "action_import_selected")
        self.assertRecordValues(delivery, [{"created_count": 1, "skipped_count": 2}])
        self.assertEqual(delivery.listing_ids.mapped("action"), ["skipped", "skipped", "created"])
        self.assertIn("Left out", delivery.listing_ids[0].message)
        self.assertEqual(delivery.listing_ids[0].property_id.name, "House")
        self.source.asks_first = False
        again = self.deliver(document(listing("1", title="Villa"), listing("2")), "again.xml")
        self.assertEqual(again.listing_ids.mapped("action"), ["updated", "created"])

    def test_selection_in_the_list(self):
        delivery = self.to_review(listing("1"), listing("2"))
        self.press(delivery.preview_ids[1], "action_import_selected")
        self.assertEqual(delivery.listing_ids.mapped("action"), ["skipped", "created"])

    def test_left_out_and_taken_in_again(self):
        delivery = self.to_review(listing("1"))
        line = delivery.preview_ids.with_user(self.manager)
        line.action_leave_out()
        line.action_take_in()
        self.assertFalse(delivery.left_out_count)

    def test_result_that_differs_from_the_preview_is_named(self):
        self.import_listings(listing("1", title="House"), listing("2", title="Flat"))
        delivery = self.to_review(listing("1", title="Villa"), listing("2", title="Loft"))
        self.own_identities()[0].property_id.name = "Ours"
        self.press(delivery, "action_import_all")
        self.assertIn("Not as in the preview: 1 listings", delivery.message)

    def test_dry_run_of_a_finished_delivery_keeps_its_protocol(self):
        delivery = self.import_listings(listing("1", title="House"))
        record = self.property_of(delivery)
        self.press(delivery, "action_dry_run")
        self.assertRecordValues(delivery, [{"state": "done", "created_count": 1}])
        self.assertEqual(delivery.listing_ids.mapped("action"), ["created"])
        self.assertEqual(delivery.preview_ids.mapped("action"), ["unchanged"])
        self.assertEqual(delivery.preview_ids.property_id, record)
        self.assertEqual(record.import_listing_count, 1)

    def test_later_batches_see_what_earlier_ones_did(self):
        with patch.object(processor, "BATCH", 1):
            delivery = self.to_review(listing("1"), listing("2"), listing("1", title="Villa"))
        lines = delivery.preview_ids
        self.assertEqual(lines.mapped("action"), ["created", "created", "updated"])
        self.assertNotEqual(lines[1].contact_rule, "new")

    def test_killed_worker_goes_on_with_the_preview(self):
        self.source.asks_first = True
        self.put("offer.xml", document(*(listing(str(number)) for number in range(6))))
        writer = type(self.env["agency.import.writer"])
        write_batch = writer._write_batch
        calls, resumed = [], []

        def kill(records, batch, run):
            calls.append(batch)
            if len(calls) == 4:
                raise Killed
            return write_batch(records, batch, run)

        def note(records, batch, run):
            resumed.append(batch[0].index)
            return write_batch(records, batch, run)

        with patch.object(processor, "BATCH", 1), patch.object(preview, "SPAN", 2):
            with patch.object(writer, "_write_batch", kill):
                self.run_until_killed()
            delivery = self.source.delivery_ids
            self.assertRecordValues(delivery, [{"state": "processing", "preview_position": 2}])
            with patch.object(writer, "_write_batch", note):
                self.run_import()
        self.assertEqual(resumed, [3, 4, 5, 6])
        self.assertEqual(delivery.state, "review")
        self.assertEqual(delivery.preview_ids.mapped("index"), [1, 2, 3, 4, 5, 6])
        self.assertFalse(self.own_identities())

    def test_what_cannot_be_read_fails_at_once(self):
        self.source.asks_first = True
        delivery = self.deliver(b"<openimmo>")
        self.assertEqual(delivery.state, "failed")
        self.press(delivery, "action_dry_run")
        self.assertEqual(delivery.state, "failed")
        self.assertEqual(delivery.preview_message, delivery.message)

    def test_unknown_sender_is_set_aside_all_the_same(self):
        self.source.accepted_senders = "listed"
        delivery = self.to_review(listing("1"))
        self.assertEqual(delivery.state, "set_aside")
        self.assertFalse(delivery.preview_ids)
        self.press(delivery, "action_allow")
        self.assertEqual(delivery.state, "review")

    def test_discarded_after_the_preview(self):
        delivery = self.to_review(listing("1"))
        delivery.with_user(self.manager).action_discard()
        self.assertRecordValues(delivery, [{"state": "discarded", "active": False}])
        self.assertFalse(delivery.preview_ids | delivery.listing_ids)
        again = self.deliver(document(listing("1")), "again.xml")
        self.assertEqual(again.state, "duplicate")

    def test_processing_again_asks_again(self):
        delivery = self.to_review(listing("1"))
        self.press(delivery, "action_import_all")
        self.press(delivery, "action_process_again")
        self.assertEqual(delivery.state, "review")
        self.assertEqual(delivery.preview_ids.mapped("action"), ["unchanged"])

    def test_only_managers_decide(self):
        delivery = self.to_review(listing("1"))
        for method in ("action_dry_run", "action_import_all", "action_import_selected"):
            with self.assertRaises(AccessError):
                getattr(delivery.with_user(self.agent), method)()
        for method in ("action_leave_out", "action_take_in", "action_import_selected"):
            with self.assertRaises(AccessError):
                getattr(delivery.preview_ids.with_user(self.agent), method)()
        shown = delivery.preview_ids.change_ids.with_user(self.agent)
        self.assertTrue(shown.mapped("new_text"))
        with self.assertRaises(AccessError):
            shown.mapped("after")

    def test_other_companies_see_nothing(self):
        delivery = self.to_review(listing("1"))
        other = self.env["res.company"].create({"name": "Other"})
        stranger = new_test_user(
            self.env,
            "imv_stranger",
            "agency_base.group_manager",
            company_id=other.id,
            company_ids=other.ids,
        )
        changes = self.env["agency.import.change"].with_user(stranger)
        self.assertFalse(changes.search([("delivery_id", "=", delivery.id)]))
        with self.assertRaises(AccessError):
            delivery.with_user(stranger).action_dry_run()

    def test_nothing_to_accept_without_a_preview(self):
        delivery = self.import_listings(listing("1"))
        with self.assertRaisesRegex(UserError, "dry run first"):
            delivery.with_user(self.manager).action_import_all()

    def test_buttons_lead_to_the_preview(self):
        delivery = self.to_review(listing("1"))
        action = delivery.action_view_preview()
        lines = self.listings.with_context(active_test=False)
        self.assertEqual(lines.search(action["domain"]), delivery.preview_ids)
        changes = self.env["agency.import.change"].search(delivery.action_view_changes()["domain"])
        self.assertEqual(changes, delivery.preview_ids.change_ids)
        self.assertEqual(changes[0].action_open_listing()["res_id"], delivery.preview_ids.id)
