"""One function per sub-command of ./agency; runs inside the virtual environment."""

import argparse
import subprocess

from tools import database, odoo

DEMO_DATABASE = "agency_demo"


def run(options: argparse.Namespace, rest: list[str]) -> int:
    """Dispatch a parsed command line; the exit code."""
    if options.command in ("odoo", "shell"):
        return _odoo(options.command, rest)
    if options.command == "pot":
        from tools import translations

        return translations.export()
    if options.command == "fields":
        from tools import fields

        return fields.run()
    if options.command == "pictures":
        from tools import pictures

        return pictures.take(options.guides)
    if options.command == "lint":
        from tools import checks

        return checks.run()
    if options.command == "bench":
        from tools import bench

        return bench.run(options.cases, options.json)
    if options.command == "test":
        from tools import testing

        return testing.run(options.parts)
    from tools import demo

    return demo.run(options)


def _odoo(command: str, rest: list[str]) -> int:
    with database.server() as server:
        odoo.write_config(server)
        if command == "shell":
            rest = ["shell", "--no-http", *(rest or ["-d", DEMO_DATABASE])]
        return subprocess.call(odoo.command(*rest))
