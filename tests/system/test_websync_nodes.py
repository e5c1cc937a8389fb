"""Several nodes: changes reach pages of the other one, jobs run once, a crash loses nothing."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.system import websync_nodes as nodes
from tests.system.guests import Browser, Socket
from tools import database, odoo
from tools.console import say

CLIENTS = 30
CASES = 40
RUN = re.compile(r"asking Odoo to run job ([0-9a-f-]{36})")


@pytest.fixture(scope="module")
def server() -> Iterator[database.Server]:
    with nodes.installed() as server:
        yield server


@pytest.fixture(scope="module")
def pair(server: database.Server) -> Iterator[list[nodes.Node]]:
    with nodes.two() as pair:
        yield pair


@pytest.fixture(scope="module")
def clients(pair: list[nodes.Node]) -> list[int]:
    """Clients with cases, registered and not synced yet; the ids of their registrations."""
    admin = pair[0].admin
    modality = admin.call("agency.case.modality", "create", [{"name": "Nodes", "code": "NODE"}])[0]
    names = [{"name": f"Client {number}"} for number in range(CLIENTS)]
    partners = admin.call("res.partner", "create", names)
    for partner in partners:
        case = {"client_id": partner, "modality_id": modality}
        admin.call(
            "agency.case", "create", [{**case, "name": f"Case {each}"} for each in range(CASES)]
        )
    return admin.call("agency.web.access", "create", [{"partner_id": each} for each in partners])


def sync_all(admin: odoo.Session) -> int:
    return admin.call("agency.web.access", "action_sync_all")["res_id"]


def run_state(admin: odoo.Session, run: int) -> dict:
    names = ["state", "done_count", "failed_count", "difference_count", "total"]
    return admin.call("agency.web.sync", "read", [run], names)[0]


def finished(admin: odoo.Session, run: int) -> dict | None:
    state = run_state(admin, run)
    return state if state["state"] != "running" else None


def withdraw_all(admin: odoo.Session, accesses: list[int]) -> None:
    admin.call("agency.web.access", "write", accesses, {"state": "new"})
    assert admin.call("agency.web.case", "search_count", []) == 0


def test_each_job_runs_once(pair: list[nodes.Node], clients: list[int]):
    run = sync_all(pair[1].admin)
    state = nodes.until(
        lambda: finished(pair[0].admin, run), 120, f"not done: {run_state(pair[0].admin, run)}"
    )
    assert state["state"] == "done", state
    assert (state["done_count"], state["failed_count"]) == (CLIENTS, 0)
    assert pair[0].admin.call("agency.web.case", "search_count", []) == CLIENTS * CASES
    asked = [Counter(RUN.findall(node.log)) for node in pair]
    domain = [["method_name", "=", "_sync_in_job"]]
    jobs = pair[0].admin.call("queue.job", "search_read", domain, ["uuid", "state", "retry"])
    assert {job["state"] for job in jobs} == {"done"}
    assert {job["retry"] for job in jobs} == {1}
    assert [(asked[0] + asked[1])[job["uuid"]] for job in jobs] == [1] * CLIENTS
    assert not all(asked), "both nodes handed out jobs"


def test_a_change_on_one_node_reaches_the_other(pair: list[nodes.Node], clients: list[int]):
    writer, reader = pair
    account = guest(writer.admin, clients[0])
    socket = Socket(reader.base, session_of(reader, account))
    assert socket.opened
    socket.send("subscribe", {"channels": [], "last": 0})
    time.sleep(1)
    copy = writer.admin.call(
        "agency.web.case", "search_read", [["access_id", "=", clients[0]]], ["case_id"], limit=1
    )[0]
    start = time.monotonic()
    writer.admin.call("agency.case", "write", [copy["case_id"][0]], {"name": "From one node"})
    message = nodes.until(lambda: told(socket, copy["id"]), 10, "the other node was not told")
    say(f"\nfrom node to node in {time.monotonic() - start:.2f} s")
    assert message == {"access": clients[0], "all": False, "changed": [copy["id"]], "gone": []}
    read = reader.admin.call("agency.web.case", "read", [copy["id"]], ["name"])
    assert read[0]["name"] == "From one node"


def test_killing_a_node_loses_nothing(pair: list[nodes.Node], clients: list[int]):
    victim, survivor = sorted(pair, key=lambda node: not RUN.findall(node.log))
    withdraw_all(survivor.admin, clients)
    run = sync_all(survivor.admin)
    nodes.until(
        lambda: 0 < run_state(survivor.admin, run)["done_count"] < CLIENTS - 5, 30, "not started"
    )
    victim.kill()
    left = CLIENTS - run_state(survivor.admin, run)["done_count"]
    assert left, "the run was over before the node died"
    start = time.monotonic()
    state = nodes.until(
        lambda: finished(survivor.admin, run), 180, f"stuck: {run_state(survivor.admin, run)}"
    )
    seconds = time.monotonic() - start
    say(f"\n{left} of {CLIENTS} left when the node died, done {seconds:.0f} s later")
    assert (state["state"], state["done_count"]) == ("done", CLIENTS), state
    assert state["difference_count"] == 0
    assert survivor.admin.call("agency.web.case", "search_count", []) == CLIENTS * CASES


def guest(admin: odoo.Session, access: int) -> str:
    """A guest who sees a registration at the high level; the user code."""
    section = admin.call("agency.guest.section", "search", [["code", "=", "cases"]])[0]
    values = {
        "surname": "Node",
        "user_code": "node.guest",
        "tz": "UTC",
        "password": "Regenbogen-7",
        "permission_ids": [[0, 0, {"section_id": section, "level": "high"}]],
    }
    created = admin.call("agency.guest", "create", [values])[0]
    admin.call("agency.web.access", "write", [access], {"guest_ids": [[4, created]]})
    return values["user_code"]


def session_of(node: nodes.Node, user_code: str) -> str:
    browser = Browser(node.base)
    _status, _text, place = browser.sign_in("Regenbogen-7", user_code)
    assert "/my" in place, place
    return browser.session


def told(socket: Socket, copy: int) -> dict | None:
    """The payload that names a copy, if it has come."""
    try:
        _kind, content = socket.read(1)
    except TimeoutError:
        return None
    for each in json.loads(content):
        message = each["message"]
        if message["type"] == "agency_websync/cases" and copy in message["payload"]["changed"]:
            return message["payload"]
    return None
