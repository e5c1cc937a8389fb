"""The pure modules of agency_guests, loaded by themselves: they need no Odoo."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ADDON = Path(__file__).resolve().parents[3] / "addons" / "agency_guests"


def load(name: str) -> ModuleType:
    """Return the module `name` of the addon, without the addon around it."""
    known = f"pure_{name}"
    if known not in sys.modules:
        spec = importlib.util.spec_from_file_location(known, ADDON / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[known] = module
        spec.loader.exec_module(module)
    return sys.modules[known]
