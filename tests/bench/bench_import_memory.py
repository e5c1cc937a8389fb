"""Growth of the peak memory from 1,000 to 20,000 listings read, mapped and planned.

Each size runs in an Odoo process of its own, on a ZIP; peaks are counted from the moment at which
that process is ready. Linux only: the peak is in /proc.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from tests.bench.import_listings import document, rows, source, wrapped
from tools import odoo
from tools.bench import DATABASE, result

SIZES = (1_000, 20_000)
GOAL = 64  # MiB
PROGRAM = """
import io
from pathlib import Path
from odoo.addons.agency_imv_import import pipeline
from odoo.addons.agency_imv_import.models.agency_import_processor_mixin import BATCH

planner = env["agency.import.planner"]
box = env["agency.import.source"].browse({source})
delivery = env["agency.import.delivery"].new({{"source_id": box.id}})
run = planner._new_run(delivery)
Path("/proc/self/clear_refs").write_text("5")
content = io.BytesIO(Path({path!r}).read_bytes())
count = 0
for batch in pipeline.batches(pipeline.entries("bench.zip", content), BATCH):
    count += len(planner._plan(batch, run))
    env.invalidate_all()
status = Path("/proc/self/status").read_text()
print("PEAK", count, status.partition("VmHWM:")[2].split()[0])
"""


def measure(env) -> list[dict]:
    box = source(env)
    few, many = (_peak(box.id, size) for size in SIZES)
    return [result("import.memory", many - few, 1, "MiB", GOAL)]


def _peak(source_id: int, size: int) -> float:
    """The highest memory of a process that takes a delivery of `size` listings, in MiB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.zip")
        path.write_bytes(wrapped(document(rows(size))))
        program = PROGRAM.format(source=source_id, path=str(path))
        command = odoo.command("shell", "-d", DATABASE, "--no-http", "--log-level=warn")
        done = subprocess.run(command, input=program, text=True, capture_output=True, check=False)
    found = re.search(r"PEAK (\d+) (\d+)", done.stdout)
    if not found or int(found[1]) != size:
        raise AssertionError((done.stdout + done.stderr)[-3000:])
    return int(found[2]) / 1024
