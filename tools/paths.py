"""Where things are: the clone, its one ignored folder, and the cache that all clones share."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDONS = ROOT / "addons"
SUITE = ("agency_base", "agency_guests", "agency_websync", "agency_imv_import")

STATE = ROOT / ".agency"
REQUIREMENTS = (ROOT / "requirements.txt", ROOT / "requirements-dev.txt")
# Other requirements, another environment: what still runs in the old one keeps its files.
REQUIREMENTS_HASH = hashlib.sha256(b"".join(f.read_bytes() for f in REQUIREMENTS)).hexdigest()[:12]
VENV = STATE / f"venv-{REQUIREMENTS_HASH}"
PYTHON = VENV / "bin" / "python"
PGDATA = STATE / "postgresql"
FILESTORE = STATE / "data"
DROPBOX = STATE / "dropbox"
LOGS = STATE / "logs"
SETUP_LOG = LOGS / "setup.log"
SCREENSHOTS = STATE / "screenshots"
CONFIG = STATE / "odoo.conf"


def fingerprint(folder: Path) -> str:
    """A text that is another one after a file in the folder has changed."""
    digest = hashlib.sha256()
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            stat = os.lstat(os.path.join(parent, name))
            digest.update(f"{parent}/{name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def cache() -> Path:
    """The user's cache folder for this project (XDG base directory specification)."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "agency-suite"
