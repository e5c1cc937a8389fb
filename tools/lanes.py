"""Parts of the tests side by side: each a command of its own, its output shown when it ends."""

import re
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from tools import paths

# As many as the smallest machine that runs all tests has cores.
LANES = 2
TOTAL = re.compile(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*\Z")


@dataclass
class Result:
    """What a part said, and its last line in numbers; one failed if there is no such line."""

    part: str
    output: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0


@dataclass
class Lanes:
    """The commands that run; when the block ends early, they are asked to end and waited for."""

    running: set[subprocess.Popen] = field(default_factory=set)
    closed: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, parts: list[str]) -> Iterator[Result]:
        """The result of each part as soon as it is there; parts begin in the order given."""
        with ThreadPoolExecutor(LANES) as pool:
            try:
                works = [pool.submit(self._run, part) for part in parts]
                for work in as_completed(works):
                    yield work.result()
            finally:
                self._close()

    def _run(self, part: str) -> Result:
        command = [paths.PYTHON, paths.ROOT / "agency", "test", part]
        with self.lock:
            if self.closed:
                return Result(part, "", failed=1)
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            self.running.add(process)
        output, _none = process.communicate()
        with self.lock:
            self.running.discard(process)
        return read(part, output, process.returncode)

    def _close(self) -> None:
        with self.lock:
            self.closed = True
            for process in self.running:
                process.terminate()


def read(part: str, output: str, code: int) -> Result:
    """The result that the output of a part tells; its last line is taken out of the output."""
    found = TOTAL.search(output)
    if not found:
        return Result(part, f"{output.strip()}\n   {part} ended with {code}.", failed=1)
    passed, failed, skipped = (int(each or 0) for each in found.groups())
    failed = failed or (1 if code else 0)
    return Result(part, output[: found.start()].rstrip(), passed, failed, skipped)
