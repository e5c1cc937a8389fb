"""The arrows of the house point down: what an addon may depend on and import, and nothing else."""

import ast
import sys
from pathlib import Path

import pytest

ADDONS = Path(__file__).resolve().parents[2] / "addons"
SUITE = {"agency_base", "agency_guests", "agency_websync", "agency_imv_import"}
MAY_USE = {
    "agency_base": set(),
    "agency_guests": {"agency_base"},
    "agency_websync": {"agency_base", "agency_guests"},
    "agency_imv_import": {"agency_base"},
}
PRESENT = sorted(path.name for path in ADDONS.iterdir() if (path / "__manifest__.py").exists())
# The pure package: it runs without Odoo, on these alone.
OPENIMMO_MAY_IMPORT = {"lxml"}


def manifest_depends(addon: Path) -> set[str]:
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))
    return set(manifest["depends"])


def imported(file: Path) -> set[str]:
    """Every module that a Python file names in an import, relative ones left out."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def forbidden_arrows(addon: Path) -> set[str]:
    """The suite's addons that `addon` depends on, imports or refers to, and may not."""
    used = manifest_depends(addon) & SUITE
    for file in addon.rglob("*.py"):
        for name in imported(file):
            parts = name.split(".")
            if parts[:2] == ["odoo", "addons"] and len(parts) > 2:
                used.add(parts[2])
    for file in [*addon.rglob("*.xml"), *addon.rglob("*.csv")]:
        text = file.read_text(encoding="utf-8")
        used |= {other for other in SUITE if f"{other}." in text}
    return (used & SUITE) - MAY_USE[addon.name] - {addon.name}


def test_every_addon_is_in_the_house():
    assert set(PRESENT) <= SUITE
    assert "agency_base" in PRESENT


@pytest.mark.parametrize("name", PRESENT)
def test_arrows_point_down(name):
    assert forbidden_arrows(ADDONS / name) == set()


def test_a_wrong_arrow_is_found(tmp_path):
    addon = tmp_path / "agency_imv_import"
    addon.mkdir()
    (addon / "__manifest__.py").write_text("{'depends': ['agency_base', 'agency_websync']}")
    (addon / "models.py").write_text("from odoo.addons.agency_guests.models import guest\n")
    assert forbidden_arrows(addon) == {"agency_guests", "agency_websync"}


def test_openimmo_needs_no_odoo():
    package = ADDONS / "agency_imv_import" / "openimmo"
    files = list(package.rglob("*.py"))
    assert files
    for file in files:
        roots = {name.split(".")[0] for name in imported(file)}
        outside = {r for r in roots if r not in OPENIMMO_MAY_IMPORT and not _standard(r)}
        assert outside == set(), file


def _standard(name: str) -> bool:

    return name in sys.stdlib_module_names
