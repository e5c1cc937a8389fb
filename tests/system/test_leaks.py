"""The leak proof of the whole suite: guests of twelve kinds, in Odoo and from outside.

`leak_table.py` says what is allowed. The ORM is walked inside Odoo while the same guests ask
the running server over HTTP and listen on its bus. A new addon adds rows to the table.
"""

import json
import secrets
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system import leaks_pages
from tests.system.leaks_bus import Listener
from tests.system.leaks_http import Visitor
from tools import demo, odoo, paths
from tools.console import say

BUILD_SECONDS, WALK_SECONDS = 240, 1200


def shell(database: str, code: str) -> subprocess.Popen:
    """Start Python inside Odoo, beside the running server."""
    process = subprocess.Popen(
        odoo.command("shell", "-d", database, "--no-http", "--log-level=error"),
        cwd=paths.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    process.stdin.write(f"from tests.system import leaks_inside\n{code}\n")
    process.stdin.close()
    return process


class Proof:
    """What the tests share: the world, a visitor per guest, and the walk that goes on inside."""

    def __init__(self, suite: demo.Suite, folder: Path) -> None:
        self.suite, self.folder = suite, folder
        self.walk = shell(suite.database, f"leaks_inside.main(env, {str(folder)!r})")
        self.wait("ready", BUILD_SECONDS)
        self.world = json.loads((folder / "world.json").read_text())
        self.visitors = {
            guest["name"]: Visitor(suite.base, guest, self.world, turn)
            for turn, guest in enumerate(self.world["guests"])
        }

    def wait(self, name: str, seconds: int) -> Path:
        """Wait for a file of the shell inside."""
        deadline = time.monotonic() + seconds
        while not (self.folder / name).exists():
            error = self.folder / "error"
            assert not error.exists(), error.read_text()
            assert time.monotonic() < deadline, f"{name} is not there after {seconds} s"
            time.sleep(0.2)
        return self.folder / name

    def push(self, function: str) -> str:
        """Send messages over the bus from inside; their mark."""
        nonce = secrets.token_hex(4)
        code = f"import json; from pathlib import Path\nfolder = Path({str(self.folder)!r})\n"
        code += "world = json.loads((folder / 'world.json').read_text())\n"
        code += f"leaks_inside.{function}(env, world, {nonce!r})"
        assert shell(self.suite.database, code).wait(BUILD_SECONDS) == 0
        return nonce


@pytest.fixture(scope="module")
def proof(suite: demo.Suite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proof]:
    made = Proof(suite, tmp_path_factory.mktemp("leaks"))
    yield made
    if made.walk.poll() is None:
        made.walk.terminate()
    made.walk.wait()


@pytest.fixture
def visitors(proof: Proof) -> list[Visitor]:
    """All guests, with nothing found yet."""
    for visitor in proof.visitors.values():
        visitor.leaks = []
        visitor.probes = 0
    return list(proof.visitors.values())


@pytest.fixture
def report(visitors: list[Visitor], capsys: pytest.CaptureFixture, request):
    """Fail on anything found; say how often was asked."""

    def tell() -> None:
        probes = sum(visitor.probes for visitor in visitors)
        with capsys.disabled():
            say(f"\n   {request.node.name}: {probes} probes by {len(visitors)} guests")
        leaks = [(v.guest["name"], *leak) for v in visitors for leak in v.leaks]
        assert leaks == []

    return tell


def test_no_route_of_ours_is_missing(proof: Proof):
    routes = proof.world["routes"]
    assert leaks_pages.missing(routes) == set()
    new = {"rule": "/my/new", "ours": True}
    assert leaks_pages.missing([*routes, new]) == {"/my/new"}


def test_every_page_and_every_download(visitors: list[Visitor], report):
    opened = 0
    for visitor in visitors:
        leaks_pages.check_pages(visitor)
        leaks_pages.check_feed(visitor)
        opened += leaks_pages.check_records(visitor)
    assert opened > 50
    report()


def test_every_case_by_every_id(visitors: list[Visitor], report):
    opened = 0
    for visitor in visitors:
        leaks_pages.check_cases(visitor)
        opened += leaks_pages.check_addresses(visitor)
    assert opened > 20
    report()


def test_files_and_pictures(proof: Proof, visitors: list[Visitor], report):
    ours = [file for file in proof.world["attachments"] if file["ours"]]
    others = [file for file in proof.world["attachments"] if not file["ours"]]
    for visitor in visitors:
        visitor.pictures()
        visitor.files([*ours, *visitor.share(others)])
    owner = proof.visitors["owner high"]
    own = owner.guest["expected"]["agency.property.media"]
    assert any(owner.picture("agency.property.media", record, "image_256") for record in own)
    report()


def test_calls_and_reports(visitors: list[Visitor], report):
    for visitor in visitors:
        visitor.calls()
        visitor.reports()
    report()


def test_every_other_route(proof: Proof, visitors: list[Visitor], report):
    routes = leaks_pages.others(proof.world["routes"])
    assert len(routes) > 200
    for visitor in visitors:
        visitor.sweep(routes)
    report()


def test_the_bus(proof: Proof, visitors: list[Visitor], report):
    listeners = [Listener(visitor) for visitor in visitors]
    nonce = proof.push("push")
    for listener in listeners:
        listener.check(listener.hear(nonce), "websocket")
        listener.check(listener.peek(nonce), "peek_notifications")
    report()


def test_planted_leaks_are_found(proof: Proof):
    """A file that is public, somebody made owner, a message to the wrong guest."""
    visitor, planted = proof.visitors["other owner"], proof.world["planted"]
    visitor.leaks = []
    rule = "/my/properties/<int:property_id>"
    case, file = leaks_pages.RECORDS[rule], planted["file"]

    def ask() -> None:
        visitor.files([each for each in proof.world["attachments"] if each["id"] == file])
        leaks_pages.check_record(visitor, rule, case, planted["house"])

    ask()
    assert visitor.leaks == []
    listener = Listener(visitor)
    nonce = proof.push("plant")
    listener.check(listener.hear(nonce), "websocket")
    ask()
    found = visitor.leaks
    proof.push("lift")
    assert any(f"/{file}" in where and what == "opens" for where, what in found)
    assert (f"/my/properties/{planted['house']}", "answers 200") in found
    assert any("shows Harbour house" in what for _where, what in found)
    assert ("websocket", "hears what is for owner high") in found
    visitor.leaks = []
    ask()
    assert visitor.leaks == []


def test_every_model_and_every_field(proof: Proof, capsys: pytest.CaptureFixture):
    """Last: the walk inside went on while the others asked."""
    walk = json.loads(proof.wait("walk.json", WALK_SECONDS).read_text())
    with capsys.disabled():
        say(f"\n   {walk['probes']} probes of the ORM by {len(proof.visitors)} guests")
    assert walk["leaks"] == []
    assert "agency.mandate" in walk["planted"]
    assert walk["probes"] > 150_000
