"""The Chromium that tests drive: found, or installed with apt where we may."""

import os
import shutil
from pathlib import Path

from tools import paths
from tools.console import NO_NETWORK, Failure, run, step

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-liberation")


def ensure() -> Path:
    """The path of a Chromium."""
    if found := _find():
        return found
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
    return _find()


def _find() -> Path | None:
    return next((Path(path) for name in NAMES if (path := shutil.which(name))), None)
