"""What the person at the terminal sees: steps and their time, one sentence per failure."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

# Seconds for a command to stop what it started.
LAST_WORDS = 30
NO_NETWORK = "The download failed: check the network connection and run the command again."


class Failure(Exception):
    """Ends the command: its message is one sentence that says what to do."""


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a long step, then the seconds it took."""
    start = time.monotonic()
    say(f"  .. {title}")
    yield
    say(f"  ok {title} ({time.monotonic() - start:.1f} s)")


def call(command: list[str | Path], **options: object) -> int:
    """Run a command; its exit code. When we are interrupted, it may end in its own way first."""
    with subprocess.Popen(
        [str(part) for part in command], start_new_session=True, **options
    ) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(LAST_WORDS)
            process.kill()
            raise


def run(
    command: list[str | Path],
    *,
    problem: str,
    log: Path | None = None,
    progress: bool = False,
    **options: object,
) -> str:
    """Run a command, its output kept in `log`; a non-zero exit becomes `Failure(problem)`.

    With `progress`, a line is rewritten on a terminal with the last line of the output.
    """
    lines: list[str] = []
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            **options,
        )
    except FileNotFoundError as error:
        raise Failure(f"{problem} The program {command[0]} is missing.") from error
    with process, contextlib.ExitStack() as stack:
        sink = stack.enter_context(log.open("a", encoding="utf-8")) if log else None
        for line in process.stdout:
            lines.append(line)
            if sink:
                sink.write(line)
            if progress and sys.stdout.isatty():
                sys.stdout.write("\r     " + line.strip()[:90].ljust(90))
                sys.stdout.flush()
    if progress and sys.stdout.isatty():
        sys.stdout.write("\r" + " " * 95 + "\r")
    output = "".join(lines)
    if process.returncode:
        if "No space left on device" in output:
            raise Failure("The disk is full: free some space and run the command again.")
        hint = f" The details are in {log}." if log else "\n" + "".join(lines[-15:])
        raise Failure(problem + hint)
    return output
