import base64
import contextlib
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError

from ..models import agency_import_delivery_undo as undo
from .common import ImportCase, Killed
from .deliveries import archive, attachment, document, listing, person, picture

NEW = {"surname": "Winter", "first_name": "Paul", "email": "paul.winter@example.com"}


class TestAgencyImportDeliveryUndo(ImportCase):
    def undo(self, delivery):
        """Undo a delivery as the button of the dialog does."""
        self.run_import(
            lambda source: delivery.with_env(source.env).with_user(self.manager)._start_undo()
        )
        self.env.invalidate_all()

    def again(self, *listings):
        """Deliver in a file that is not the one of last time."""
        content = document(*listings) + b"<!-- again -->"
        delivery = self.deliver(content, "again.xml")
        self.env.invalidate_all()
        return delivery

    def records(self):
        return self.own_identities().property_id

    def test_new_property_is_archived_and_restored_by_the_next_delivery(self):
        delivery = self.import_listings(listing("1"))
        record, contact = self.property_of(delivery), delivery.listing_ids.partner_id
        self.undo(delivery)
        self.assertRecordValues(delivery, [{"state": "undone", "undone_by_id": self.manager.id}])
        self.assertIn("1 archived", delivery.message)
        self.assertFalse(record.active | contact.active)
        self.assertFalse(record.party_ids)
        self.assertEqual(delivery.listing_ids.undo_state, "undone")
        again = self.again(listing("1"))
        self.assertEqual(again.listing_ids.mapped("action"), ["updated"])
        self.assertTrue(record.active and contact.active)
        self.assertEqual(record.party_ids.partner_id, contact)

    def test_restored_contact_goes_again_when_that_is_undone(self):
        delivery = self.import_listings(listing("1"))
        contact = delivery.listing_ids.partner_id
        self.undo(delivery)
        again = self.again(listing("1"))
        self.undo(again)
        self.assertFalse(contact.active)
        self.assertFalse(self.records().active)

    def test_updated_property_gets_its_values_back(self):
        self.import_listings(listing("1", title="House", price="450000", rooms="5"))
        record = self.records()
        delivery = self.import_listings(
            listing("1", title="Villa", price="430000", rooms="6", equipment="<kamin>1</kamin>")
        )
        self.assertTrue(record.feature_ids)
        self.undo(delivery)
        self.assertRecordValues(record, [{"name": "House", "price_sale": 450000, "rooms": 5}])
        self.assertFalse(record.feature_ids)
        self.assertIn("1 set back", delivery.message)

    def test_next_delivery_applies_again(self):
        self.import_listings(listing("1", title="House"))
        delivery = self.import_listings(listing("1", title="Villa"))
        self.undo(delivery)
        again = self.again(listing("1", title="Villa"))
        self.assertEqual(again.listing_ids.mapped("action"), ["updated"])
        self.assertEqual(self.records().name, "Villa")

    def test_what_the_office_changed_since_stays(self):
        self.import_listings(listing("1", title="House", price="450000"))
        delivery = self.import_listings(listing("1", title="Villa", price="430000"))
        record = self.records()
        record.name = "Ours"
        self.undo(delivery)
        self.assertRecordValues(record, [{"name": "Ours", "price_sale": 450000}])
        self.assertIn("Title", delivery.listing_ids.undo_message)
        self.assertEqual(delivery.listing_ids.undo_state, "undone")

    def test_archived_property_comes_back(self):
        self.import_listings(listing("1"))
        record = self.records()
        delivery = self.import_listings(listing("1", action="DELETE"))
        self.undo(delivery)
        self.assertTrue(record.active)
        self.assertFalse(self.own_identities().is_withdrawn)
        self.assertIn("1 restored", delivery.message)
        again = self.again(listing("1", action="DELETE"))
        self.assertEqual(again.listing_ids.mapped("action"), ["archived"])

    def test_restored_property_is_withdrawn_again(self):
        self.import_listings(listing("1"))
        self.import_listings(listing("1", action="DELETE"))
        delivery = self.import_listings(listing("1", title="Villa"))
        record = self.records()
        self.assertTrue(record.active)
        self.undo(delivery)
        self.assertFalse(record.active)
        self.assertTrue(self.own_identities().is_withdrawn)

    def test_pictures(self):
        media = [attachment("a.png", "A"), attachment("b.png", "B"), attachment("c.png", "C")]
        first = archive(
            document(listing("1", media=media)),
            a__png=picture("red"),
            b__png=picture("green"),
            c__png=picture("blue"),
        )
        self.deliver(first, "first.zip")
        record = self.records()
        before = {medium.name: medium.checksum for medium in record.media_ids}
        media = [attachment("b.png", "New B"), attachment("c.png", "C"), attachment("d.png", "D")]
        second = archive(
            document(listing("1", media=media)),
            b__png=picture("green"),
            c__png=picture("black"),
            d__png=picture("white"),
        )
        delivery = self.deliver(second, "second.zip")
        self.assertEqual(record.media_ids.mapped("name"), ["New B", "C", "D"])
        self.undo(delivery)
        self.assertEqual({medium.name: medium.checksum for medium in record.media_ids}, before)
        self.assertEqual(record.media_ids.mapped("name"), ["A", "B", "C"])
        replaced = record.media_ids.filtered(lambda medium: medium.name == "C")
        content = base64.b64decode(replaced.with_context(bin_size=False).file)
        self.assertEqual(content, picture("blue"))
        # The same again, in another file: nothing is doubled.
        everything = record.with_context(active_test=False).media_ids
        self.deliver(second + b" ", "third.zip")
        self.env.invalidate_all()
        self.assertEqual(record.media_ids.mapped("name"), ["New B", "C", "D"])
        self.assertEqual(record.with_context(active_test=False).media_ids, everything)

    def test_picture_that_was_edited_since_stays(self):
        self.import_listings(listing("1"))
        content = archive(document(listing("1", media=[attachment("a.png")])), a__png=picture())
        delivery = self.deliver(content, "a.zip")
        self.records().media_ids.name = "Ours"
        self.undo(delivery)
        self.assertEqual(self.records().media_ids.mapped("name"), ["Ours"])
        self.assertIn("Ours", delivery.listing_ids.undo_message)

    def test_further_details(self):
        more = "<user_defined_simplefield feldname='tone'>{}</user_defined_simplefield>"
        gone = "<user_defined_simplefield feldname='gone'>x</user_defined_simplefield>"
        self.import_listings(listing("1", more=more.format("loud") + gone))
        record = self.records()
        before = record.detail_ids.mapped("value_text")
        delivery = self.import_listings(
            listing("1", more=more.format("quiet") + more.replace("tone", "new").format("y"))
        )
        self.assertNotEqual(record.detail_ids.mapped("value_text"), before)
        self.undo(delivery)
        self.assertEqual(record.detail_ids.mapped("value_text"), before)

    def test_contact_that_was_replaced(self):
        first = self.import_listings(listing("1"))
        old = first.listing_ids.partner_id
        delivery = self.import_listings(listing("1", seller=person(**NEW)))
        new = delivery.listing_ids.partner_id
        record = self.records()
        self.assertNotEqual(old, new)
        self.undo(delivery)
        self.assertFalse(new.active)
        self.assertRecordValues(record.party_ids, [{"partner_id": old.id, "date_to": False}])
        self.again(listing("1", seller=person(**NEW)))
        self.assertTrue(new.active)
        self.assertIn(new, record.party_ids.partner_id)

    def test_values_of_a_known_contact(self):
        self.import_listings(listing("1", seller=person(**NEW)))
        contact = self.listings.search([], order="id desc", limit=1).partner_id
        delivery = self.import_listings(listing("1", seller=person(**NEW, phone="0221 12345678")))
        self.assertTrue(contact.phone)
        self.undo(delivery)
        self.assertFalse(contact.phone)
        self.assertTrue(contact.active)

    def test_contact_that_is_used_elsewhere_stays(self):
        delivery = self.import_listings(listing("1"), listing("2", seller=person(**NEW)))
        used, unused = delivery.listing_ids.mapped("partner_id")
        self.env["agency.request"].create({"name": "House", "partner_id": used.id})
        self.undo(delivery)
        self.assertTrue(used.active)
        self.assertFalse(unused.active)

    def test_later_delivery_keeps_a_property_from_being_set_back(self):
        first = self.import_listings(listing("1", title="One"), listing("2", title="Two"))
        second = self.import_listings(listing("1", title="Later"))
        self.undo(first)
        self.assertEqual(first.listing_ids.mapped("undo_state"), ["left", "undone"])
        self.assertIn("later delivery", first.listing_ids[0].undo_message)
        self.assertTrue(second.listing_ids.property_id.active)
        self.assertIn("1 left alone", first.message)

    def test_once_the_later_one_is_undone_the_first_can_be(self):
        first = self.import_listings(listing("1", title="One"))
        second = self.import_listings(listing("1", title="Later"))
        self.undo(second)
        self.assertEqual(self.records().name, "One")
        self.undo(first)
        self.assertFalse(self.records().active)

    def test_property_that_the_office_activated_is_left_alone(self):
        delivery = self.import_listings(listing("1"), listing("2"))
        active = delivery.listing_ids[0].property_id
        active.state = "active"
        self.undo(delivery)
        self.assertTrue(active.active)
        self.assertIn("activated", delivery.listing_ids[0].undo_message)

    def test_one_failing_line_leaves_the_others_alone(self):
        self.import_listings(listing("1", title="One"), listing("2", title="Two"))
        one, two = self.records().sorted("id")
        delivery = self.import_listings(
            listing("1", title="New one"), listing("2", title="New two")
        )
        write = type(one).write

        def refuse(records, vals):
            if "One" in vals.values():
                raise ValueError("not this one")
            return write(records, vals)

        with patch.object(type(one), "write", refuse):
            self.undo(delivery)
        self.assertEqual((one.name, two.name), ("New one", "Two"))
        self.assertIn("not this one", delivery.listing_ids[0].undo_message)

    def test_interrupted_undo_goes_on(self):
        delivery = self.import_listings(listing("1"), listing("2"), listing("3"))
        helper = type(self.env["agency.import.undo"])
        set_back = helper._set_back
        calls = []

        def kill(records, lines):
            calls.append(lines)
            if len(calls) == 2:
                raise Killed
            return set_back(records, lines)

        with patch.object(undo, "BATCH", 1):
            with patch.object(helper, "_set_back", kill), contextlib.suppress(Killed):
                self.undo(delivery)
            self.assertEqual(len(calls), 2)
            self.env.invalidate_all()
            self.assertEqual(delivery.state, "undoing")
            self.assertEqual(delivery.listing_ids.mapped("undo_state"), [False, False, "undone"])
            self.run_import()
        self.env.invalidate_all()
        self.assertEqual(delivery.state, "undone")
        self.assertIn("3 archived", delivery.message)

    def test_pressed_twice(self):
        delivery = self.import_listings(listing("1"))
        self.undo(delivery)
        self.assertFalse(delivery.can_undo)
        with self.assertRaisesRegex(UserError, "nothing left"):
            delivery.with_user(self.manager)._start_undo()

    def test_undone_delivery_can_be_processed_again(self):
        delivery = self.import_listings(listing("1"))
        self.undo(delivery)
        self.run_import(lambda source: delivery.with_env(source.env).action_process_again())
        self.env.invalidate_all()
        self.assertRecordValues(
            delivery, [{"state": "done", "updated_count": 1, "undone_on": False}]
        )
        self.assertTrue(self.records().active)

    def test_processing_again_does_not_lose_the_before_images(self):
        self.import_listings(listing("1", title="House"))
        delivery = self.import_listings(listing("1", title="Villa"))
        self.run_import(lambda source: delivery.with_env(source.env).action_process_again())
        self.env.invalidate_all()
        self.assertEqual(delivery.listing_ids.mapped("action"), ["unchanged"])
        self.assertTrue(delivery.can_undo)
        self.undo(delivery)
        self.assertEqual(self.records().name, "House")

    def test_what_a_full_delivery_archived_by_itself_comes_back(self):
        self.source.write({"full_delivery": "archive", "shrink_percent": 100})
        self.import_listings(listing("1"), listing("2"))
        lacking = self.records().sorted("id")[1]
        delivery = self.import_listings(listing("1"), scope="VOLL")
        self.assertFalse(lacking.active)
        self.undo(delivery)
        self.assertTrue(lacking.active)
        self.assertEqual(set(self.own_identities().mapped("is_withdrawn")), {False})
        self.assertEqual(delivery.state, "undone")

    def test_undo_is_no_edit_of_the_office(self):
        self.import_listings(listing("1", title="House"))
        delivery = self.import_listings(listing("1", title="Villa", price="430000"))
        record = self.records()
        record.name = "Ours"
        self.undo(delivery)
        self.assertEqual(record.correction_ids.mapped("field_name"), ["name"])
        self.assertEqual(record.correction_ids.sender_value, ["House"])

    def test_our_value_beside_a_further_detail_stays(self):
        more = "<user_defined_simplefield feldname='tone'>{}</user_defined_simplefield>"
        self.import_listings(listing("1", more=more.format("loud")))
        delivery = self.import_listings(listing("1", more=more.format("quiet")))
        detail = self.records().detail_ids.filtered(lambda one: one.value_text == "quiet")
        detail.own_text = "ours"
        self.undo(delivery)
        self.assertRecordValues(detail, [{"value_text": "loud", "own_text": "ours"}])

    def test_dialog_tells_the_numbers(self):
        self.import_listings(listing("1", title="One"), listing("2"), listing("3"))
        delivery = self.import_listings(
            listing("1", title="Other"), listing("2", action="DELETE"), listing("4"), listing("5")
        )
        delivery.listing_ids[3].property_id.state = "active"
        context = delivery.with_user(self.manager).action_undo()["context"]
        wizard = self.env["agency.import.undo.wizard"].with_user(self.manager)
        wizard = wizard.with_context(**context).create({})
        self.assertRecordValues(
            wizard,
            [{"archived_count": 1, "back_count": 1, "restored_count": 1, "left_count": 1}],
        )
        self.assertIn("activated", wizard.left_reasons)

    def test_only_managers_undo(self):
        delivery = self.import_listings(listing("1"))
        for method in ("action_undo", "_start_undo"):
            with self.assertRaises(AccessError):
                getattr(delivery.with_user(self.agent), method)()
        with self.assertRaises(AccessError):
            wizards = self.env["agency.import.undo.wizard"].with_user(self.agent)
            wizards.create({"delivery_id": delivery.id})

    def test_fresh_import_writes_no_rows_per_field(self):
        self.import_listings(listing("1"))
        self.assertFalse(
            self.env["agency.import.change"].search([("company_id", "=", self.env.company.id)])
        )
