"""./agency demo: the suite with a believable agency, and a first delivery that just arrived."""

import argparse
import contextlib
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tools import database, delivery, dropbox, odoo, paths
from tools.console import Failure, say, step
from tools.console import run as run_command

DATABASE = "agency_demo"
FTP_PORT = 2121
# Login, password, role: as in the demo data.
ACCOUNTS = (
    ("giulia", "Alpen-2026", "agent"),
    ("markus", "Alpen-2026", "manager"),
    ("admin", "admin", "system administrator"),
    (
        "gruber",
        "Dolomiti-26",
        "guest: owner, sees everything about two properties, and a case file",
    ),
    ("nordio", "Dolomiti-26", "guest: follows the case files of two clients"),
    ("carter", "Dolomiti-26", "guest: applicant, sees public data"),
)


@dataclass(frozen=True)
class Suite:
    """A running suite: its address, its database, its drop box and an administrator's session."""

    base: str
    database: str
    box: dropbox.DropBox
    admin: odoo.Session


def run(options: argparse.Namespace) -> int:
    """Start the demo and wait for Ctrl-C, or with --once check it and stop; the exit code."""
    with database.server() as server:
        odoo.write_config(server)
        if options.fresh:
            forget(server, DATABASE)
        with suite(server, DATABASE, options.port) as running:
            first_delivery(running)
            if options.once:
                return _check(running)
            _welcome(running)
            with contextlib.suppress(KeyboardInterrupt):
                threading.Event().wait()
            say("\nStopping.")
    return 0


@contextlib.contextmanager
def suite(server: database.Server, name: str, port: int) -> Iterator[Suite]:
    """The suite with demo data on the database `name`, installed if need be, as it runs."""
    install(server, name)
    http_port = odoo.free_port(port)
    if http_port != port:
        say(f"     port {port} is taken, using {http_port}")
    log = paths.LOGS / f"{name}.log"
    with contextlib.ExitStack() as stack:
        folder = paths.DROPBOX / name
        box = stack.enter_context(dropbox.running(folder, odoo.free_port(FTP_PORT)))
        with step("Odoo"):
            options = ("--max-cron-threads=1", f"--gevent-port={odoo.free_port(http_port + 1)}")
            base = stack.enter_context(odoo.running(name, http_port, log, *options))
        admin = odoo.Session(base, name, "admin", "admin")
        connect(admin, box)
        yield Suite(base, name, box, admin)


def install(server: database.Server, name: str) -> None:
    """Create the database with all addons and demo data, or bring it up to the sources."""
    stamp = paths.STATE / f"{name}.sources"
    log = paths.LOGS / f"{name}-install.log"
    sources = paths.fingerprint(paths.ADDONS)
    modules = ",".join(paths.SUITE)
    if not (stamp.exists() and database.exists(server, name)):
        # Without a stamp an installation ended in the middle; there is nothing to keep.
        database.drop(server, name)
        with step("Database with demo data (about a minute)"):
            command = odoo.command("server", "-d", name, "-i", modules, "--with-demo")
            command += ["--stop-after-init", "--no-http"]
            run_command(command, problem="The addons cannot be installed.", log=log, progress=True)
    elif stamp.read_text() != sources:
        with step("Database: bring it up to the sources"):
            command = odoo.command("server", "-d", name, "-i", modules, "-u", modules)
            command += ["--with-demo", "--stop-after-init", "--no-http"]
            problem = "The addons cannot be updated."
            run_command(command, problem=problem, log=log, progress=True)
    stamp.write_text(sources)


def forget(server: database.Server, name: str) -> None:
    """Throw a database, its files and its drop box away."""
    odoo.forget(server, name)
    shutil.rmtree(paths.DROPBOX / name, ignore_errors=True)
    (paths.STATE / f"{name}.sources").unlink(missing_ok=True)


def connect(admin: odoo.Session, box: dropbox.DropBox) -> None:
    """Point the demo's import source at the drop box."""
    options = {
        "host": dropbox.HOST,
        "port": box.port,
        "username": box.user,
        "password": box.password,
    }
    source = record(admin, "agency_imv_import.demo_source_imv")
    admin.call("agency.import.source", "action_connect", [source], options, directory="/")


def first_delivery(running: Suite) -> None:
    """Send the first delivery over FTP and run the scheduled action that collects it."""
    number = external_number(delivery.Offer())
    if running.admin.call("agency.property", "search_count", [["external_number", "=", number]]):
        return
    with step("First delivery over FTP"):
        running.box.put("imv-4711.zip", delivery.build(delivery.Offer(user="giulia")))
        collect(running)
        for _ in range(60):
            domain = [["external_number", "=", number]]
            if running.admin.call("agency.property", "search_count", domain):
                return
            time.sleep(1)
        raise Failure("The first delivery did not arrive: see Real Estate > Import > Deliveries.")


def collect(running: Suite) -> None:
    """Look into the drop box now, without waiting for the source's interval."""
    source = record(running.admin, "agency_imv_import.demo_source_imv")
    running.admin.call("agency.import.source", "action_import_now", [source])


def record(admin: odoo.Session, xmlid: str) -> int:
    """The id of the record that a module calls `xmlid`."""
    module, name = xmlid.split(".")
    domain = [["module", "=", module], ["name", "=", name]]
    return admin.call("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


def external_number(offer: delivery.Offer) -> str:
    return f"IMVO-ID-{offer.number}"


def _check(running: Suite) -> int:
    """Ask over HTTP for the sign-in page, the backend and the imported property."""
    number = external_number(delivery.Offer())
    agent = odoo.Session(running.base, running.database, *ACCOUNTS[0][:2])
    found = agent.call(
        "agency.property",
        "search_read",
        [["external_number", "=", number], ["state", "=", "inactive"]],
        ["name", "warning", "cover_media_id"],
    )
    cover = found and found[0]["cover_media_id"]
    picture = cover and agent.get(f"/web/image/agency.property.media/{cover[0]}/image_512")
    results = {
        "sign-in page": "oe_login_form" in odoo.get(f"{running.base}/web/login"),
        "backend": b"odoo.__session_info__" in agent.get("/odoo"),
        "imported property, inactive": len(found) == 1,
        "warning IMV Import": bool(found) and found[0]["warning"] == "IMV Import",
        "its picture": bool(picture) and picture[:4] in (b"\xff\xd8\xff\xe0", b"\x89PNG", b"RIFF"),
    }
    say("\nSummary")
    for title, good in results.items():
        say(f"  {'ok    ' if good else 'MISSED'} {title}")
    return 0 if all(results.values()) else 1


def _welcome(running: Suite) -> None:
    say(f"\nThe suite runs at {running.base}")
    for login, password, role in ACCOUNTS:
        say(f"  sign in as {login:<7} password {password:<11} ({role})")
    say(
        f"\nLook first at Real Estate > Properties, filter Inactive: "
        f"{external_number(delivery.Offer())} has just arrived over FTP."
        f"\nDrop box: ftp://{running.box.user}:{running.box.password}"
        f"@{dropbox.HOST}:{running.box.port}; what lands there is collected every 30 minutes,"
        f"\nor at once with Real Estate > Import > Sources > Import now."
        f"\n\nCtrl-C stops Odoo, the drop box and the database server. The data stay for next time."
    )
