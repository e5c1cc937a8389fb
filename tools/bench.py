"""./agency bench: each case measures two ways of the same work side by side, in one run.

A case is a file tests/bench/bench_*.py with a function `measure(env) -> list[dict]`; a result is
{"name", "value", "unit", "baseline", "ratio", "goal", "ok"}: value and baseline in the unit, ratio
their quotient, ok when the ratio is at most the goal.
"""

import json
import subprocess
from fnmatch import fnmatch

from tools import database, odoo, paths
from tools.console import Failure, say, step
from tools.console import run as run_command

DATABASE = "agency_bench"
CASES = paths.ROOT / "tests" / "bench"
MARK = "bench-result:"


def run(names: list[str], json_file: str | None) -> int:
    """Run the cases that one of `names` means; 1 when a goal is missed.

    A name is a part of a case (`import`), the name of a result (`import.read`) or a pattern of
    such names (`import.*`).
    """
    files = [f for f in sorted(CASES.glob("bench_*.py")) if _wanted(f.stem, names)]
    if not files:
        raise Failure(f"No case is called {' or '.join(names)}.")
    results = []
    with database.server() as server:
        odoo.write_config(server)
        database.drop(server, DATABASE)
        log = paths.LOGS / "bench.log"
        with step("A database without demo data"):
            command = odoo.command("server", "-d", DATABASE, "-i", ",".join(paths.SUITE))
            command += ["--stop-after-init", "--no-http"]
            run_command(command, problem="The addons cannot be installed.", log=log)
        for file in files:
            with step(file.stem):
                results += _measure(file)
        database.drop(server, DATABASE)
    for result in results:
        say(_line(result))
    if json_file:
        with open(json_file, "w", encoding="utf-8") as sink:
            json.dump(results, sink, indent=2)
    return 0 if all(result["ok"] for result in results) else 1


def result(name: str, value: float, baseline: float, unit: str, goal: float) -> dict[str, object]:
    """One line of the report; `value` and `baseline` in `unit`, less is better."""
    ratio = value / baseline if baseline else float("inf")
    return {
        "name": name,
        "value": round(value, 4),
        "unit": unit,
        "baseline": round(baseline, 4),
        "ratio": round(ratio, 4),
        "goal": round(goal, 4),
        "ok": ratio <= goal,
    }


def _measure(file: object) -> list[dict[str, object]]:
    """Run one case inside Odoo's shell, in a process of its own."""
    script = (
        "import importlib.util, json, sys\n"
        f"sys.path.insert(0, {str(paths.ROOT)!r})\n"
        f"spec = importlib.util.spec_from_file_location('case', {str(file)!r})\n"
        "case = importlib.util.module_from_spec(spec)\n"
        "spec.loader.exec_module(case)\n"
        f"sys.stdout.write({MARK!r} + json.dumps(case.measure(env)) + '\\n')\n"
    )
    command = odoo.command("shell", "-d", DATABASE, "--no-http", "--log-level=warn")
    done = subprocess.run(command, input=script, text=True, capture_output=True, check=False)
    for line in done.stdout.splitlines():
        if MARK in line:
            return json.loads(line.split(MARK, 1)[1])
    raise Failure(f"{file} ended without a result:\n{(done.stdout + done.stderr)[-3000:]}")


def _wanted(stem: str, names: list[str]) -> bool:
    case = stem.removeprefix("bench_").replace("_", ".", 1)
    return not names or any(
        name in stem or name.startswith(case) or fnmatch(case, name) for name in names
    )


def _line(result: dict[str, object]) -> str:
    verdict = "ok" if result["ok"] else "MISSED"
    return (
        f"{result['name']:<28} {result['value']:>10} {result['unit']} "
        f"against {result['baseline']} = {result['ratio']} (goal {result['goal']}) {verdict}"
    )
