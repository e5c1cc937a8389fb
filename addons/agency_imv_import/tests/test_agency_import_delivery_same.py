import base64
import io
import zipfile
from unittest.mock import patch

from odoo.tests import new_test_user

from .. import pipeline
from .common import ImportCase
from .deliveries import attachment, document, listing, picture

XML = document(listing("1", media=[attachment("a.png")]), listing("2"))


def wrapped(xml, comment=b"", stored=False, **files):
    """Return a ZIP; in names `__` stands for the dot."""
    output = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(output, "w", method) as sink:
        sink.comment = comment
        for name, content in ({"openimmo__xml": xml} | files).items():
            sink.writestr(name.replace("__", "."), content)
    return output.getvalue()


class TestAgencyImportDeliverySame(ImportCase):
    def setUp(self):
        super().setUp()
        self.red, self.blue = picture("red"), picture("blue")
        self.wrappings = 0

    def first(self, xml=XML, **options):
        files = {"a__png": self.red} if xml is XML else {}
        return self.deliver(wrapped(xml, **files), "first.zip", **options)

    def again(self, xml=XML, colour=None, **options):
        """Deliver the same, or nearly, in another wrapping, and note whether it was read."""
        self.wrappings += 1
        files = {"a__png": colour or self.red} if xml is XML else {}
        mark = f"sent {self.wrappings}".encode()
        with patch.object(pipeline, "entries", side_effect=pipeline.entries) as entries:
            delivery = self.deliver(
                wrapped(xml, mark, stored=True, **files), f"{self.wrappings}.zip", **options
            )
        self.was_read = entries.called
        return delivery

    def press(self, delivery, env, button):
        getattr(delivery.with_env(env).with_user(self.manager), button)()

    def assertTakenOver(self, delivery, count=2):
        self.assertFalse(self.was_read)
        self.assertRecordValues(delivery, [{"state": "done", "unchanged_count": count}])

    def assertRead(self, delivery, **values):
        self.assertTrue(self.was_read)
        self.assertRecordValues(delivery, [values or {"state": "done", "unchanged_count": 2}])

    def test_same_files_in_another_wrapping_are_not_read_again(self):
        first = self.first()
        again = self.again()
        self.assertTakenOver(again)
        self.assertEqual(again.duplicate_of_id, first)
        self.assertRecordValues(again, [{"scope": first.scope, "software": first.software}])
        names = ("index", "line", "external_number", "surname", "first_name", "is_reference")
        for name in names:
            with self.subTest(name):
                self.assertEqual(again.listing_ids.mapped(name), first.listing_ids.mapped(name))
        self.assertEqual(again.listing_ids.property_id, first.listing_ids.property_id)
        self.assertEqual(again.listing_ids.mapped("action"), ["unchanged"] * 2)
        self.assertTakenOver(self.again())

    def test_what_was_decided_is_not_asked_again_and_previews_do_not_count(self):
        self.source.asks_first = True
        first = self.first()
        self.assertEqual(first.state, "review")
        for button in ("action_import_all", "action_dry_run"):
            self.run_import(lambda source, button=button: self.press(first, source.env, button))
        self.env.invalidate_all()
        self.assertEqual((first.state, bool(first.preview_ids)), ("done", True))
        again = self.again()
        self.assertTakenOver(again)
        self.assertEqual(len(again.listing_ids), 2)

    def test_bare_document_under_another_name_and_in_an_archive(self):
        xml = document(listing("1"))
        self.first(xml)
        self.assertTakenOver(self.again(xml), 1)

    def test_updated_delivery_is_recognised_when_it_comes_again(self):
        self.first(document(listing("1", title="Former"), listing("2")))
        self.first()
        self.assertTakenOver(self.again())

    def test_later_delivery_changed_a_listing(self):
        self.first()
        self.first(document(listing("2", title="Later")))
        again = self.again()
        self.assertRead(again, updated_count=1, unchanged_count=1)

    def test_picture_has_another_content(self):
        self.first()
        self.assertRead(self.again(colour=self.blue), updated_count=1, unchanged_count=1)
        # Now the first picture is the one that differs from what stands here.
        self.assertRead(self.again(), updated_count=1, unchanged_count=1)

    def test_sender_deleted_a_listing_meanwhile(self):
        first = self.first()
        self.first(document(listing("2", action="DELETE")))
        self.assertRead(self.again(), updated_count=1, unchanged_count=1)
        self.assertTrue(all(first.listing_ids.property_id.mapped("active")))

    def test_office_archived_or_edited_a_property(self):
        first = self.first()
        one, two = first.listing_ids.property_id
        one.active = False
        two.name = "Our own title"
        self.assertTakenOver(self.again())
        values = [
            {"active": False, "name": "House with garden"},
            {"active": True, "name": "Our own title"},
        ]
        self.assertRecordValues(one + two, values)

    def test_contact_was_deleted(self):
        first = self.first()
        first.listing_ids.property_id.party_ids.unlink()
        first.listing_ids.partner_id.unlink()
        self.assertTakenOver(self.again())

    def test_property_was_deleted(self):
        first = self.first()
        first.listing_ids.property_id[1].unlink()
        self.assertRead(self.again(), created_count=1, unchanged_count=1)

    def test_memory_was_set_back(self):
        first = self.first()
        known = self.own_identities().filtered(lambda one: one.intern == "2")
        with self.enter_registry_test_mode(), self.env.registry.cursor() as cr:
            known.with_env(self.env(cr=cr)).content_hash = False
        self.assertRead(self.again())
        self.assertTrue(first.exists())

    def test_options_of_the_source_changed(self):
        self.first()
        self.source.max_picture_width = 800
        self.assertRead(self.again())
        self.assertTakenOver(self.again())
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("agency_imv_import.user_fields", "sachbearbeiter")
        self.assertRead(self.again())

    def test_user_or_sender_is_not_allowed_any_more(self):
        self.source.accepted_users = "listed"
        xml = document(listing("1", user="clara"))
        row = self.env["agency.import.user"]._authorise(self.source, "clara", self.agent)
        self.first(xml)
        self.assertTakenOver(self.again(xml), 1)
        row.unlink()
        self.assertRead(self.again(xml), state="set_aside", aside_kind="user")
        self.source.accepted_users = "any"
        self.assertRead(self.again(xml), state="done", unchanged_count=1)
        self.env["agency.import.sender"].create(
            {"source_id": self.source.id, "key": "IMV0001", "is_allowed": False}
        )
        self.assertRead(self.again(xml), state="set_aside", aside_kind="sender")

    def test_only_listed_senders_from_now_on(self):
        self.first()
        self.source.accepted_senders = "listed"
        self.assertRead(self.again(), state="set_aside", aside_kind="sender")

    def test_authorised_user_was_archived(self):
        user = new_test_user(self.env, "imv_gone", "agency_base.group_agent")
        xml = document(listing("1", user="imv_gone"))
        self.source.accepted_users = "listed"
        self.env["agency.import.user"]._authorise(self.source, "imv_gone", user)
        self.first(xml)
        user.active = False
        self.assertRead(self.again(xml), state="set_aside")

    def test_other_folder_may_mean_another_user(self):
        self.first()
        self.assertRead(self.again(folder="markus"))

    def test_listing_that_was_left_out_is_read_again(self):
        first = self.first()
        first.listing_ids[0].action = "skipped"
        first.listing_ids.flush_recordset()
        self.assertRead(self.again())

    def test_delivery_that_went_partly_wrong_is_read_again(self):
        xml = document(listing("1"), listing(""))
        self.assertEqual(self.first(xml).state, "partial")
        self.assertRead(self.again(xml), state="partial", unchanged_count=1, failed_count=1)

    def test_delivery_that_was_given_up_is_read_again(self):
        first = self.first()
        first.state = "partial"
        first.flush_recordset()
        self.assertRead(self.again())

    def test_deletion_is_always_read(self):
        first = self.property_of(self.first(document(listing("1"))))
        first.active = False
        xml = document(listing("1", action="DELETE"))
        self.assertRead(self.again(xml), unchanged_count=1)
        first.active = True
        self.assertRead(self.again(xml), archived_count=1)

    def test_other_source_has_its_own_memory(self):
        self.first()
        self.source = self.source.copy({"name": "Another"})
        self.assertTrue(self.again())
        self.assertTrue(self.was_read)

    def test_full_delivery_still_says_what_it_lacks(self):
        self.source.full_delivery = "ask"
        full = document(listing("1"), listing("2"), scope="VOLL")
        self.first(full)
        self.first(document(listing("3")))
        again = self.again(full)
        self.assertTakenOver(again)
        self.assertRecordValues(again, [{"missing_count": 1, "asks_to_archive": True}])

    def test_listed_sender_was_seen(self):
        row = self.env["agency.import.sender"].create(
            {"source_id": self.source.id, "key": "IMV0001"}
        )
        self.first()
        row.last_seen = False
        self.assertTakenOver(self.again())
        self.assertTrue(row.last_seen)

    def test_answer_to_the_sender_and_facts_are_the_same(self):
        xml = document(listing("1", price="VB"), listing("2"))
        first = self.first(xml)
        again = self.again(xml)
        self.assertTakenOver(again)
        self.assertEqual(first.listing_ids[0].for_sender["intern"], "1")
        self.assertEqual(
            again.listing_ids.mapped("for_sender"), first.listing_ids.mapped("for_sender")
        )
        self.assertTrue(first.facts and first.sender_key)
        names = ("facts", "sender_key", "technical_email", "is_known_sender")
        self.assertEqual([again[name] for name in names], [first[name] for name in names])

    def test_schema_counts(self):
        self.first()
        head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        schema = f'{head}<xs:element name="openimmo" type="xs:string"/></xs:schema>'
        self.source.schema_file = base64.b64encode(schema.encode())
        again = self.again()
        self.assertRead(again)
        self.assertTrue(again.deviation_count)
        last = self.again()
        self.assertTakenOver(last)
        self.assertRecordValues(
            last,
            [{"deviation_count": again.deviation_count, "deviations": again.deviations}],
        )

    def test_processing_it_again_by_hand(self):
        self.first()
        again = self.again()
        self.run_import(lambda sources: again.with_env(sources.env).action_process_again())
        self.assertRecordValues(again, [{"state": "done", "unchanged_count": 2}])
        self.assertEqual(len(again.listing_ids), 2)
