"""./agency test: unit tests, each addon's tests on a fresh database, whole-suite tests.

All of them run in two lanes; a part that is named runs alone.
"""

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from tools import browser, database, lanes, odoo, paths, templates
from tools.console import Failure, call, say

# The longest first: beside it there is time for the others.
EVERYTHING = ("system", *reversed(paths.SUITE), "unit")
# OpenImmo files that others made: not ours to ship, read from beside the clone if they are there.
SAMPLES = paths.ROOT.parent / "shared" / "openimmo"
FINAL_COUNT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
# A line of the log that a clean installation and a clean test run do not have.
COMPLAINT = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")
# Said of the machine, not of the suite.
HARMLESS = re.compile(
    r"Running as user 'root'|psutil|wkhtmltopdf|limit_memory|create PostgreSQL extensions|pg_trgm"
)


@dataclass
class Outcome:
    """What one part of the suite came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.notes += other.notes


def run(parts: list[str]) -> int:
    """Run the named parts (all of them by default), print `N passed, N failed`; the exit code."""
    os.environ.setdefault("OPENIMMO_SAMPLES", str(SAMPLES))
    total = Outcome()
    for outcome in _named(parts) if parts else _everything():
        total.add(outcome)
    say()
    skipped = f", {total.skipped} skipped" if total.skipped else ""
    say(f"{total.passed} passed, {total.failed} failed{skipped}")
    return 1 if total.failed or not total.passed else 0


def _named(parts: list[str]) -> Iterator["Outcome"]:
    """Run the parts one after the other."""
    for title, work in [_select(part) for part in parts]:
        say(f"\n== {title}")
        start = time.monotonic()
        outcome = work()
        for note in outcome.notes:
            say(note)
        say(f"   {outcome.passed} passed, {outcome.failed} failed ({_since(start)})")
        yield outcome


def _everything() -> Iterator["Outcome"]:
    """Run all parts in two lanes. What more than one of them would set up is there before."""
    browser.ensure()
    with database.server():
        say(f"\n{len(EVERYTHING)} parts, {lanes.LANES} at a time; each tells when it has ended.")
        for result in lanes.Lanes().run(EVERYTHING):
            say(f"\n{result.output.strip()}")
            yield Outcome(result.passed, result.failed, result.skipped)


def _select(part: str) -> tuple[str, Callable[[], "Outcome"]]:
    """The title and the work of `unit`, `system`, an addon, or a path."""
    if part in ("unit", "system"):
        return part, partial(_pytest, part, paths.ROOT / "tests" / part)
    for addon in paths.SUITE:
        if part in (addon, addon.removeprefix("agency_"), f"addons/{addon}", f"addons/{addon}/"):
            return addon, partial(_addon, addon, f"/{addon}")
    path = Path(part.split("::")[0]).resolve()
    if path.exists() and path.is_relative_to(paths.ROOT / "tests"):
        return part, partial(_pytest, "part", part)
    if path.exists() and path.is_relative_to(paths.ADDONS):
        relative = path.relative_to(paths.ADDONS)
        return part, partial(_addon, relative.parts[0], f"/{relative}")
    names = ", ".join(("unit", "system", *paths.SUITE))
    raise Failure(f"There is no test part {part}: name one of {names}, or a path.")


def _pytest(name: str, target: object) -> Outcome:
    report = paths.LOGS / f"test-{name}.xml"
    report.unlink(missing_ok=True)
    if name != "unit":
        browser.ensure()
    command = [paths.PYTHON, "-m", "pytest", str(target), f"--junit-xml={report}", "-q"]
    code = call(command, cwd=paths.ROOT)
    if not report.exists():
        return Outcome(failed=1, notes=[f"pytest ended with {code} and left no report."])
    outcome = Outcome()
    for suite in etree.parse(report).iter("testsuite"):
        count = {k: int(suite.get(k, 0)) for k in ("tests", "failures", "errors", "skipped")}
        outcome.failed += count["failures"] + count["errors"]
        outcome.skipped += count["skipped"]
        outcome.passed += count["tests"] - count["failures"] - count["errors"] - count["skipped"]
    if code and not outcome.failed:
        outcome.failed += 1
        outcome.notes.append(f"pytest ended with {code}.")
    return outcome


def _addon(addon: str, tags: str) -> Outcome:
    """Install the addon on a database without it and run its tests there."""
    browser.ensure()
    name = f"agency_test_{addon.removeprefix('agency_')}"
    log = paths.LOGS / f"test-{addon}.log"
    with database.server() as server:
        odoo.write_config(server)
        templates.bare(server, name, addon)
        port = odoo.free_port(8171)
        command = odoo.command("server", "-d", name, "-i", addon, "--test-tags", tags)
        command += ["--stop-after-init", "--http-port", str(port), "--db-filter", f"^{name}$"]
        with log.open("w", encoding="utf-8") as sink:
            code = call(command, stdout=sink, stderr=subprocess.STDOUT)
        odoo.forget(server, name)
    return _read_log(log, code)


def _read_log(log: Path, code: int) -> Outcome:
    """Count tests and complaints in the log of a test run that ended with `code`."""
    outcome = Outcome()
    ran = failed = 0
    text = log.read_text(encoding="utf-8", errors="replace")
    for found in FINAL_COUNT.finditer(text):
        failures, errors, tests = map(int, found.groups())
        ran, failed = ran + tests, failed + failures + errors
    lines = text.splitlines()
    complaints = [i for i, line in enumerate(lines) if _is_complaint(line)]
    for index in complaints[:20]:
        outcome.notes += lines[index : index + 25]
    outcome.failed = failed or len(complaints)
    outcome.passed = max(0, ran - failed)
    if code and not outcome.failed:
        outcome.failed = 1
    if outcome.failed or not ran:
        outcome.notes.append(f"   {ran} tests ran, Odoo ended with {code}; the log is {log}")
        outcome.notes += lines[-30:] if not complaints else []
        outcome.failed = outcome.failed or 1
    return outcome


def _is_complaint(line: str) -> bool:
    return bool(COMPLAINT.match(line)) and not HARMLESS.search(line)


def _since(start: float) -> str:
    return f"{time.monotonic() - start:.0f} s"
