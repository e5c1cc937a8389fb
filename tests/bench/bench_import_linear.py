"""Time per new listing in a delivery of 5,000, against one of 500."""

import statistics

from tests.bench.import_listings import analyse, deliver, document, rows, source, wrapped
from tools.bench import result

FEW, MANY = 500, 5000
GOAL = 1.2


def measure(env) -> list[dict]:
    box = source(env)
    _per_listing(env, box, 20)
    analyse(env)
    few = [_per_listing(env, box, FEW) for _round in range(3)]
    many = _per_listing(env, box, MANY)
    few += [_per_listing(env, box, FEW) for _round in range(3)]
    return [result("import.linear", many, statistics.median(few), "ms per listing", GOAL)]


def _per_listing(env, box, count: int) -> float:
    content = wrapped(document(rows(count)))
    return deliver(env, box, content, created_count=count) / count * 1000
