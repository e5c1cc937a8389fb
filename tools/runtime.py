"""The runtime: Odoo 19.0 and a virtual environment, made once, with nothing installed by hand.

Downloads stay in the user's cache, so that the next clone of this project needs no network.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import odoo_source, paths
from tools.console import Failure, run, say, step

OLDEST, NEWEST = (3, 10), (3, 13)


def ensure() -> None:
    """Make the virtual environment if it is missing or older than its requirements."""
    for folder in (paths.STATE, paths.LOGS, paths.cache()):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"The folder {folder} cannot be made: {error.strerror}.") from error
    with lock(paths.STATE / "setup.lock"):
        wanted = _fingerprint()
        ready = paths.VENV / ".ready"
        if ready.exists() and ready.read_text() == wanted and _odoo_is_linked():
            return
        say("Setting up (once; a few minutes with a quick network)")
        ready.unlink(missing_ok=True)
        with lock(paths.cache() / "cache.lock"):
            source = odoo_source.find()
            wheels = _wheelhouse()
        _install(source, wheels)
        ready.write_text(wanted)


def _wheelhouse() -> Path:
    """A folder with every wheel of the requirements, for this Python; made once per content."""
    house = paths.cache() / "wheels" / f"{_python_tag()}-{paths.REQUIREMENTS_HASH}"
    if (house / "complete").exists():
        return house
    fresh = house.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    builder = paths.STATE / "builder"
    with step("Python packages: download (about 150 MB)"):
        _make_venv(builder)
        command = [builder / "bin/python", "-m", "pip", "wheel", "--no-deps", "--wheel-dir", fresh]
        for file in paths.REQUIREMENTS:
            command += ["-r", file]
        problem = "The Python packages cannot be fetched: check the network connection, or whether "
        problem += f"each pinned package is there for {_python_tag()}, and run the command again."
        run(command, problem=problem, log=paths.SETUP_LOG, progress=True)
    shutil.rmtree(builder)
    (fresh / "complete").touch()
    shutil.rmtree(house, ignore_errors=True)
    fresh.rename(house)
    return house


def _install(source: Path, wheels: Path) -> None:
    with step("Python packages: install"):
        shutil.rmtree(paths.VENV, ignore_errors=True)
        _make_venv(paths.VENV)
        command = [paths.PYTHON, "-m", "pip", "install", "--no-deps", "--no-index"]
        command += ["--find-links", wheels]
        for file in paths.REQUIREMENTS:
            command += ["-r", file]
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PIP_")}
        problem = "The Python packages cannot be installed."
        run(command, problem=problem, log=paths.SETUP_LOG, env=environment, progress=True)
    _link_file().write_text(f"{source}\n")
    _remove_old()


def _remove_old() -> None:
    """Remove the environments of earlier requirements, unless something may still run in them."""
    if not (paths.PGDATA / "postmaster.pid").exists():
        for folder in paths.STATE.glob("venv*"):
            if folder != paths.VENV:
                shutil.rmtree(folder, ignore_errors=True)


def _make_venv(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    command = [_python(), "-m", "venv", folder]
    problem = "Python's venv module is missing: install it (Debian: apt install python3-venv)"
    run(command, problem=f"{problem} and run the command again.", log=paths.SETUP_LOG)


def _python() -> str:
    """A Python that Odoo 19.0 runs on: this one, or another on the PATH."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            return found
    raise Failure("Odoo 19.0 needs Python 3.10 to 3.13: install one of them and run again.")


def _python_tag() -> str:
    code = "import sysconfig as s; print(s.get_python_version(), s.get_platform())"
    output = subprocess.check_output([_python(), "-c", code], text=True)
    return output.strip().replace(" ", "-")


def _fingerprint() -> str:
    return f"{paths.REQUIREMENTS_HASH} {_python_tag()} {os.environ.get('ODOO_SRC', '')}"


def _link_file() -> Path:
    return next(paths.VENV.glob("lib/python3*/site-packages")) / "odoo-source.pth"


def _odoo_is_linked() -> bool:
    """Whether the environment points at an Odoo that is still there."""
    try:
        return (Path(_link_file().read_text().strip()) / "odoo" / "release.py").exists()
    except (OSError, StopIteration):
        return False


def odoo_folder() -> Path:
    """The folder that holds the package `odoo`, as the environment knows it."""
    return Path(_link_file().read_text().strip())


@contextlib.contextmanager
def lock(file: Path) -> Iterator[None]:
    """Let one set-up run at a time; another one waits and finds the work done."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
