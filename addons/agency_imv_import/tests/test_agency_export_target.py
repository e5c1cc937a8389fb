import base64

from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from odoo.addons.queue_job.tests.common import trap_jobs

from . import deliveries
from .common import ImportCase
from .servers import HOST, PASSWORD, USER, ftp_server
from .test_agency_property_export import opened, texts


class TestAgencyExportTarget(ImportCase):
    """Publications reach a real FTP server: once, in order, and later when it was away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["agency.export.target"].search([]).active = False
        cls.channel = cls.env["agency.channel"].create({"name": "Portal One"})
        cls.target = cls.env["agency.export.target"].create(
            {
                "channel_id": cls.channel.id,
                "provider_number": "4711",
                "provider_anid": "ANID1",
                "storage_id": cls.storage.id,
                "directory": str(cls.folder),
            }
        )
        cls.properties = cls.env["agency.property"].create(
            [
                {"name": f"House {number}", "state": "active", "city": "Bonn", "for_sale": True}
                for number in range(3)
            ]
        )
        cls.record = cls.properties[0]
        cls.env["agency.property.media"].create(
            {
                "property_id": cls.record.id,
                "kind": "picture",
                "filename": "a.png",
                "file": base64.b64encode(deliveries.picture()),
            }
        )

    def publish(self, records=None):
        return self.env["agency.publication"].create(
            [
                {"property_id": record.id, "channel_id": self.channel.id, "state": "published"}
                for record in records or self.record
            ]
        )

    def send(self):
        """Run the job, with its commits; return what lies there now, oldest first."""
        with self.enter_registry_test_mode(), self.env.registry.cursor() as cr:
            self.target.with_env(self.env(cr=cr, su=True))._send_waiting()
        self.env.invalidate_all()
        return self.arrived()

    def arrived(self):
        paths = sorted(path for path in self.folder.iterdir() if path.is_file())
        return [opened(path.read_bytes()) for path in paths]

    def item(self):
        return self.target.item_ids.filtered(lambda item: item.property_id == self.record)

    def test_publishing_changing_and_ending_reach_the_server(self):
        with ftp_server(self.folder) as port:
            account = {"host": HOST, "port": port, "username": USER, "password": PASSWORD}
            self.target.action_connect(account)
            publication = self.publish()
            self.assertEqual(publication.export_state, "waiting")
            ((document, files),) = self.send()
            self.assertEqual(document.find("uebertragung").get("umfang"), "TEIL")
            self.assertEqual(document.findtext("anbieter/anbieternr"), "4711")
            self.assertEqual(document.findtext(".//objekttitel"), "House 0")
            self.assertEqual(len(files), 1)
            self.assertEqual(publication.export_state, "sent")
            self.assertTrue(publication.export_sent_on)
            self.record.name = "House with a view"
            publication.invalidate_recordset()
            self.assertEqual(publication.export_state, "waiting")
            self.assertEqual(self.send()[-1][0].findtext(".//objekttitel"), "House with a view")
            publication.action_end()
            document, files = self.send()[-1]
            self.assertEqual(document.find(".//aktion").get("aktionart"), "DELETE")
            self.assertEqual(document.findtext(".//objektnr_intern"), self.record.reference)
            self.assertNotIn("House", texts(document))
            self.assertFalse(self.item().is_at_portal)

    def test_the_same_is_never_sent_twice(self):
        self.publish()
        self.assertEqual(len(self.send()), 1)
        self.record.note = "Nothing that a portal is told"
        self.assertEqual(self.item().state, "sent")
        self.record.city = "Köln"
        self.record.city = "Bonn"
        self.assertEqual(self.item().state, "waiting")
        self.assertEqual(len(self.send()), 1)
        self.target._mark_all()
        self.assertEqual(len(self.send()), 1)

    def test_nothing_is_lost_while_the_server_is_away(self):
        with ftp_server(self.folder) as port:
            account = {"host": HOST, "port": port, "username": USER, "password": PASSWORD}
        self.target.action_connect({**account, "timeout": 2})
        publication = self.publish()
        with trap_jobs() as trap:
            self.assertEqual(self.send(), [])
            trap.assert_jobs_count(1)
        self.assertEqual(publication.export_state, "failing")
        self.assertIn("does not answer", publication.export_message)
        first = self.target.paused_until
        self.send()
        self.assertGreater(self.target.paused_until, first)
        self.record.name = "Meanwhile"
        with ftp_server(self.folder) as port:
            self.target.action_connect({**account, "port": port})
            found = self.send()
        titles = [document.findtext(".//objekttitel") for document, _files in found]
        self.assertEqual(titles, ["House 0", "Meanwhile"])
        self.assertRecordValues(self.target, [{"failures": 0, "last_result": "ok"}])

    def test_what_changes_while_it_is_sent_waits_again(self):
        self.publish()
        parcel = self.target._pack()
        self.record.name = "Changed meanwhile"
        parcel._note_sent()
        self.assertEqual(self.item().state, "waiting")
        self.assertEqual(self.send()[-1][0].findtext(".//objekttitel"), "Changed meanwhile")

    def test_a_parcel_whose_end_was_not_written_down_is_put_there_once(self):
        self.publish()
        parcel = self.target._pack()
        with self.target._inbox() as box:
            self.assertTrue(box.leave(parcel.name, base64.b64decode(parcel.content)))
            self.assertFalse(box.leave(parcel.name, base64.b64decode(parcel.content)))
        self.assertEqual(len(self.send()), 1)
        self.assertEqual(parcel.state, "sent")

    def test_full_delivery_holds_everything_that_is_published(self):
        self.publish(self.properties)
        self.send()
        self.env["agency.publication"].search([("property_id", "=", self.record.id)]).action_end()
        self.target.action_send_all()
        document, _files = self.send()[-1]
        self.assertEqual(document.find("uebertragung").get("umfang"), "VOLL")
        self.assertEqual(len(list(document.iter("immobilie"))), 2)
        self.assertFalse(self.item().is_at_portal)

    def test_what_is_deleted_here_is_deleted_there(self):
        self.publish()
        self.send()
        reference = self.record.reference
        self.record.unlink()
        document, _files = self.send()[-1]
        self.assertEqual(document.find(".//aktion").get("aktionart"), "DELETE")
        self.assertEqual(document.findtext(".//objektnr_intern"), reference)

    def test_a_portal_is_told_of_pictures_that_come_change_and_go(self):
        self.publish()
        self.send()
        media = self.env["agency.property.media"].create(
            {
                "property_id": self.record.id,
                "kind": "picture",
                "filename": "b.png",
                "file": base64.b64encode(deliveries.picture("blue")),
            }
        )
        document, files = self.send()[-1]
        self.assertEqual(len(files), 2)
        media.name = "The garden"
        document, files = self.send()[-1]
        self.assertIn("The garden", texts(document))
        media.unlink()
        self.assertEqual(len(self.send()[-1][1]), 1)

    def test_a_film_elsewhere_is_told_as_a_link(self):
        self.env["agency.property.media"].create(
            {"property_id": self.record.id, "kind": "video", "url": "https://films.example.com/1"}
        )
        self.publish()
        ((document, files),) = self.send()
        [link] = [a for a in document.iter("anhang") if a.get("gruppe") == "FILMLINK"]
        self.assertEqual(link.findtext("daten/pfad"), "https://films.example.com/1")
        self.assertEqual(len(files), 1)

    def test_a_deleted_publication_ends_at_the_portal(self):
        publication = self.publish()
        self.send()
        publication.unlink()
        document, _files = self.send()[-1]
        self.assertEqual(document.find(".//aktion").get("aktionart"), "DELETE")

    def test_listings_and_deletions_bear_the_agencys_number_at_the_portal(self):
        publication = self.publish()
        self.send()
        publication.action_end()
        obid = f"ANID1_{self.record.reference}"
        for document, _files in self.send():
            self.assertEqual(document.findtext(".//openimmo_obid"), obid)
            self.assertEqual(document.findtext("anbieter/openimmo_anid"), "ANID1")
        self.target.provider_anid = False
        self.record.name = "Unnumbered"
        publication.state = "published"
        document, _files = self.send()[-1]
        self.assertFalse(document.findtext(".//openimmo_obid"))
        names = sorted(path.name for path in self.folder.iterdir() if path.is_file())
        self.assertTrue(all(name.startswith("openimmo_4711_") for name in names), names)

    def test_a_lost_job_is_made_again(self):
        publication = self.publish()
        self.target._pack()
        publication.action_end()
        self.item().state = "sent"
        self.env["queue.job"].search([]).unlink()
        with trap_jobs() as trap:
            self.env["agency.export.target"]._cron_send()
            trap.assert_jobs_count(1)

    def test_send_again(self):
        publication = self.publish()
        self.send()
        publication.action_send_again()
        self.assertEqual(len(self.send()), 2)

    def test_a_job_waits_for_each_change_and_no_two_of_them(self):
        with trap_jobs() as trap:
            self.publish()
            self.record.name = "Once more"
            trap.assert_jobs_count(1)

    def test_one_delivery_per_channel_and_company_and_for_managers_only(self):
        for user in (self.agent, new_test_user(self.env, "nobody_export")):
            with self.assertRaises(AccessError):
                self.target.with_user(user).read(["channel_id"])
        self.publish().with_user(self.agent).action_end()
        self.assertEqual(self.target.with_user(self.manager).waiting_count, 1)
