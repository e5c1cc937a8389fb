import json
from unittest.mock import patch

from lxml import etree

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, new_test_user

from ..transport import Inbox, TimedOut
from .common import ImportCase
from .deliveries import document, listing
from .servers import HOST, PASSWORD, USER, ftp_server, self_signed, sftp_server

SECRET = "the-password-of-the-box"  # noqa: S105


class TestAgencyImportSourceConnection(ImportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.source.active = False
        cls.administrator = new_test_user(
            cls.env, "imv_administrator", "base.group_system,agency_base.group_manager"
        )

    def set_up(self, **values):
        """Enter a drop box as an administrator does."""
        with Form(self.env["agency.import.source"].with_user(self.administrator)) as form:
            form.name = "Box"
            for name, value in values.items():
                setattr(form, name, value)
        source = form.record.sudo()
        source.write({"quiet_seconds": 0, "accepted_senders": "any", "accepted_users": "any"})
        return source

    def options(self, source):
        return json.loads(source.sudo().storage_id.options)

    def answer(self, source):
        return source.with_user(self.administrator).action_test_connection()["params"]

    def test_form_makes_the_drop_box(self):
        source = self.set_up(
            protocol="ftp", host="ftp://ftp.example.com/", username="imv", password=SECRET
        )
        self.assertEqual(source.storage_id.protocol, "agency_ftp")
        self.assertEqual(
            self.options(source),
            {"host": "ftp.example.com", "port": 21, "timeout": 30, "username": "imv"},
        )
        self.assertEqual(source.storage_id._get_fs_options()["password"], SECRET)

    def test_administrator_who_is_no_manager(self):
        only = new_test_user(self.env, "imv_only_system", "base.group_system")
        with Form(self.env["agency.import.source"].with_user(only)) as form:
            form.name = "Box"
            form.host = "box.example"
            with form.import_user_ids.new() as row:
                row.name = "clara"
                row.user_id = self.agent
        self.assertEqual(form.record.import_user_ids.user_id, self.agent)

    def test_port_follows_the_protocol(self):
        form = Form(self.env["agency.import.source"].with_user(self.administrator))
        self.assertEqual((form.protocol, form.port), ("ftp", 21))
        form.protocol = "sftp"
        self.assertEqual(form.port, 22)

    def test_new_source_is_tested_at_once(self):
        """The button saves the form first, as buttons do."""
        view = self.env["agency.import.source"].with_user(self.administrator).get_view()
        button = etree.fromstring(view["arch"]).find(".//button[@name='action_test_connection']")
        self.assertFalse(button.get("invisible"))

    def test_protocols(self):
        for protocol, expected in (("ftps", "agency_ftps"), ("sftp", "sftp")):
            source = self.set_up(protocol=protocol, host="box.example")
            self.assertEqual(source.storage_id.protocol, expected)
            self.assertEqual(source.with_user(self.administrator).protocol, protocol)
        self.assertFalse(self.options(source)["look_for_keys"])
        source = self.set_up(protocol="folder", directory=str(self.folder))
        self.assertEqual(source.storage_id.protocol, "file")

    def test_password_is_never_read_back(self):
        source = self.set_up(protocol="ftp", host="box.example", password=SECRET)
        seen = source.with_user(self.administrator)
        saved = seen.web_save({"password": SECRET}, {"password": {}, "has_password": {}})
        self.assertEqual((saved[0]["password"], saved[0]["has_password"]), (False, True))
        self.assertNotIn(SECRET, str(seen.read()))
        self.assertNotIn(SECRET, str(seen.storage_id.read()))
        self.assertFalse(source.password)
        with self.assertRaises(AccessError):
            seen.storage_id.search([("agency_secret", "=like", "the%")])
        with self.assertRaises(AccessError):
            seen.storage_id.export_data(["agency_secret"])

    def test_password_stays_while_other_things_change(self):
        source = self.set_up(protocol="ftp", host="box.example", password=SECRET)
        source.write({"port": 2121, "username": "other"})
        self.assertEqual(source.storage_id._get_fs_options()["password"], SECRET)
        self.assertEqual(self.options(source)["port"], 2121)

    def test_password_does_not_go_to_another_server(self):
        source = self.set_up(protocol="ftps", host="box.example", password=SECRET)
        for vals in ({"host": "elsewhere.example"}, {"protocol": "ftp"}):
            source.password = SECRET
            source.write(vals)
            self.assertFalse(source.has_password)
            self.assertNotIn("password", source.storage_id._get_fs_options())

    def test_bad_input_is_named(self):
        for values, sentence in (
            ({"host": "user@box.example"}, "server's name alone"),
            ({"host": "box.example", "port": 70000}, "1 to 65535"),
        ):
            with self.assertRaisesRegex(ValidationError, sentence):
                self.set_up(protocol="ftp", **values)
        with self.assertRaisesRegex(ValidationError, "full path"):
            self.set_up(protocol="folder", directory="inbox")

    def test_managers_see_no_account(self):
        source = self.source.with_user(self.manager)
        shown = source.fields_get()
        for name in ("protocol", "host", "port", "username", "password", "is_passive"):
            self.assertNotIn(name, shown)
            with self.assertRaises(AccessError):
                source.write({name: False})
        arch = source.get_view(view_type="form")["arch"]
        self.assertNotIn('name="password"', arch)
        self.assertIn('name="import_user_ids"', arch)

    def test_sources_side_by_side(self):
        first = self.set_up(protocol="ftp", host="a.example")
        second = self.set_up(protocol="ftp", host="b.example")
        self.assertNotEqual(first.storage_id, second.storage_id)
        self.assertEqual(self.options(first)["host"], "a.example")
        copy = first.copy()
        self.assertEqual(first.shared_with, copy.name)

    def test_ftp(self):
        self.put("offer.xml", document(listing("1")))
        with ftp_server(self.folder) as port:
            source = self.set_up(
                protocol="ftp", host=HOST, port=port, username=USER, password=PASSWORD
            )
            answer = self.answer(source)
            self.assertEqual(answer["type"], "success", answer["message"])
            self.assertIn("Files waiting: 1", answer["message"])
            self.run_import()
        self.assertEqual(source.delivery_ids.mapped("state"), ["done"])
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_ftp_in_active_mode(self):
        self.put("offer.xml", document(listing("1")))
        refused = {"proto_cmds": self.without_passive_mode()}
        with ftp_server(self.folder, **refused) as port:
            source = self.set_up(
                protocol="ftp", host=HOST, port=port, username=USER, password=PASSWORD
            )
            self.assertEqual(self.answer(source)["type"], "danger")
            source.is_passive = False
            answer = self.answer(source)
        self.assertEqual(answer["type"], "success", answer["message"])

    def without_passive_mode(self):
        from pyftpdlib.handlers import FTPHandler  # noqa: PLC0415

        commands = dict(FTPHandler.proto_cmds)
        for name in ("PASV", "EPSV"):
            del commands[name]
        return commands

    def test_ftps(self):
        self.put("offer.xml", document(listing("1")))
        certificate = self_signed(self.folder / ".certificate")
        with ftp_server(self.folder, certificate=certificate) as port:
            source = self.set_up(
                protocol="ftps", host=HOST, port=port, username=USER, password=PASSWORD
            )
            self.assertIn("certificate is not trusted", self.answer(source)["message"])
            source.checks_certificate = False
            answer = self.answer(source)
            self.assertEqual(answer["type"], "success", answer["message"])
            self.run_import()
        self.assertEqual(source.delivery_ids.mapped("state"), ["done"], source.message)
        self.assertEqual(self.put_away("done"), ["offer.xml"])

    def test_ftps_with_a_server_that_has_no_encryption(self):
        with ftp_server(self.folder) as port:
            source = self.set_up(
                protocol="ftps", host=HOST, port=port, username=USER, password=PASSWORD
            )
            self.assertIn("offers no encryption", self.answer(source)["message"])

    def test_sftp(self):
        (self.folder / "imv").mkdir()
        self.put("imv/offer.xml", document(listing("1")))
        with sftp_server(self.folder) as port:
            source = self.set_up(
                protocol="sftp",
                host=HOST,
                port=port,
                username=USER,
                password=PASSWORD,
                directory="/imv",
            )
            answer = self.answer(source)
            self.assertEqual(answer["type"], "success", answer["message"])
            self.run_import()
            source.password = "wrong"  # noqa: S105
            self.assertIn("user name or the password", self.answer(source)["message"])
        self.assertEqual(source.delivery_ids.mapped("state"), ["done"], source.message)
        self.assertEqual(len(list((self.folder / "imv" / "done").iterdir())), 1)

    def test_server_that_lets_nothing_be_moved_is_named(self):
        self.put("offer.xml", document(listing("1")))
        with ftp_server(self.folder, perm="elr") as port:
            source = self.set_up(
                protocol="ftp", host=HOST, port=port, username=USER, password=PASSWORD
            )
            answer = self.answer(source)
        self.assertEqual(answer["type"], "danger")
        self.assertIn("does not allow this user to move files", answer["message"])
        self.assertEqual(self.waiting(), ["offer.xml"])

    def test_test_of_the_connection_leaves_nothing_behind(self):
        self.put("offer.xml", document(listing("1")))
        self.assertEqual(self.answer(self.source)["type"], "success")
        found = sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*"))
        self.assertEqual(found, ["done", "offer.xml"])

    def test_server_that_is_too_slow(self):
        with patch.object(Inbox, "look", side_effect=TimedOut("timed out")):
            self.assertIn("too long to answer", self.answer(self.source)["message"])
