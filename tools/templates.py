"""Databases to start from: what the suite stands on is installed once, not once for each part.

The bare template of an addon holds what its manifest and those of the addons below it ask for
outside the suite, and nothing else: what a manifest forgets is missing there too. Templates stay
for the next run; they are made anew when what is in them has changed.
"""

import ast
import functools
import hashlib
import shutil
from pathlib import Path

from tools import database, odoo, paths, runtime
from tools.console import run, say
from tools.database import Server


def bare(server: Server, name: str, addon: str) -> None:
    """Make the database `name` anew, with all that `addon` needs and nothing of the suite."""
    with runtime.lock(paths.STATE / "templates.lock"):
        _copy(server, _bare(server, addon), name)


def installed(server: Server, name: str, addon: str) -> None:
    """Make the database `name` anew, with `addon` in it."""
    with runtime.lock(paths.STATE / "templates.lock"):
        title = f"agency_with_{_short(addon)}"
        _copy(server, _template(server, title, _bare(server, addon), {addon}), name)


def elsewhere(server: Server, addon: str, other: Server, name: str, files: Path) -> None:
    """Have what `bare` makes on another server, and its files in the folder `files`."""
    with runtime.lock(paths.STATE / "templates.lock"):
        template = _bare(server, addon)
        database.move(server, template, other, name)
        shutil.copytree(odoo.filestore(template), files)


def outside(addon: str) -> set[str]:
    """The modules that are not of the suite and that `addon` or an addon below it depends on."""
    depends = _depends(addon)
    return set(depends).difference(paths.SUITE).union(*map(outside, _of_the_suite(depends)))


def _bare(server: Server, addon: str) -> str:
    """The bare template of an addon, on top of the one of an addon below it."""
    below = _of_the_suite(_depends(addon))
    parent = _bare(server, below[0]) if below else ""
    return _template(server, f"agency_below_{_short(addon)}", parent, outside(addon))


def _template(server: Server, name: str, parent: str, modules: set[str]) -> str:
    """Have a database with `modules` on top of what is in `parent`; its name."""
    content = _content(frozenset(modules))
    if database.exists(server, name) and database.note(server, name) == content:
        return name
    say(f"     once: a database with {', '.join(sorted(modules))}")
    if parent:
        _copy(server, parent, name)
    else:
        odoo.forget(server, name)
    command = odoo.command("server", "-d", name, "-i", ",".join(sorted(modules)))
    command += ["--stop-after-init", "--no-http"]
    log = paths.LOGS / f"{name}.log"
    log.unlink(missing_ok=True)
    run(command, problem=f"{', '.join(sorted(modules))} cannot be installed.", log=log)
    database.note(server, name, content)
    return name


def _copy(server: Server, template: str, name: str) -> None:
    odoo.forget(server, name)
    database.copy(server, template, name)
    files = odoo.filestore(template)
    if files.exists():
        shutil.copytree(files, odoo.filestore(name))


@functools.cache
def _content(modules: frozenset[str]) -> str:
    """A fingerprint of what installing these modules leads to."""
    sources = [runtime.odoo_folder() / "odoo", *odoo.addons_path()[1:]]
    if modules & set(paths.SUITE):
        sources.append(paths.ADDONS)
    parts = [paths.REQUIREMENTS_HASH, *sorted(modules), *map(paths.fingerprint, sources)]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _depends(addon: str) -> list[str]:
    manifest = (paths.ADDONS / addon / "__manifest__.py").read_text(encoding="utf-8")
    return ast.literal_eval(manifest)["depends"]


def _of_the_suite(modules: list[str]) -> list[str]:
    return [module for module in modules if module in paths.SUITE]


def _short(addon: str) -> str:
    return addon.removeprefix("agency_")
