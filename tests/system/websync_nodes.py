"""Two Odoo processes on one database, as a larger agency runs them, and what tests need of them."""

import contextlib
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import psycopg2

from tools import database, odoo, paths, templates

NAME = "agency_nodes"
PORT = 8301
LOGIN = ("admin", "admin")


@dataclass
class Node:
    """One Odoo process: its address, and a session of the administrator there."""

    port: int
    process: subprocess.Popen
    admin: odoo.Session

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return _log(self.port).read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End the process as a power failure does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def _log(port: int) -> object:
    return paths.LOGS / f"{NAME}-{port}.log"


def start(port: int) -> Node:
    free = odoo.free_port(port)
    process = odoo.start(NAME, free, _log(free), "--max-cron-threads=0", "--log-level=info")
    return Node(free, process, odoo.Session(f"http://127.0.0.1:{free}", NAME, *LOGIN))


@contextlib.contextmanager
def installed() -> Iterator[database.Server]:
    """A database with the web sync and nothing else in it."""
    with database.server() as server:
        odoo.write_config(server)
        templates.installed(server, NAME, "agency_websync")
        yield server
        odoo.forget(server, NAME)


@contextlib.contextmanager
def two() -> Iterator[list[Node]]:
    """Two nodes; what a test killed or started again is left in the list."""
    nodes: list[Node] = []
    try:
        for number in range(2):
            nodes.append(start(PORT + 10 * number))
        yield nodes
    finally:
        for node in nodes:
            odoo.stop(node.process)


def until(question: Callable[[], object], seconds: float, message: str) -> object:
    """Ask until the answer is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.1)
    raise AssertionError(message)


def sql(statements: str) -> None:
    """Change the database behind Odoo's back."""
    with database.server() as server:
        connection = psycopg2.connect(server.dsn(NAME))
        with connection, connection.cursor() as cursor:
            cursor.execute(statements)
        connection.close()
