"""One directory of a drop box, over any fsspec file system."""

import contextlib
import ftplib
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from .errors import CannotMove, FileGone, NoSuchDirectory, NotAllowed, TooBig, guarded

DONE = "done"
FAILED = "failed"
FEEDBACK = "feedback"
# What a sender's client calls a file that is still on its way.
UNFINISHED = (".tmp", ".part", ".partial", ".filepart", ".crdownload", ".upload", "~")
# Where file systems tell when a file was last written.
STAMPS = ("mtime", "modify", "LastModified", "last_modified", "updated", "created", "ETag")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file as one look at the directory showed it."""

    path: str
    name: str
    folder: str  # the sub-folder it lay in, empty at the top
    size: int  # bytes
    stamp: str  # last change, as the server tells it


class Inbox:
    """Lists what has arrived, fetches it and puts it away into `done/` or `failed/`."""

    def __init__(
        self, filesystem, directory: str = "", *, subfolders: bool = False, passive: bool = True
    ):
        self.fs = filesystem
        if not passive:
            self._connect_back()
        self.directory = (directory or "").rstrip("/")
        if not self.directory and hasattr(self._innermost(), "host_key_policy"):
            # Over SFTP the entries of an empty path would have no names.
            self.directory = "/" if directory else "."
        self.subfolders = subfolders

    def make_directory(self) -> None:
        """Make the directory, if it is missing."""
        with guarded():
            if self.directory:
                self.fs.makedirs(self.directory, exist_ok=True)

    def look(self) -> dict[str, RemoteFile]:
        """Return the files that lie there now, by path."""
        found = {}
        folders = []
        for entry in self._entries(self.directory):
            name = _basename(entry["name"])
            if entry["type"] == "directory":
                if name.lower() not in (DONE, FAILED, FEEDBACK) and not name.startswith("."):
                    folders.append(name)
            elif file := _as_file(entry, ""):
                found[file.path] = file
        for folder in folders if self.subfolders else ():
            for entry in self._entries(self._path(folder)):
                if file := _as_file(entry, folder):
                    found[file.path] = file
        return found

    def stable(
        self, pause: float, sleep: Callable[[float], None] = time.sleep
    ) -> tuple[list[RemoteFile], set[str]]:
        """Look twice, `pause` seconds apart; return the files that stood still, and the paths of
        those that are still being written. Servers give no sign when an upload is complete.
        """
        before = self.look()
        if not before:
            return [], set()
        sleep(pause)
        after = self.look()
        still = [file for path, file in after.items() if before.get(path) == file and file.size]
        moving = after.keys() - {file.path for file in still}
        return sorted(still, key=lambda file: (file.stamp, file.path)), moving

    def fetch(self, file: RemoteFile, limit: int) -> bytes:
        """Return the bytes of a listed file. :raises FileGone: it is another one by now."""
        if file.size > limit:
            raise TooBig(file.name)
        try:
            with guarded():
                content = self.fs.cat_file(file.path)
        except NoSuchDirectory as error:
            raise FileGone(file.name) from error
        if len(content) != file.size:
            raise FileGone(file.name)
        return content

    def move(self, path: str, folder: str, name: str) -> str:
        """Put a file into `folder` under a new name; return its new path."""
        target = self._path(folder)
        with guarded():
            self._forget()
            if not self.fs.exists(target):
                self.fs.makedirs(target, exist_ok=True)
            if not self.fs.exists(path):
                raise FileGone(path)
            self.fs.mv(path, f"{target}/{name}")
        return f"{target}/{name}"

    def put(self, folder: str, name: str, content: bytes) -> None:
        """Lay a file into `folder`; nobody ever sees a half of it, and again means the same."""
        target = self._path(folder)
        draft = f"{target}/.{name}.part"
        with guarded():
            self._forget()
            if not self.fs.exists(target):
                self.fs.makedirs(target, exist_ok=True)
            self.fs.pipe_file(draft, content)
            self._forget()
            if self.fs.exists(f"{target}/{name}"):
                self.fs.rm_file(f"{target}/{name}")
            self.fs.mv(draft, f"{target}/{name}")

    def leave(self, name: str, content: bytes) -> bool:
        """Leave a file for others, who see it when it is complete.

        :return: whether it was written; it is not when it lies there already
        """
        path, unfinished = self._path(name), self._path(f"{name}.part")
        with guarded():
            self._forget()
            if self.fs.exists(path) and self.fs.size(path) == len(content):
                return False
            if self.directory and not self.fs.exists(self.directory):
                self.fs.makedirs(self.directory, exist_ok=True)
            # In one piece: not every server lets a file be continued.
            with self.fs.open(unfinished, "wb", block_size=len(content) + 1) as target:
                target.write(content)
            self._forget()
            if self.fs.exists(path):
                self.fs.rm_file(path)
            self.fs.mv(unfinished, path)
        return True

    def try_moving(self) -> None:
        """Move a folder of our own as files are put away. :raises CannotMove: it is refused."""
        name = f".{uuid.uuid4().hex}"
        start, end = self._path(name), f"{self._path(DONE)}/{name}"
        try:
            with guarded():
                self._forget()
                if not self.fs.exists(self._path(DONE)):
                    self.fs.makedirs(self._path(DONE), exist_ok=True)
                self.fs.mkdir(start, create_parents=False)
                self.fs.mv(start, end)
        except NotAllowed as error:
            raise CannotMove(str(error)) from error
        finally:
            for path in (start, end):
                with contextlib.suppress(Exception):
                    self.fs.rmdir(path)

    def host_key(self) -> str:
        """Return the key that an SFTP server showed, else nothing."""
        return getattr(getattr(self._innermost(), "host_key_policy", None), "seen", "")

    def close(self) -> None:
        """End the connection, and let nobody find it in fsspec's cache when it is dead."""
        layer = self.fs
        while layer is not None:
            type(layer).clear_instance_cache()
            inner = getattr(layer, "fs", None)
            if inner is None:
                for name in ("ftp", "client"):
                    connection = getattr(layer, name, None)
                    if connection is not None and hasattr(connection, "close"):
                        with contextlib.suppress(Exception):
                            connection.close()
            layer = inner

    def _entries(self, path: str) -> list[dict]:
        with guarded():
            self._forget()
            return self.fs.ls(path, detail=True)

    def _forget(self) -> None:
        """Clear remembered listings: the second look must be a real one."""
        self._innermost().invalidate_cache()

    def _innermost(self):
        """Return the file system that talks to the server, below those that wrap it."""
        layer = self.fs
        while getattr(layer, "fs", None) is not None:
            layer = layer.fs
        return layer

    def _connect_back(self) -> None:
        """Active mode of FTP: the server opens the connections for the data."""
        layer = self.fs
        while layer is not None:
            if isinstance(connection := getattr(layer, "ftp", None), ftplib.FTP):
                connection.set_pasv(False)
            layer = getattr(layer, "fs", None)

    def _path(self, name: str) -> str:
        if not self.directory:
            # A box that is addressed from its root keeps being so.
            return f"{self.fs.root_marker}{name}"
        return f"{self.directory.rstrip('/')}/{name}"


def _as_file(entry: dict, folder: str) -> RemoteFile | None:
    name = _basename(entry["name"])
    if entry["type"] != "file":
        return None
    if name.startswith(".") or name.lower().endswith(UNFINISHED):
        return None
    stamp = next((str(entry[key]) for key in STAMPS if entry.get(key)), "")
    return RemoteFile(entry["name"], name, folder, int(entry["size"] or 0), stamp)


def _basename(path: str) -> str:
    return path.rstrip("/").rsplit("/", 1)[-1]
