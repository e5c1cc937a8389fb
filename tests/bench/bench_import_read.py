"""Reading and mapping listings, against bare `iterparse` over the same bytes.

Both by turns, without the garbage collector. In each turn `iterparse` runs several times, so that
both take about as long: a short task finds a quiet moment of the machine more easily than a long
one. The median counts.
"""

import gc
import io
import statistics
import time

from lxml import etree

from odoo.addons.agency_imv_import.openimmo import mapper, reader

from tests.bench.import_listings import document, rows
from tools.bench import result

LISTINGS = 2000
ROUNDS = 25
# So often `iterparse` runs in one turn.
REPEATED = 4
GOAL = 4


def measure(_env) -> list[dict]:
    xml = document(rows(LISTINGS))
    ours, bare = [], []
    gc.collect()
    gc.disable()
    try:
        for _round in range(ROUNDS):
            ours.append(_timed(_read_and_map, xml))
            bare.append(_timed(_bare, xml) / REPEATED)
    finally:
        gc.enable()
    return [result("import.read", statistics.median(ours), statistics.median(bare), "s", GOAL)]


def _read_and_map(xml: bytes) -> None:
    count = sum(1 for listing in reader.read(xml) if mapper.map_listing(listing))
    if count != LISTINGS:
        raise AssertionError(f"{count} listings")


def _bare(xml: bytes) -> None:
    for _time in range(REPEATED):
        for _event, _element in etree.iterparse(io.BytesIO(xml)):
            pass


def _timed(way, xml: bytes) -> float:
    start = time.process_time()
    way(xml)
    return time.process_time() - start
