"""./agency itself: it finds its way, and each failure is one sentence that says what to do."""

import argparse
import contextlib
import os
import socket
import subprocess
import sys

import pytest

from tools import (
    browser,
    console,
    database,
    lanes,
    odoo,
    odoo_source,
    paths,
    runtime,
    templates,
    testing,
)
from tools.console import Failure

ROOT = paths.ROOT


def test_help_runs_on_the_standard_library_alone():
    command = [sys.executable, "-I", "-S", str(ROOT / "agency"), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "demo" in done.stdout


def test_a_taken_port_gives_the_next_one():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert odoo.free_port(port) > port


def test_an_odoo_src_without_odoo_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("ODOO_SRC", str(tmp_path))
    with pytest.raises(Failure, match="is no Odoo checkout"):
        odoo_source.find()


def test_an_odoo_src_is_used(monkeypatch, tmp_path):
    (tmp_path / "odoo").mkdir()
    (tmp_path / "odoo" / "release.py").touch()
    monkeypatch.setenv("ODOO_SRC", str(tmp_path))
    assert odoo_source.find() == tmp_path


def test_no_apt_and_no_git_asks_for_a_checkout(monkeypatch, tmp_path):
    monkeypatch.delenv("ODOO_SRC", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Failure, match="set ODOO_SRC"):
        odoo_source._fetch(tmp_path / "odoo-19.0")


def test_a_failing_download_says_network(tmp_path):
    log = tmp_path / "log"
    with pytest.raises(Failure, match="check the network"):
        console.run(["false"], problem=console.NO_NETWORK, log=log)


def test_a_full_disk_is_named(tmp_path):
    script = "echo 'write failed: No space left on device'; exit 1"
    with pytest.raises(Failure, match="The disk is full"):
        console.run(["sh", "-c", script], problem="no", log=tmp_path / "log")


def test_a_missing_venv_module_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "_python", lambda: "false")
    monkeypatch.setattr(paths, "SETUP_LOG", tmp_path / "log")
    with pytest.raises(Failure, match="venv module is missing"):
        runtime._make_venv(tmp_path / "venv")


def test_a_python_that_odoo_does_not_run_on(monkeypatch, tmp_path):
    monkeypatch.setattr(runtime, "OLDEST", (4, 0))
    monkeypatch.setattr(runtime, "NEWEST", (4, 1))
    with pytest.raises(Failure, match="needs Python 3.10 to 3.13"):
        runtime._python()


def test_a_postgresql_that_does_not_answer(monkeypatch):
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    with pytest.raises(Failure, match=r"PostgreSQL at 127.0.0.1:1 does not answer"):
        with database.server():
            pass


def test_a_missing_chromium_says_how(monkeypatch):
    monkeypatch.setattr(browser, "_find", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Failure, match="apt install chromium"):
        browser.ensure()


def test_an_unknown_test_part_is_refused():
    with pytest.raises(Failure, match="There is no test part nonsense"):
        testing._select("nonsense")


@pytest.mark.parametrize(
    ("log", "code", "passed", "failed"),
    [
        ("1 INFO d odoo.tests.result: 0 failed, 0 error(s) of 7 tests when loading", 0, 7, 0),
        ("1 INFO d odoo.tests.result: 2 failed, 1 error(s) of 7 tests when loading", 1, 4, 3),
        ("nothing ran", 0, 0, 1),
        ("crashed before any test", 1, 0, 1),
        (
            "2026-01-01 10:00:00,000 1 WARNING d odoo.modules: missing author\n"
            "1 INFO d odoo.tests.result: 0 failed, 0 error(s) of 7 tests when loading",
            0,
            7,
            1,
        ),
    ],
)
def test_the_log_of_a_test_run_is_read(tmp_path, log, code, passed, failed):
    file = tmp_path / "log"
    file.write_text(log)
    outcome = testing._read_log(file, code)
    assert (outcome.passed, outcome.failed) == (passed, failed)


@pytest.mark.parametrize(
    ("output", "code", "numbers"),
    [
        ("== unit\n..\n   2 passed, 0 failed (1 s)\n\n2 passed, 0 failed\n", 0, (2, 0, 0)),
        ("== unit\n..\n\n7 passed, 1 failed, 2 skipped\n", 1, (7, 1, 2)),
        ("== unit\n..\n\n7 passed, 0 failed\n", 130, (7, 1, 0)),
        ("   2 passed, 0 failed (1 s)\nPostgreSQL does not answer.\n", 1, (0, 1, 0)),
        ("", -15, (0, 1, 0)),
    ],
)
def test_the_total_of_a_part_is_read(output, code, numbers):
    result = lanes.read("unit", output, code)
    assert (result.passed, result.failed, result.skipped) == numbers


def test_all_parts_run(monkeypatch, capsys):
    asked = []

    def run(_lanes, parts):
        asked.extend(parts)
        yield lanes.Result("unit", "== unit", passed=3)
        yield lanes.Result("system", "== system", passed=2, failed=1)

    monkeypatch.setattr(lanes.Lanes, "run", run)
    monkeypatch.setattr(browser, "ensure", lambda: None)
    monkeypatch.setattr(database, "server", contextlib.nullcontext)
    assert testing.run([]) == 1
    assert set(asked) == {"unit", *paths.SUITE, "system"}
    assert capsys.readouterr().out.endswith("\n5 passed, 1 failed\n")


def test_an_interrupted_command_ends_in_its_own_way(tmp_path):
    """Those who stop ./agency also stop what it started, and that cleans up behind itself."""
    left = tmp_path / "left"
    code = "import signal; signal.signal(signal.SIGTERM, signal.default_int_handler)\n"
    code += "from tools import console; console.call({!r})"
    # Ready a while after its start: then the one who called it is waiting for it.
    script = f"trap 'touch {left}; exit 0' TERM; sleep 1; echo ready; "
    script += "for _try in $(seq 300); do sleep 0.1; done"
    command = [sys.executable, "-c", code.format(["sh", "-c", script])]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        process.terminate()
        assert process.wait(20) != 0
    assert left.exists()


def test_a_template_holds_what_the_manifests_ask_for_and_nothing_else():
    of_base = templates.outside("agency_base")
    assert of_base == {"contacts", "calendar", "sms"}
    assert templates.outside("agency_imv_import") == of_base | {"fs_storage", "queue_job"}
    assert "website" in templates.outside("agency_websync")
    for addon in paths.SUITE:
        assert not templates.outside(addon) & set(paths.SUITE)


def test_a_changed_file_is_another_fingerprint(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text("one")
    before = paths.fingerprint(tmp_path)
    assert paths.fingerprint(tmp_path) == before
    (tmp_path / "folder" / "file").write_text("three")
    assert paths.fingerprint(tmp_path) != before


def test_every_command_of_the_help_is_known():
    options = argparse.Namespace(command="test", parts=["nonsense"])
    from tools import commands

    with pytest.raises(Failure):
        commands.run(options, [])
