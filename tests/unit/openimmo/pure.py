"""The pure modules of the import, loaded without the addon around them: they need no Odoo."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

ADDON = Path(__file__).resolve().parents[3] / "addons" / "agency_imv_import"
NAME = "pure_imv_import"


def load(name: str) -> ModuleType:
    """Return the module `name` of the addon, for instance `pipeline` or `tests.mutants`."""
    for package, folder in ((NAME, ADDON), (f"{NAME}.tests", ADDON / "tests")):
        if package not in sys.modules:
            # In the place of the package's own __init__, which wants Odoo.
            sys.modules[package] = ModuleType(package)
            sys.modules[package].__path__ = [str(folder)]
    return importlib.import_module(f"{NAME}.{name}")
