"""Whatever happens in the middle of a delivery: every listing once, every file kept, all done."""

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest
from pyftpdlib.handlers import DTPHandler

from tests.system import import_faults as faults
from tests.system.import_faults import deliveries
from tools.console import say

LISTINGS = 200
KILLS = 50
COLLECTED = 14


@pytest.fixture(scope="module")
def installed() -> Iterator[faults.World]:
    with faults.world() as found:
        yield found


@pytest.fixture(scope="module")
def pace(installed: faults.World) -> float:
    """How long a worker takes here to start, collect and write one batch, in seconds."""
    with faults.connected(installed) as world:
        world.put("pace.zip", delivery("PACE", faults.BATCH))
        begin = time.monotonic()
        assert world.work() == 0
        seconds = time.monotonic() - begin
        faults.check(world, "PACE", faults.BATCH, "House")
    say(f"\na worker needs {seconds:.1f} s for a batch")
    return seconds


@pytest.fixture
def world(installed: faults.World) -> Iterator[faults.World]:
    with faults.connected(installed) as found:
        yield found


def delivery(provider: str, count: int = LISTINGS, title: str = "House", size=(8, 6)) -> bytes:
    """A ZIP of listings with a seller and a picture each; larger pictures are pure noise."""
    listings, pictures = [], {}
    for number in range(count):
        name = f"p{number}"
        pictures[f"{name}__png"] = picture(provider, number, size)
        listings.append(
            deliveries.listing(
                str(number),
                title=title,
                extern=f"IMVO-ID-{provider}-{number}",
                seller=deliveries.person(
                    surname=f"Seller {provider} {number}", email=f"{provider}{number}@example.com"
                ),
                media=[deliveries.attachment(f"{name}.png", "Front")],
            )
        )
    return deliveries.archive(deliveries.document(*listings, provider=provider), **pictures)


def picture(provider: str, number: int, size: tuple[int, int]) -> bytes:
    noise = random.Random(f"{provider} {number}")  # noqa: S311
    return deliveries.noise(noise.randbytes, size)


def test_worker_killed_fifty_times(world: faults.World, pace: float):
    chance = random.Random(5)  # noqa: S311
    kills = version = 0
    begin = time.monotonic()
    while kills < KILLS:
        if not world.unfinished():
            version += 1
            world.put(f"kill-{version}.zip", delivery("KILL", title=f"Version {version}"))
        worker = world.start()
        time.sleep(chance.uniform(0, 1.5 * pace))
        os.kill(worker, signal.SIGKILL)
        kills += world.wait(worker) == -signal.SIGKILL
    world.work_to_the_end()
    seconds = time.monotonic() - begin
    say(f"\n{kills} kills in {version} deliveries of {LISTINGS} listings, {seconds:.0f} s")
    faults.check(world, "KILL", LISTINGS, f"Version {version}")


def test_worker_killed_while_it_collects(world: faults.World, pace: float):
    """Between fetching, storing and moving; what is moved away has to be stored."""
    chance = random.Random(7)  # noqa: S311
    for number in range(COLLECTED):
        world.put(f"collect-{number}.zip", delivery("COLLECT", number + 1, "House", (40, 40)))
    kills = 0
    while any(path.is_file() for path in world.box.folder.iterdir()):
        worker = world.start(method="_collect")
        time.sleep(chance.uniform(0.1, 0.5) * pace)
        os.kill(worker, signal.SIGKILL)
        kills += world.wait(worker) == -signal.SIGKILL
    world.work_to_the_end()
    say(f"\n{kills} kills while {COLLECTED} files were collected")
    faults.check(world, "COLLECT", COLLECTED, "House")


def test_database_that_crashes(world: faults.World, pace: float):
    chance = random.Random(6)  # noqa: S311
    for version in range(1, 4):
        world.put(f"crash-{version}.zip", delivery("CRASH", 60, f"Version {version}"))
        worker = world.start()
        time.sleep(chance.uniform(0.2, 2) * pace)
        faults.crash(0.3)
        world.wait(worker)
        world.work_to_the_end()
    faults.check(world, "CRASH", 60, "Version 3")


class CutChannel(DTPHandler):
    """Ends both connections without a word in the middle of a file, a few times."""

    cuts = 3

    def send(self, data: bytes) -> int:
        if CutChannel.cuts and self.tot_bytes_sent > 100_000:
            CutChannel.cuts -= 1
            self.cmd_channel.close()
            self.close()
            return 0
        return super().send(data)


def test_connection_cut_in_the_middle_of_a_file(installed: faults.World):
    with faults.connected(installed, dtp_handler=CutChannel, use_sendfile=False) as world:
        world.put("cut.zip", delivery("CUT", 3, size=(200, 200)))
        for cuts_left in (2, 1, 0):
            assert world.work() == 0
            assert CutChannel.cuts == cuts_left
            assert world.rows("SELECT 1 FROM agency_import_delivery WHERE name = 'cut.zip'") == []
            assert [path.name for path in world.box.folder.iterdir()] == ["cut.zip"]
            [[result, message]] = world.rows(
                "SELECT last_result, message FROM agency_import_source"
            )
            assert (result, "connection broke" in message) == ("error", True), message
        world.work_to_the_end()
        faults.check(world, "CUT", 3, "House")


def test_disk_that_is_full(world: faults.World):
    """Full for the delivery itself, then for one large picture of it, then free again."""
    content = delivery("FULL", 4, size=(300, 300))
    world.put("full.zip", content)
    largest = max(len(picture("FULL", number, (300, 300))) for number in range(4))
    for limit in (len(content) // 2, len(content) - 1):
        assert world.work(file_limit=limit) == 0
        assert world.rows("SELECT 1 FROM agency_import_delivery WHERE name = 'full.zip'") == []
        assert [path.name for path in world.box.folder.iterdir()] == ["full.zip"]
        [[result, message]] = world.rows("SELECT last_result, message FROM agency_import_source")
        assert (result, "disk" in message) == ("error", True), message
    stored_and_then_the_disk_is_full(world, largest // 2)
    world.work_to_the_end()
    faults.check(world, "FULL", 4, "House")


def stored_and_then_the_disk_is_full(world: faults.World, size: int) -> None:
    """The delivery arrives, and there is no room for a picture when its work begins."""
    assert world.work(method="_collect") == 0
    for _time in range(2):
        world.work(file_limit=size)
        [[state, message]] = world.rows(
            "SELECT state, message FROM agency_import_delivery WHERE name = 'full.zip'"
        )
        assert (state, "disk" in (message or "")) == ("processing", True), (state, message)


def test_two_workers_at_once(world: faults.World):
    for version in range(1, 4):
        for part in ("a", "b"):
            world.put(f"two-{version}-{part}.zip", delivery(f"TWO{part}", 40, f"Version {version}"))
        codes = [world.wait(worker) for worker in [world.start() for _worker in range(3)]]
        assert codes == [0, 0, 0]
    world.work_to_the_end()
    for part in ("a", "b"):
        faults.check(world, f"TWO{part}", 40, "Version 3")
