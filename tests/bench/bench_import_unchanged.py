"""The same file content again under a new wrapping, against its first time.

`import.unchanged_listings` is the same for listings that come again inside another document: each
of them is read and recognised on its own.
"""

import statistics

from tests.bench.import_listings import analyse, deliver, document, rows, source, wrapped
from tools.bench import result

LISTINGS = 2000
ROUNDS = 5
GOAL = 0.02
LISTINGS_GOAL = 0.16


def measure(env) -> list[dict]:
    box = source(env)
    deliver(env, box, wrapped(document(rows(20))), created_count=20)
    seconds = [[], [], []]
    for _round in range(ROUNDS):
        analyse(env)
        for taken, value in zip(seconds, _round_of(env, box), strict=True):
            taken.append(value)
    first, again, inside = map(statistics.median, seconds)
    return [
        result("import.unchanged", again, first, "s", GOAL),
        result("import.unchanged_listings", inside, first, "s", LISTINGS_GOAL),
    ]


def _round_of(env, box) -> tuple[float, float, float]:
    values = rows(LISTINGS)
    xml = document(values)
    first = deliver(env, box, wrapped(xml), created_count=LISTINGS)
    again = deliver(env, box, wrapped(xml, "again"), unchanged_count=LISTINGS)
    turned = document(values[::-1])
    return first, again, deliver(env, box, wrapped(turned), unchanged_count=LISTINGS)
