"""A program that has Odoo loaded and forks a worker for each look into the drop boxes.

Orders come as lines of JSON on standard input, answers leave on standard output.
`{"batch": 25, "file_limit": null, "method": "_run"}` starts a worker and answers its process id,
and so does `{"connect": {...}}`, which points the source at a drop box. `{"wait": 4711}` answers
how that worker ended. A worker starts within milliseconds, and may be killed at any time.
"""

import json
import os
import resource
import sys
import traceback

import odoo
from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry


def main(config: str, database: str) -> None:
    odoo.tools.config.parse_config(["-c", config, "-d", database], setup_logging=True)
    registry = Registry(database)
    odoo.sql_db.close_all()
    _answer("ready")
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _answer(os.waitstatus_to_exitcode(os.waitpid(order["wait"], 0)[1]))
        else:
            _answer(_fork(registry, order))


def _fork(registry: Registry, order: dict) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        with registry.cursor() as cr:
            env = Environment(cr, SUPERUSER_ID, {})
            if "connect" in order:
                _connect(env, order["connect"])
            else:
                _work(env, **order)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _connect(env: Environment, account: dict) -> None:
    """Point the source at a drop box; make it, when there is none."""
    sources = env["agency.import.source"]
    source = sources.search([], limit=1) or sources.create(
        {
            "name": "Faults",
            "quiet_seconds": 0,
            "accepted_senders": "any",
            "accepted_users": "any",
        }
    )
    source.action_connect(account)


def _work(env: Environment, batch: int, file_limit: int | None, method: str) -> None:
    """Do what the scheduled action does (`_run`), or a part of it.

    :param batch: listings that are committed at once, few enough to be interrupted
    :param file_limit: no file gets larger than that many bytes, as on a disk that is full
    """
    from odoo.addons.agency_imv_import.models import agency_import_processor_mixin as processor

    processor.BATCH = batch
    if file_limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    getattr(env["agency.import.source"].search([]), method)()


def _answer(what: object) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
