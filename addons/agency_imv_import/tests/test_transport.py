import os
import shutil
import socket
import tempfile
import zipfile
from ftplib import error_perm
from io import BytesIO
from pathlib import Path

import fsspec

from odoo.tests import BaseCase

from .. import transport
from ..transport import Inbox, RemoteFile, TransportError, named, pack, sort_parcels


class TestInbox(BaseCase):
    """The drop box as a real folder."""

    def setUp(self):
        super().setUp()
        self.folder = Path(tempfile.mkdtemp(prefix="agency_inbox_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.inbox = Inbox(fsspec.filesystem("file"), str(self.folder))

    def put(self, name, content=b"content"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def names(self, files):
        return [file.name for file in files]

    def test_files_that_stand_still_are_taken(self):
        self.put("a.zip")
        self.put("b.xml")
        files, growing = self.inbox.stable(0)
        self.assertEqual(sorted(self.names(files)), ["a.zip", "b.xml"])
        self.assertFalse(growing)

    def test_file_that_grows_between_two_looks_waits(self):
        path = self.put("a.zip")
        self.put("b.zip")

        def upload(_seconds):
            path.write_bytes(b"content and more")

        files, growing = self.inbox.stable(1, sleep=upload)
        self.assertEqual(self.names(files), ["b.zip"])
        self.assertEqual(growing, {str(path)})

    def test_file_whose_time_changes_waits(self):
        path = self.put("a.zip")
        files, growing = self.inbox.stable(1, sleep=lambda _seconds: os.utime(path, (9, 9)))
        self.assertEqual((files, growing), ([], {str(path)}))

    def test_file_that_appears_after_the_first_look_waits(self):
        self.put("a.zip")
        files, growing = self.inbox.stable(1, sleep=lambda _seconds: self.put("b.zip"))
        self.assertEqual(self.names(files), ["a.zip"])
        self.assertEqual(len(growing), 1)

    def test_empty_file_waits(self):
        self.put("a.zip", b"")
        self.assertEqual(self.inbox.stable(0)[0], [])

    def test_empty_box_is_not_waited_for(self):
        waits = []
        self.inbox.stable(9, sleep=waits.append)
        self.assertFalse(waits)

    def test_unfinished_and_put_away_files_are_not_seen(self):
        for name in (".hidden.zip", "a.zip.part", "a.tmp", "done/old.zip", "failed/old.zip"):
            self.put(name)
        self.put("sub/own.zip")
        self.assertFalse(self.inbox.look())

    def test_links_are_not_followed(self):
        secret = self.put("elsewhere/secret.zip")
        (self.folder / "innocent.zip").symlink_to(secret)
        self.assertFalse(self.inbox.look())

    def test_folders_per_user(self):
        self.put("giulia/own.zip")
        self.put("done/old.zip")
        inbox = Inbox(fsspec.filesystem("file"), str(self.folder), subfolders=True)
        (file,) = inbox.look().values()
        self.assertEqual((file.name, file.folder), ("own.zip", "giulia"))

    def test_fetch_refuses_a_file_that_changed(self):
        path = self.put("a.zip")
        (file,) = self.inbox.look().values()
        self.assertEqual(self.inbox.fetch(file, 100), b"content")
        path.write_bytes(b"longer content")
        with self.assertRaises(transport.FileGone):
            self.inbox.fetch(file, 100)
        path.unlink()
        with self.assertRaises(transport.FileGone):
            self.inbox.fetch(file, 100)

    def test_fetch_refuses_a_file_that_is_too_big(self):
        self.put("a.zip")
        (file,) = self.inbox.look().values()
        with self.assertRaises(transport.TooBig):
            self.inbox.fetch(file, 3)

    def test_moved_file_keeps_its_content(self):
        self.put("a.zip")
        (file,) = self.inbox.look().values()
        moved = self.inbox.move(file.path, transport.DONE, "1-a.zip")
        self.assertEqual(Path(moved), self.folder / "done" / "1-a.zip")
        self.assertEqual(Path(moved).read_bytes(), b"content")
        self.assertFalse(self.inbox.look())

    def test_moving_what_is_gone_says_so(self):
        with self.assertRaises(transport.FileGone):
            self.inbox.move(str(self.folder / "a.zip"), transport.DONE, "1-a.zip")

    def test_missing_directory_has_a_name(self):
        with self.assertRaises(transport.NoSuchDirectory):
            Inbox(fsspec.filesystem("file"), str(self.folder / "nowhere")).look()


class TestParcels(BaseCase):
    def remote(self, path, size=10):
        folder, _slash, name = path.rpartition("/")
        return RemoteFile(path, name, folder, size, "1")

    def parcels(self, *paths, growing=(), texts=None):
        read = {path: text.encode() for path, text in (texts or {}).items()}
        files = [self.remote(path) for path in paths]
        return [
            (parcel.main.path, [file.path for file in parcel.loose])
            for parcel in sort_parcels(files, set(growing), lambda file: read.get(file.path))
        ]

    def test_archives_stand_alone(self):
        self.assertEqual(self.parcels("a.ZIP", "b.zip", "c.jpg"), [("a.ZIP", []), ("b.zip", [])])

    def test_pictures_belong_to_the_xml_that_names_them(self):
        found = self.parcels(
            *("1.jpg", "11.jpg", "a.xml", "b.xml", "notes.txt"),
            texts={"a.xml": "<pfad>pictures\\1.JPG</pfad>", "b.xml": "<pfad>11.jpg</pfad>"},
        )
        self.assertEqual(found, [("a.xml", ["1.jpg"]), ("b.xml", ["11.jpg"])])

    def test_names_with_special_letters(self):
        found = self.parcels(
            "Küche & Bad.jpg", "a.xml", texts={"a.xml": "<pfad>Küche &amp; Bad.jpg</pfad>"}
        )
        self.assertEqual(found, [("a.xml", ["Küche & Bad.jpg"])])

    def test_pictures_of_another_folder_are_not_taken(self):
        found = self.parcels("x/1.jpg", "y/a.xml", texts={"y/a.xml": "<pfad>1.jpg</pfad>"})
        self.assertEqual(found, [("y/a.xml", [])])

    def test_xml_waits_for_a_picture_that_is_growing(self):
        texts = {"a.xml": "<pfad>1.jpg</pfad>", "b.xml": "<pfad>2.jpg</pfad>"}
        found = self.parcels("a.xml", "b.xml", "2.jpg", growing=["1.jpg"], texts=texts)
        self.assertEqual(found, [("b.xml", ["2.jpg"])])

    def test_packed_delivery_is_the_same_bytes_each_time(self):
        loose = [("b.jpg", b"B"), ("a.jpg", b"A")]
        content = pack("a.xml", b"<xml/>", loose)
        self.assertEqual(content, pack("a.xml", b"<xml/>", reversed(loose)))
        with zipfile.ZipFile(BytesIO(content)) as packed:
            self.assertEqual(packed.namelist(), ["a.xml", "a.jpg", "b.jpg"])
            self.assertEqual(packed.read("b.jpg"), b"B")


class TestErrors(BaseCase):
    def test_failures_have_names(self):
        cases = (
            (socket.gaierror(-2, "Name or service not known"), transport.UnknownHost),
            (ConnectionRefusedError(111, "refused"), transport.Unreachable),
            (TimeoutError("timed out"), transport.TimedOut),
            (error_perm("530 Wrong."), transport.SignInRefused),  # noqa: S321
            (error_perm("550 Denied."), transport.NotAllowed),  # noqa: S321
            (ConnectionResetError(104, "reset"), transport.ConnectionLost),
            (EOFError(), transport.ConnectionLost),
            (PermissionError(13, "denied"), transport.NotAllowed),
            (FileNotFoundError("x"), transport.NoSuchDirectory),
            (ValueError("odd"), TransportError),
        )
        for error, expected in cases:
            self.assertIs(type(named(error)), expected, error)
