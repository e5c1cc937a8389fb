"""Reading and mapping listings, against bare `iterparse` over the same bytes.

Both by turns, without the garbage collector; the best round of each counts, since both only
compute and whatever disturbs them makes them slower.
"""

import gc
import io
import time

from lxml import etree

from odoo.addons.agency_imv_import.openimmo import mapper, reader

from tests.bench.import_listings import document, rows
from tools.bench import result

LISTINGS = 2000
ROUNDS = 15
GOAL = 4


def measure(_env) -> list[dict]:
    xml = document(rows(LISTINGS))
    ways = (_read_and_map, _bare)
    seconds = [[] for _way in ways]
    gc.collect()
    gc.disable()
    try:
        for _round in range(ROUNDS):
            for way, taken in zip(ways, seconds, strict=True):
                taken.append(_timed(way, xml))
    finally:
        gc.enable()
    ours, bare = map(min, seconds)
    return [result("import.read", ours, bare, "s", GOAL)]


def _read_and_map(xml: bytes) -> None:
    count = sum(1 for listing in reader.read(xml) if mapper.map_listing(listing))
    if count != LISTINGS:
        raise AssertionError(f"{count} listings")


def _bare(xml: bytes) -> None:
    for _event, _element in etree.iterparse(io.BytesIO(xml)):
        pass


def _timed(way, xml: bytes) -> float:
    start = time.process_time()
    way(xml)
    return time.process_time() - start
