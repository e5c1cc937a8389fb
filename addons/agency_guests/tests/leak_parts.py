"""What other addons add to the leak proof: the module `tests/leak_part.py` of those installed.

A part has `CODES` (its sections), `SECTIONS` and `LINKS` (rows for leak_table), and functions of
the world: `populate` builds, `expected` and `hidden` say what a guest should and may not find,
`records` and `addresses` what is asked for over HTTP.
"""

import importlib
from pathlib import Path

from odoo.modules.module import get_module_path

from . import leak_table


def parts(env):
    """Return the parts of the installed addons; their rows are in the table from then on."""
    modules = env["ir.module.module"].search(
        [("state", "=", "installed"), ("name", "=like", "agency_%")], order="name"
    )
    found = [
        importlib.import_module(f"odoo.addons.{name}.tests.leak_part")
        for name in modules.mapped("name")
        if Path(get_module_path(name), "tests", "leak_part.py").exists()
    ]
    for part in found:
        leak_table.SECTIONS.update(part.SECTIONS)
        leak_table.LINKS.update(part.LINKS)
    return found
