"""The FTP drop box of the demo and of the tests: a real server on the loopback interface."""

import contextlib
import ftplib
import io
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.log import config_logging
from pyftpdlib.servers import ThreadedFTPServer

HOST = "127.0.0.1"
# User and password of the loopback server.
ACCOUNT = ("imv", "imv")


@dataclass(frozen=True)
class DropBox:
    """A running drop box: where it listens, who may sign in, the folder it stands for."""

    port: int
    user: str
    password: str
    folder: Path

    def put(self, name: str, content: bytes) -> None:
        """Upload a file, as the sender of a delivery does."""
        with ftplib.FTP() as client:
            client.connect(HOST, self.port, timeout=20)
            client.login(self.user, self.password)
            client.storbinary(f"STOR {name}", io.BytesIO(content))


@contextlib.contextmanager
def running(folder: Path, port: int, **attributes: object) -> Iterator[DropBox]:
    """Serve `folder` over FTP for as long as the block lasts; port 0 takes any free one.

    :param attributes: of pyftpdlib's handler of a connection
    """
    folder.mkdir(parents=True, exist_ok=True)
    config_logging(level=logging.WARNING)
    user, password = ACCOUNT
    authorizer = DummyAuthorizer()
    authorizer.add_user(user, password, str(folder), perm="elradfmwMT")
    attributes = {"authorizer": authorizer, "banner": "drop box", **attributes}
    handler = type("Handler", (FTPHandler,), attributes)
    server = ThreadedFTPServer((HOST, port), handler, ioloop=IOLoop())
    stopping = threading.Event()

    def serve() -> None:
        while not stopping.is_set():
            server.serve_forever(timeout=0.2, blocking=False, handle_exit=False)
        server.close_all()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield DropBox(server.socket.getsockname()[1], user, password, folder)
    finally:
        stopping.set()
        thread.join(timeout=5)
