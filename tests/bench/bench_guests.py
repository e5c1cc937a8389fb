"""What limits and levels cost a guest, among 100,000 properties, on a server that runs.

Pages that are compared are asked for by turns; the median of each counts. Queries are those that
the server's own log counts per request.
"""

import base64
import io
import re
import statistics
import time
import urllib.parse
import urllib.request

from PIL import Image

from odoo import Command

from tools import bench, odoo, paths

PROPERTIES = 100_000
OWN = 50
FEW = 5
# Queries that the limits may cost.
MOST_EXTRA = 2
ROUNDS = 60
SECTIONS = "listings mandates requests contacts appointments advertising actions documents".split()
FIELDS = ("name", "state", "public_price", "public_location", "area_living", "rooms", "kind_id")
# What a card of the list can show, all of it filled in.
PROPERTY = {
    **{"name": "House with a garden", "state": "active", "for_sale": True, "price_sale": 485_000},
    **{"street": "Lakeside", "street_number": "12", "zip": "39100", "city": "Bozen"},
    **{"district": "Old town", "address_public": True, "price_public": True, "rooms": 4.5},
    **{"bathrooms": 2, "area_living": 128, "area_plot": 640},
}
LOG = paths.LOGS / "bench-guests.log"
REQUEST = re.compile(r'"GET (\S+) HTTP[^"]*" 200 \S+ (\d+) ')
# A password for accounts that live as long as the measurement.
KEY = "Brook-and-Bridge-7"


def measure(env) -> list[dict]:
    many, few, plain = _data(env)
    results = [_rule_cost(env, many)]
    port = odoo.free_port(8371)
    with odoo.running(bench.DATABASE, port, LOG, "--max-cron-threads=0") as base:
        guest, other, portal = (Client(base, login) for login in (many, few, plain))
        for client, path in ((guest, "/my"), (portal, "/my"), (guest, "/my/properties")):
            for _warm in range(5):
                client.get(path)
        mine, theirs = _by_turns((guest, "/my"), (portal, "/my"))
        results.append(bench.result("guests.guard_overhead", mine, theirs, "s", 1.05))
        page, home = _by_turns((guest, "/my/properties"), (guest, "/my"))
        results.append(bench.result("guests.list_page", page, home, "s", 1.5))
        for client in (other, guest):
            for _each in range(3):
                client.get("/my/properties")
    # The last pair before the start page was compared with the list.
    asked, plainly = [count for path, count in _requests() if path == "/my"][-ROUNDS - 2 : -ROUNDS]
    most = (plainly + MOST_EXTRA) / plainly
    results.append(bench.result("guests.guard_queries", asked, plainly, "queries", most))
    queries = [count for path, count in _requests() if path.startswith("/my/properties")]
    results.append(bench.result("guests.list_queries", queries[-1], queries[-4], "queries", 1.0))
    return results


class Client:
    """A signed-in session that keeps its cookies."""

    def __init__(self, base: str, login: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = self.get("/web/login").decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page).group(1)
        form = {"login": login, "password": KEY, "csrf_token": token}
        body = urllib.parse.urlencode(form).encode()
        with self.opener.open(f"{base}/web/login", body, timeout=60) as answer:
            if "/my" not in answer.url:
                raise AssertionError(f"{login} cannot sign in: {answer.url}")

    def get(self, path: str) -> bytes:
        with self.opener.open(self.base + path, timeout=60) as answer:
            return answer.read()


def _by_turns(first, second) -> tuple[float, float]:
    """The median seconds of two requests, made by turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _round in range(ROUNDS):
        for sink, (client, path) in zip(times, (first, second), strict=True):
            start = time.perf_counter()
            client.get(path)
            sink.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def _rule_cost(env, login: str) -> dict:
    """Reading 50 own properties as the guest / as superuser with the same ids."""
    user = env["agency.guest"].search([("user_code", "=", login)]).user_id
    ids = env["agency.property"].search([("party_ids.partner_id.name", "=", "Bench 50")]).ids
    times: dict[bool, list[float]] = {True: [], False: []}
    for _round in range(ROUNDS):
        for as_guest in (True, False):
            env.invalidate_all()
            records = env["agency.property"].with_user(user if as_guest else 1).browse(ids)
            records = records if as_guest else records.sudo()
            start = time.perf_counter()
            records.read(FIELDS)
            times[as_guest].append(time.perf_counter() - start)
    medians = [statistics.median(times[key]) for key in (True, False)]
    return bench.result("guests.rule_cost", *medians, "s", 2.0)


def _data(env) -> tuple[str, str, str]:
    """100,000 properties, a guest who owns 50 of them, one who owns 5, and a portal user."""
    kind = env["agency.property.kind"].search([], limit=1)
    template = env["agency.property"].create({**PROPERTY, "kind_id": kind.id})
    env.flush_all()
    columns = [
        name
        for name, field in template._fields.items()
        if field.store and field.column_type and name not in ("id", "reference")
    ]
    names = ", ".join(f'"{name}"' for name in columns)
    env.cr.execute(
        f"INSERT INTO agency_property (reference, {names}) "  # noqa: S608
        f"SELECT 'B-' || n, {names} FROM agency_property CROSS JOIN generate_series(2, %s) n "
        "WHERE id = %s",
        [PROPERTIES, template.id],
    )
    env.cr.execute("SELECT id FROM agency_property ORDER BY id LIMIT %s", [OWN + FEW])
    ids = [row[0] for row in env.cr.fetchall()]
    env["agency.property.media"].create(
        [{"property_id": each, "name": "Front", "file": _picture(each)} for each in ids]
    )
    for each in env["agency.property"].browse(ids):
        each.write({"price_sale": 98_500 + 7_500 * each.id, "area_living": 40 + 3 * each.id})
    guests = [_guest(env, OWN, ids[:OWN]), _guest(env, FEW, ids[OWN:])]
    portal = env["res.users"].create(
        {
            "name": "Bench portal",
            "login": "bench.portal",
            "password": KEY,
            "group_ids": [Command.set(env.ref("base.group_portal").ids)],
        }
    )
    env.cr.execute("ANALYZE")
    env.cr.commit()
    return guests[0].user_code, guests[1].user_code, portal.login


def _picture(shade: int) -> bytes:
    """A small picture of one colour."""
    sink = io.BytesIO()
    Image.new("RGB", (64, 48), (shade % 256, 128, 64)).save(sink, "JPEG")
    return base64.b64encode(sink.getvalue())


def _guest(env, count: int, property_ids: list[int]):
    client = env["res.partner"].create({"name": f"Bench {count}"})
    env["agency.property.party"].create(
        [{"property_id": each, "partner_id": client.id, "role": "owner"} for each in property_ids]
    )
    sections = env["agency.guest.section"].search([("code", "in", SECTIONS)])
    windows = [{"weekday": str(day), "hour_from": 0, "hour_to": 24} for day in range(7)]
    return env["agency.guest"].create(
        {
            "surname": f"Bench {count}",
            "user_code": f"bench{count}",
            "password": KEY,
            "partner_ids": [Command.set(client.ids)],
            "valid_from": "2020-01-01",
            "valid_until": "2099-12-31",
            "window_ids": [Command.create(window) for window in windows],
            "network_ids": [Command.create({"cidr": "127.0.0.0/8"})],
            "permission_ids": [
                Command.create({"section_id": each.id, "level": "high"}) for each in sections
            ],
        }
    )


def _requests() -> list[tuple[str, int]]:
    """Path and number of queries of each successful request in the server's log."""
    text = LOG.read_text(encoding="utf-8", errors="replace")
    return [(path, int(count)) for path, count in REQUEST.findall(text)]
