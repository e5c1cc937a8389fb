"""./agency pot: the translation template of each addon, and its languages brought up to date."""

import subprocess

from tools import database, odoo, paths
from tools.console import Failure, run, say

DATABASE = "agency_pot"


def export() -> int:
    """Write addons/*/i18n/<addon>.pot from a fresh installation; the exit code."""
    with database.server() as server:
        odoo.write_config(server)
        database.drop(server, DATABASE)
        problem = "The addons cannot be installed."
        log = paths.LOGS / "pot.log"
        modules = ",".join(paths.SUITE)
        install = odoo.command("server", "-d", DATABASE, "-i", modules, "--stop-after-init")
        run([*install, "--no-http"], problem=problem, log=log, progress=True)
        for addon in paths.SUITE:
            (paths.ADDONS / addon / "i18n").mkdir(exist_ok=True)
            command = odoo.command("i18n", "export", "-d", DATABASE, addon, "-l", "pot")
            if subprocess.call(command):
                raise Failure(f"The terms of {addon} cannot be exported.")
            say(f"addons/{addon}/i18n/{addon}.pot")
        database.drop(server, DATABASE)
    return 0
