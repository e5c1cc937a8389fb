"""What the web sync costs: a save, a first sync, a list among 200,000 copies, a change on screen.

Everything is the real thing: cases of one group that many registrations follow, copies made by
"Sync all clients", a server with websockets.
"""

import json
import statistics
import threading
import time
import urllib.parse

import websocket

from odoo import Command

from tests.bench.bench_guests import KEY, REQUEST, Client
from tools import bench, odoo, paths

CASES = 5_000
# So many registrations follow all cases when the sync is measured (20,000 copies) ...
SYNCED = 4
# ... and so many when the lists are (200,000 copies).
REGISTERED = 40
BATCH = 1_000
# The best of so many counts: the first one meets a database that nobody has used yet.
SYNCS = 4
ROUNDS = 60
PAGES = 20
CHANGES = 15
LOG = paths.LOGS / "bench-websync.log"
COPIED = {"name": {}, "number": {}, "state": {}, "expiry_date": {}, "reference_1": {}}


def measure(env) -> list[dict]:
    env = env(context={**env.context, "mail_notify_force_send": False})
    partners = _data(env)
    accesses = _register(env, partners[:SYNCED])
    results = [_sync_all(env, accesses)]
    accesses |= _register(env, partners[SYNCED:])
    _sync(env)
    many, few = _guest(env, "many", accesses[0]), _guest(env, "few", _small_client(env, 10))
    eighty = _guest(env, "eighty", _small_client(env, 80))
    _settle(env)
    results.append(_save_overhead(env))
    port = odoo.free_port(8381)
    with odoo.running(env.cr.dbname, port, LOG, "--max-cron-threads=0") as base:
        results += _lists(base, many, few, eighty)
        results.append(_latency(env, base, accesses[0]))
    return results


def _data(env):
    """One group of clients and 5,000 cases of theirs."""
    group = env["agency.client.group"].create({"name": "Bench group"})
    partners = env["res.partner"].create(
        [{"name": f"Client {n}", "client_group_id": group.id} for n in range(REGISTERED)]
    )
    modality = env["agency.case.modality"].create({"name": "Bench", "code": "BENCH"})
    case_class = env["agency.case.class"].create({"name": "Bench", "code": "B1"})
    case = env["agency.case"].create(
        {
            "name": "Bench",
            "client_id": partners[0].id,
            "modality_id": modality.id,
            "country_id": env.ref("base.it").id,
        }
    )
    env.flush_all()
    own = {
        "id",
        *("number", "name", "client_id", "expiry_date"),
    }
    columns = [
        name
        for name, field in case._fields.items()
        if field.store and field.column_type and name not in own
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"""INSERT INTO agency_case (number, name, client_id, expiry_date, {names})
            SELECT 'BENCH/' || n, 'Case ' || n, (%s::int[])[1 + n %% %s],
                   current_date + n %% 900, {names}
              FROM agency_case CROSS JOIN generate_series(2, %s) n WHERE id = %s""",  # noqa: S608
        [partners.ids, REGISTERED, CASES, case.id],
    )
    env.cr.execute(
        "INSERT INTO agency_case_class_rel (case_id, class_id) SELECT id, %s FROM agency_case",
        [case_class.id],
    )
    env.cr.execute(
        "INSERT INTO agency_case_note (case_id, company_id, date, kind, name, released)"
        " SELECT id, company_id, now(), 'note', 'Filed', TRUE FROM agency_case WHERE id % 5 = 0"
    )
    _settle(env)
    env.invalidate_all()
    return partners


def _settle(env) -> None:
    """Do at once what the database does by itself within minutes after so many new rows."""
    env.cr.commit()
    connection = env.cr._cnx
    connection.autocommit = True
    try:
        env.cr.execute("VACUUM ANALYZE")
    finally:
        connection.autocommit = False


def _register(env, partners):
    accesses = env["agency.web.access"].create(
        [{"partner_id": each.id, "whole_group": True} for each in partners]
    )
    env.cr.commit()
    return accesses


def _sync(env) -> None:
    """Sync all clients: the jobs, one after the other in this process, and the check."""
    model = env["agency.web.access"].with_context(queue_job__no_delay=True)
    run = env["agency.web.sync"].browse(model.action_sync_all()["res_id"])
    env.cr.commit()
    if run.state != "done" or run.difference_count:
        raise AssertionError(f"The run ended {run.state} with {run.difference_count} differences.")


