"""Where Odoo 19.0 comes from: it is not on the Python index.

Looked for in this order: `ODOO_SRC` (a checkout), an importable package, the Debian package that
apt downloads without root into the user's cache, a shallow clone.
"""

import contextlib
import importlib.util
import os
import re
import shutil
from pathlib import Path

from tools import paths
from tools.console import NO_NETWORK, Failure, run, step

ODOO_PACKAGE = "odoo-19"
# The package's symbolic links are relative, so these are unpacked into the same root.
BESIDE_ODOO = (
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-inconsolata",
    "fonts-roboto-unhinted",
    "fonts-montserrat",
    "fonts-ocr-b",
)
# 4.7 has the file names that Odoo's links point at; newer suites carry other names.
FROM_OWN_RELEASE = ("fonts-font-awesome",)
# The packagers removed this script; without the file every backend page logs an error.
REMOVED_SCRIPT = "addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def find() -> Path:
    """The folder that holds the package `odoo` of an Odoo 19.0."""
    if given := os.environ.get("ODOO_SRC"):
        folder = Path(given).expanduser().resolve()
        if not (folder / "odoo" / "release.py").exists():
            raise Failure(
                f"ODOO_SRC={given} is no Odoo checkout: odoo/release.py is missing there."
            )
        return folder
    with contextlib.suppress(ModuleNotFoundError):
        spec = importlib.util.find_spec("odoo.release")
        if spec and "19.0" in Path(spec.origin).read_text(encoding="utf-8"):
            return Path(spec.origin).parent.parent
    root = paths.cache() / "odoo-19.0"
    if not (root / "complete").exists():
        _fetch(root)
    return next(path.parent for path in _candidates(root) if (path / "release.py").exists())


def _candidates(root: Path) -> list[Path]:
    return [root / "usr/lib/python3/dist-packages/odoo", root / "odoo"]


def _fetch(root: Path) -> None:
    fresh = root.with_suffix(".new")
    shutil.rmtree(fresh, ignore_errors=True)
    if shutil.which("apt-get") and shutil.which("dpkg-deb") and _debian_sources():
        _from_debian(fresh)
    elif shutil.which("git"):
        with step("Odoo 19.0: shallow clone of branch 19.0"):
            url = "https://github.com/odoo/odoo.git"
            command = ["git", "clone", "--depth=1", "--branch=19.0", url, fresh]
            run(command, problem=NO_NETWORK, log=paths.SETUP_LOG, progress=True)
    else:
        raise Failure(
            "Odoo 19.0 cannot be fetched here (neither Debian's apt nor git): "
            "set ODOO_SRC to a checkout of branch 19.0 and run the command again."
        )
    (fresh / "complete").touch()
    shutil.rmtree(root, ignore_errors=True)
    fresh.rename(root)


def _own_release() -> str:
    """The code name of the machine's own release, `sid` where it has none."""
    file = Path("/etc/os-release")
    release = file.read_text(encoding="utf-8") if file.exists() else ""
    found = re.search(r"^VERSION_CODENAME=(\w+)", release, re.M)
    return found.group(1) if found else "sid"


def _debian_sources() -> str:
    """The machine's own Debian source, once for its release and once for `sid`; empty if none."""
    own = _own_release()
    files = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    for file in files:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        if file.suffix == ".sources":
            for stanza in re.split(r"\n\s*\n", text):
                uris = re.search(r"^URIs:\s*\S*/debian/?\s*$", stanza, re.M)
                if uris and own in stanza and not re.search(r"^Enabled:\s*no", stanza, re.M):
                    return "\n\n".join(_with_suite(stanza.strip(), suite) for suite in (own, "sid"))
        elif file.suffix == ".list":
            found = re.search(rf"^deb\s+(\[[^]]*\]\s+)?(\S*/debian/?)\s+{own}\s", text, re.M)
            if found:
                start = f"deb {found.group(1) or ''}{found.group(2)}"
                return f"{start} {own} main\n{start} sid main"
    return ""


def _with_suite(stanza: str, suite: str) -> str:
    return re.sub(r"^Suites:.*$", f"Suites: {suite}", stanza, flags=re.M)


def _from_debian(fresh: Path) -> None:
    apt = paths.cache() / "apt"
    downloads = apt / "downloads"
    for folder in ("lists/partial", "archives/partial", "sources", "downloads"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    sources = _debian_sources()
    suffix = "list" if sources.startswith("deb ") else "sources"
    (apt / "sources" / f"debian.{suffix}").write_text(sources + "\n")
    config = apt / "apt.conf"
    config.write_text(
        f'Dir::State "{apt}";\nDir::State::lists "{apt}/lists";\nDir::Cache "{apt}";\n'
        f'Dir::State::status "/var/lib/dpkg/status";\n'
        f'Dir::Etc::SourceList "/dev/null";\nDir::Etc::SourceParts "{apt}/sources";\n'
        'Acquire::Languages "none";\nAPT::Sandbox::User "root";\n'
    )
    environment = {**os.environ, "APT_CONFIG": str(config)}
    with step("Odoo 19.0: package lists"):
        run(
            ["apt-get", "update"],
            problem=NO_NETWORK,
            log=paths.SETUP_LOG,
            env=environment,
            progress=True,
        )
    with step("Odoo 19.0: download (about 130 MB)"):
        names = [f"{name}/sid" for name in (ODOO_PACKAGE, *BESIDE_ODOO)]
        names += [f"{name}/{_own_release()}" for name in FROM_OWN_RELEASE]
        command = ["apt-get", "download", *names]
        problem = "apt has no package odoo-19, or the download failed: check the network, or set "
        problem += "ODOO_SRC to a checkout of Odoo 19.0, and run the command again."
        run(
            command,
            problem=problem,
            log=paths.SETUP_LOG,
            env=environment,
            cwd=downloads,
            progress=True,
        )
    with step("Odoo 19.0: unpack"):
        fresh.mkdir(parents=True)
        for package in sorted(downloads.glob("*.deb")):
            command = ["dpkg-deb", "-x", package, fresh]
            run(command, problem=f"{package.name} cannot be unpacked.", log=paths.SETUP_LOG)
        script = fresh / "usr/lib/python3/dist-packages/odoo" / REMOVED_SCRIPT
        script.parent.mkdir(parents=True, exist_ok=True)
        script.touch()
    shutil.rmtree(apt)
