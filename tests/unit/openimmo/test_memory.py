"""Reading and mapping a long delivery takes no more memory than a short one."""

import subprocess
import sys
from pathlib import Path

import pytest

ADDON = Path(__file__).resolve().parents[3] / "addons" / "agency_imv_import"
MOST_GROWTH = 6 * 1024  # KiB
LISTING = """
    <immobilie>
        <objektkategorie><objektart><wohnung wohnungtyp="ETAGE"/></objektart></objektkategorie>
        <geo><plz>39100</plz><ort>Bozen</ort><land iso_land="ITA"/></geo>
        <kontaktperson><name>Pichler</name><tel_privat>0471 123456</tel_privat></kontaktperson>
        <preise><kaufpreis>485000</kaufpreis><waehrung iso_waehrung="EUR"/></preise>
        <flaechen><wohnflaeche>142</wohnflaeche><anzahl_zimmer>5</anzahl_zimmer></flaechen>
        <freitexte><objektbeschreibung>%s</objektbeschreibung></freitexte>
        <verwaltung_techn><objektnr_intern>%d</objektnr_intern></verwaltung_techn>
    </immobilie>
"""
PROGRAM = """
import sys
from pathlib import Path
from openimmo import mapper, reader

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

for name in sys.argv[1:]:
    with open(name, "rb") as stream:
        count = sum(1 for listing in reader.read(stream) if mapper.map_listing(listing))
    print(count, peak())
"""


def write(path, count):
    with path.open("w", encoding="utf-8") as target:
        target.write("<openimmo><anbieter><firma>F</firma>")
        target.writelines(LISTING % ("Viel Text. " * 100, number) for number in range(count))
        target.write("</anbieter></openimmo>")
    return str(path)


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc"
)
def test_memory_does_not_grow_with_the_number_of_listings(tmp_path):
    names = [write(tmp_path / "short.xml", 200), write(tmp_path / "long.xml", 4000)]
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names],
        env={"PYTHONPATH": str(ADDON)},
        capture_output=True,
        text=True,
        check=True,
    )
    (short, before), (long, after) = (map(int, line.split()) for line in run.stdout.splitlines())
    assert (short, long) == (200, 4000)
    assert after - before < MOST_GROWTH
