"""The Chromium that tests drive: found, or installed with apt where we may."""

import os
import shutil
import subprocess
from pathlib import Path

from tools import paths
from tools.console import NO_NETWORK, Failure, run, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation")
# A start that has to read hundreds of megabytes first takes long; Odoo's tests wait ten seconds.
COLD_START = 180


def ensure() -> Path:
    """The path of a Chromium that starts."""
    found = _find() or _install()
    _start(found)
    return found


def _start(path: Path) -> None:
    """Open an empty page: the next start is quick. :raises Failure: it cannot be opened."""
    command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=COLD_START)
    except (OSError, subprocess.SubprocessError) as error:
        raise Failure(f"{path} does not start: {error}.") from error


def _install() -> Path:
    if os.geteuid() or not shutil.which("apt-get"):
        raise Failure(
            "A Chromium is missing: install it (Debian: sudo apt install chromium) "
            "and run the command again."
        )
    with step("Chromium (once)"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]
        for command in (["apt-get", "update"], install):
            run(command, problem=NO_NETWORK, log=paths.SETUP_LOG, env=environment, progress=True)
    if not (found := _find()):
        raise Failure("Chromium was installed, but cannot be found.")
    return found


def _find() -> Path | None:
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)