def _sync_all(env, accesses) -> dict:
    """20,000 copies by "Sync all clients" / the same rows read and created through the ORM."""
    copies = env["agency.web.case"].sudo()
    times = {_sync: [], _through_the_orm: []}
    for _round in range(SYNCS):
        for way, sink in times.items():
            env.invalidate_all()
            start = time.perf_counter()
            way(env)
            env.cr.commit()
            sink.append(time.perf_counter() - start)
            count = copies.search_count([("access_id", "in", accesses.ids)])
            if count != CASES * SYNCED:
                raise AssertionError(f"{count} copies")
            env.cr.execute("TRUNCATE agency_web_case CASCADE")
            env.cr.commit()
    values = [min(sink) for sink in times.values()]
    return bench.result("websync.sync_all", *values, "s", 0.1)


def _through_the_orm(env) -> None:
    for access in env["agency.web.access"].search([("state", "in", ("new", "live"))]):
        clients = access.partner_id.client_group_id.partner_ids
        cases = env["agency.case"].search([("client_id", "in", clients.ids)])
        for start in range(0, len(cases), BATCH):
            batch = cases[start : start + BATCH]
            env["agency.web.case"].sudo().create([_copy_values(access, case) for case in batch])
            env.flush_all()


def _copy_values(access, case) -> dict:
    return {
        "access_id": access.id,
        "case_id": case.id,
        "company_id": case.company_id.id,
        "modality_id": case.modality_id.id,
        "country_id": case.country_id.id,
        "classes": ", ".join(case.class_ids.mapped("code")),
        "client_name": case.client_id.name,
        "intermediary_name": case.intermediary_id.name,
        "reference_1": case.reference_1 if access.show_reference_1 else False,
        "key": case.key if access.show_key else False,
        "entries": [
            {"id": note.id, "name": note.name, "kind": note.kind, "body": note.body or ""}
            for note in case.note_ids
            if note.released
        ],
        "version": 1,
        **{name: case[name] for name in ("number", "name", "state", "filing_date", "expiry_date")},
    }


def _small_client(env, count: int):
    """A registration of its own with so many cases, on the web."""
    partner = env["res.partner"].create({"name": f"Client with {count}"})
    modality = env["agency.case.modality"].search([("code", "=", "BENCH")])
    env["agency.case"].create(
        [
            {"name": f"Own {n}", "client_id": partner.id, "modality_id": modality.id}
            for n in range(count)
        ]
    )
    access = env["agency.web.access"].create({"partner_id": partner.id})
    access.action_sync()
    env.cr.commit()
    return access


def _guest(env, code: str, access) -> str:
    section = env["agency.guest.section"].search([("code", "=", "cases")])
    windows = [{"weekday": str(day), "hour_from": 0, "hour_to": 24} for day in range(7)]
    guest = env["agency.guest"].create(
        {
            "surname": code,
            "user_code": f"websync.{code}",
            "password": KEY,
            "valid_from": "2020-01-01",
            "valid_until": "2099-12-31",
            "window_ids": [Command.create(window) for window in windows],
            "network_ids": [Command.create({"cidr": "127.0.0.0/8"})],
            "permission_ids": [Command.create({"section_id": section.id, "level": "high"})],
        }
    )
    access.guest_ids = [Command.link(guest.id)]
    env.cr.commit()
    return guest.user_code


def _save_overhead(env) -> dict:
    """Saving a case that three registrations with a guest each follow / one that nobody does."""
    env = env(context={"lang": "en_US"})
    partners = env["res.partner"].create([{"name": f"Saver {n}"} for n in range(4)])
    group = env["agency.client.group"].create({"name": "Savers"})
    partners[:2].client_group_id = group
    modality = env["agency.case.modality"].search([("code", "=", "BENCH")])
    values = {"name": "Save", "modality_id": modality.id}
    followed = {**values, "client_id": partners[0].id, "intermediary_id": partners[2].id}
    cases = env["agency.case"].create([followed, {**values, "client_id": partners[3].id}])
    accesses = env["agency.web.access"].create(
        [
            {"partner_id": partners[0].id},
            {"partner_id": partners[1].id, "whole_group": True},
            {"partner_id": partners[2].id, "role": "intermediary"},
        ]
    )
    accesses.action_sync()
    for number, access in enumerate(accesses):
        _guest(env, f"saver{number}", access)
    env.cr.commit()
    if [case.web_count for case in cases] != [3, 0]:
        raise AssertionError("The registrations do not follow the case.")
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for case, sink in zip(cases, times, strict=True):
            sink.append(_save(env, case.id, f"Save {number}"))
    medians = [statistics.median(sink) for sink in times]
    return bench.result("websync.save_overhead", *medians, "s", 1.3)


