"""The feed over real HTTP: the reference receiver takes what is sent, and misbehaves."""

import base64
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.system import websync_nodes as nodes
from tests.websync_receiver import Receiver
from tools import odoo

# As much of a PDF as the check of released files looks at.
LETTER = b"%PDF-1.4\nDear client"


@dataclass
class Office:
    """The agency: its session, a case on the web, and the endpoint that is told of it."""

    base: str
    admin: odoo.Session
    case: int
    access: int
    endpoint: int

    def rename(self, name: str) -> None:
        self.admin.call("agency.case", "write", [self.case], {"name": name})

    def outbox(self, state: str) -> list[dict]:
        domain = [["endpoint_id", "=", self.endpoint], ["state", "=", state]]
        names = ["id", "attempts", "error"]
        return self.admin.call("agency.web.outbox", "search_read", domain, names, order="id")

    def hurry(self) -> None:
        """Let what waits for its next try be tried now."""
        self.admin.call("ir.cron", "method_direct_trigger", [self.cron("ir_cron_agency_web_feed")])

    def cron(self, name: str) -> int:
        domain = [["module", "=", "agency_websync"], ["name", "=", name]]
        return self.admin.call("ir.model.data", "search_read", domain, ["res_id"])[0]["res_id"]


@pytest.fixture(scope="module")
def node() -> Iterator[nodes.Node]:
    with nodes.installed():
        node = nodes.start(nodes.PORT)
        yield node
        odoo.stop(node.process)


@pytest.fixture(scope="module")
def office(node: nodes.Node) -> Office:
    admin = node.admin
    modality = admin.call("agency.case.modality", "create", [{"name": "Feed", "code": "FEED"}])[0]
    partner = admin.call("res.partner", "create", [{"name": "Fed client"}])[0]
    values = {"name": "First", "client_id": partner, "modality_id": modality, "key": "K 1"}
    case = admin.call("agency.case", "create", [values])[0]
    access = admin.call("agency.web.access", "create", [{"partner_id": partner}])[0]
    admin.call("agency.web.access", "action_sync", [access])
    values = {"name": "Site", "url": "http://127.0.0.1:9/feed", "max_attempts": 3}
    endpoint = admin.call("agency.web.endpoint", "create", [values])[0]
    return Office(node.base, admin, case, access, endpoint)


@pytest.fixture
def receiver(office: Office) -> Iterator[Receiver]:
    """A website that starts from nothing and was sent everything."""
    shown = office.admin.call("agency.web.endpoint", "action_new_secret", [office.endpoint])
    with Receiver(shown["context"]["default_secret"]) as receiver:
        office.admin.call("agency.web.endpoint", "write", [office.endpoint], {"url": receiver.url})
        office.admin.call("agency.web.endpoint", "action_replay", [office.endpoint])
        nodes.until(lambda: receiver.documents, 60, "nothing was sent")
        nodes.until(lambda: not office.outbox("pending"), 20, "something is left")
        yield receiver


def shown(receiver: Receiver) -> list[str]:
    return [document["name"] for document in receiver.documents.values()]


def test_a_change_is_there_within_seconds(office: Office, receiver: Receiver):
    office.rename("Second")
    nodes.until(lambda: shown(receiver) == ["Second"], 10, "the change did not arrive")
    document = next(iter(receiver.documents.values()))
    assert document["key"] is None, "the key is not ticked"
    office.admin.call("agency.web.access", "write", [office.access], {"show_key": True})
    nodes.until(
        lambda: next(iter(receiver.documents.values()))["key"] == "K 1", 10, "no key after the tick"
    )


def test_a_ping(office: Office, receiver: Receiver):
    told = office.admin.call("agency.web.endpoint", "action_test", [office.endpoint])
    assert told["params"]["type"] == "success"
    assert receiver.log[-1]["kind"] == "ping"


def test_files_are_fetched_with_a_signature(office: Office, receiver: Receiver):
    file = {"name": "letter.pdf", "datas": base64.b64encode(LETTER).decode()}
    attachment = office.admin.call("ir.attachment", "create", [file])[0]
    note = {"case_id": office.case, "name": "Letter", "attachment_ids": [[4, attachment]]}
    note = office.admin.call("agency.case.note", "create", [{**note, "released": True}])[0]

    def entries() -> list[dict]:
        return next(iter(receiver.documents.values()))["entries"]

    nodes.until(entries, 10, "the entry did not arrive")
    copy, document = next(iter(receiver.documents.items()))
    path = f"/agency/websync/file/{copy}/{entries()[0]['files'][0]['id']}"
    assert fetch(office.base + path, receiver.headers_for(path)) == (200, LETTER)
    assert fetch(office.base + path, {})[0] == 404
    office.admin.call("agency.case.note", "action_withdraw", [note])
    nodes.until(lambda: not entries(), 10, "the entry did not go")
    assert fetch(office.base + path, receiver.headers_for(path))[0] == 404
    assert document["id"] == copy


@pytest.mark.parametrize("how", ["fail", "lie", "twice"])
def test_an_endpoint_that_misbehaves(office: Office, receiver: Receiver, how: str):
    """Nothing lost, nothing out of order, nothing taken twice."""
    receiver.misbehave = how
    for name in ("One", "Two", "Three"):
        office.rename(f"{how} {name}")
    tried = "sent" if how == "twice" else "pending"
    nodes.until(lambda: any(each["attempts"] for each in office.outbox(tried)), 20, "not tried")
    receiver.misbehave = ""
    if how != "twice":
        forget_pauses(office)
    nodes.until(lambda: shown(receiver) == [f"{how} Three"], 100, "the last change is missing")
    nodes.until(lambda: not office.outbox("pending"), 100, "something is left")
    versions = [
        each["document"]["version"]
        for each in receiver.log
        if each["kind"] == "put" and each["document"]["name"].startswith(how)
    ]
    assert versions == sorted(set(versions)), versions
    assert len(versions) == 3
    assert receiver.repeated == (1 if how == "lie" else 0)


def test_an_endpoint_that_hangs(office: Office, receiver: Receiver):
    receiver.misbehave = "hang"
    office.rename("Hanging")
    waiting = nodes.until(
        lambda: [each for each in office.outbox("pending") if each["attempts"]], 30, "not tried"
    )
    assert "No answer within" in waiting[0]["error"]
    receiver.misbehave = ""
    forget_pauses(office)
    nodes.until(lambda: shown(receiver) == ["Hanging"], 100, "it was lost")


def test_laid_aside_and_sent_again(office: Office, receiver: Receiver):
    receiver.secret, right = "another one", receiver.secret
    office.rename("Refused")
    dead = nodes.until(lambda: office.outbox("dead"), 20, "it was not laid aside")
    assert "401" in dead[-1]["error"]
    receiver.secret = right
    office.admin.call("agency.web.outbox", "action_send_again", [each["id"] for each in dead])
    nodes.until(lambda: shown(receiver) == ["Refused"], 20, "it was not sent again")


def test_withdrawing_takes_the_document_away(office: Office, receiver: Receiver):
    office.admin.call("agency.web.access", "action_withdraw", [office.access])
    nodes.until(lambda: not receiver.documents, 10, "the document is still there")
    assert receiver.log[-1]["kind"] == "delete"


def forget_pauses(office: Office) -> None:
    """Wait no longer: the back-off itself is tested elsewhere."""
    nodes.sql(
        "UPDATE agency_web_outbox SET next_try = NULL WHERE state = 'pending';"
        "UPDATE agency_web_endpoint SET paused_until = NULL"
    )
    office.hurry()


def fetch(url: str, headers: dict[str, str]) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=headers), timeout=20
        ) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""
