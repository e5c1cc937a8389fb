"""./agency itself: it finds its way, and each failure is one sentence that says what to do."""

import argparse
import os
import socket
import subprocess
import sys

import pytest

from tools import browser, console, database, odoo, odoo_source, paths, runtime, testing
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


def test_every_command_of_the_help_is_known():
    options = argparse.Namespace(command="test", parts=["nonsense"])
    from tools import commands

    with pytest.raises(Failure):
        commands.run(options, [])
