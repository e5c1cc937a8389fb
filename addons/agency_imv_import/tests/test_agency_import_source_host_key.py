from odoo.exceptions import AccessError, UserError

from .common import ImportCase
from .deliveries import document, listing
from .servers import HOST, PASSWORD, USER, free_port, sftp_server


class TestAgencyImportSourceHostKey(ImportCase):
    """A real SFTP server, and another one that takes its place."""

    def setUp(self):
        super().setUp()
        self.port = free_port()
        account = {"host": HOST, "port": self.port, "username": USER, "password": PASSWORD}
        options = {"look_for_keys": False, "allow_agent": False}
        self.source.action_connect({**account, **options}, protocol="sftp", directory="/")

    def server(self):
        return sftp_server(self.folder, self.port)

    def answer(self):
        return self.source.action_test_connection()["params"]

    def test_first_key_is_kept_and_shown(self):
        self.assertFalse(self.source.host_fingerprint)
        with self.server():
            self.assertEqual(self.answer()["type"], "success")
            first = self.source.host_fingerprint
            self.assertRegex(first, r"^SHA256:[A-Za-z0-9+/]{43}$")
            self.assertEqual(self.answer()["type"], "success")
        self.assertEqual(self.source.host_fingerprint, first)

    def test_connection_that_failed_keeps_no_key(self):
        self.storage.agency_secret = "wrong"  # noqa: S105
        with self.server():
            self.assertEqual(self.answer()["type"], "danger")
        self.assertFalse(self.source.host_fingerprint)

    def test_other_key_is_refused_until_a_manager_accepts_it(self):
        self.put("offer.xml", document(listing("1")))
        with self.server():
            self.answer()
        first = self.source.host_fingerprint
        with self.server():
            self.assertIn("shows another key", self.answer()["message"])
            self.run_import()
            self.assertEqual(self.source.last_result, "error")
            self.assertFalse(self.source.delivery_ids)
            self.assertEqual(self.source.host_fingerprint, first)
            self.assertIn(self.source.new_host_fingerprint, self.source.message)
            with self.assertRaises(AccessError):
                self.source.with_user(self.agent).action_accept_host_key()
            answer = self.source.with_user(self.manager).action_accept_host_key()
            self.assertEqual(answer["params"]["type"], "success", answer["params"]["message"])
            self.assertFalse(self.source.new_host_fingerprint)
            self.assertNotEqual(self.source.host_fingerprint, first)
            self.run_import()
        self.assertEqual(self.source.delivery_ids.mapped("state"), ["done"], self.source.message)

    def test_box_without_a_folder_of_its_own(self):
        for number, directory in enumerate(("", "/")):
            self.source.directory = directory
            self.put("offer.xml", document(listing(str(number))))
            with self.server():
                self.storage.agency_key_ids.unlink()
                self.run_import()
            self.assertEqual(self.put_away("done"), ["offer.xml"] * (number + 1))
        self.assertEqual(self.source.delivery_ids.mapped("name"), ["offer.xml"] * 2)

    def test_scheduled_action_meets_the_keys(self):
        def schedule(sources):
            cron = sources.env.ref("agency_imv_import.ir_cron_agency_import")
            cron.ir_actions_server_id.run()

        with self.server():
            self.run_import(schedule)
        self.assertEqual(self.source.last_result, "ok", self.source.message)
        self.assertTrue(self.source.host_fingerprint)
        with self.server():
            self.run_import(schedule)
        self.assertIn("shows another key", self.source.message)
        self.assertTrue(self.source.new_host_fingerprint)

    def test_nothing_to_accept(self):
        with self.assertRaisesRegex(UserError, "no other key"):
            self.source.action_accept_host_key()

    def test_another_server_starts_anew(self):
        with self.server():
            self.answer()
        self.source.port = self.port + 1
        self.assertFalse(self.source.host_fingerprint)