def _save(env, case: int, name: str) -> float:
    start = time.perf_counter()
    with env.registry.cursor() as cr:
        env(cr=cr)["agency.case"].browse(case).web_save({"name": name}, COPIED)
    return time.perf_counter() - start


def _lists(base: str, many: str, few: str, eighty: str) -> list[dict]:
    """The list of 5,000 own cases / the start page; queries with 80 rows / with 10."""
    guest, small, large = (Client(base, login) for login in (many, few, eighty))
    address = "/my/cases?sort=expiry"
    for path in ("/my", address):
        for _warm in range(5):
            guest.get(path)
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for sink, path in zip(times, (address, "/my"), strict=True):
            start = time.perf_counter()
            guest.get(path)
            sink.append(time.perf_counter() - start)
    medians = [statistics.median(sink) for sink in times]
    for client in (small, large):
        for _each in range(3):
            page = client.get("/my/cases?step=80").decode()
    if page.count("data-copy=") < 80:
        raise AssertionError("The page does not show 80 rows.")
    queries = [count for path, count in _requests() if path.startswith("/my/cases?step")]
    return [
        bench.result("websync.list_page", *medians, "s", 1.5),
        bench.result("websync.queries", queries[-1], queries[-4], "queries", 1.0),
    ]


def _requests() -> list[tuple[str, int]]:
    text = LOG.read_text(encoding="utf-8", errors="replace")
    return [(path, int(count)) for path, count in REQUEST.findall(text)]


class Page(threading.Thread):
    """An open page: it listens, and reads the row again when it is told to."""

    def __init__(self, client: Client, last: int) -> None:
        super().__init__(daemon=True)
        self.client = client
        self.seen: dict[str, float] = {}
        cookies = client.opener.handlers
        jar = next(each.cookiejar for each in cookies if hasattr(each, "cookiejar"))
        session = next(cookie.value for cookie in jar if cookie.name == "session_id")
        address = client.base.replace("http", "ws") + "/websocket"
        self.socket = websocket.create_connection(
            address, cookie=f"session_id={session}", origin=client.base, timeout=60
        )
        self._subscribe(last)

    def _subscribe(self, last: int) -> None:
        data = {"channels": [], "last": last}
        self.socket.send(json.dumps({"event_name": "subscribe", "data": data}))

    def run(self) -> None:
        while True:
            try:
                told = json.loads(self.socket.recv())
            except (OSError, ValueError, websocket.WebSocketException):
                return
            for each in told:
                message = each["message"]
                if message["type"] == "agency_websync/cases":
                    self._read(message["payload"]["changed"])

    def _read(self, ids: list[int]) -> None:
        query = urllib.parse.urlencode({"ids": ",".join(map(str, ids))})
        text = self.client.get(f"/my/cases/rows?{query}").decode()
        now = time.perf_counter()
        for number in range(CHANGES):
            if f"Latency {number}." in text:
                self.seen.setdefault(f"Latency {number}.", now)


def _latency(env, base: str, access) -> dict:
    """From pressing save to the row that 20 open pages of four guests show; 95 of 100 pages."""
    logins = [_guest(env, f"page{number}", access) for number in range(4)]
    clients = [Client(base, login) for login in logins]
    env.cr.execute("SELECT coalesce(max(id), 0) FROM bus_bus")
    last = env.cr.fetchone()[0]
    env.cr.commit()
    pages = [Page(clients[number % 4], last) for number in range(PAGES)]
    for page in pages:
        page.start()
    time.sleep(3)
    case = env["agency.web.case"].search([("access_id", "=", access.id)], limit=1).case_id
    waits = []
    for number in range(CHANGES):
        name = f"Latency {number}."
        start = time.perf_counter()
        _save(env, case.id, name)
        end = start + 20
        while time.perf_counter() < end and not all(name in page.seen for page in pages):
            time.sleep(0.02)
        waits += [page.seen.get(name, end) - start for page in pages]
    for page in pages:
        page.socket.close()
    waits.sort()
    p95 = waits[int(len(waits) * 0.95) - 1]
    return bench.result("websync.latency", p95, 1.0, "s", 1.0)
