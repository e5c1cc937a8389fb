"""Spoiled deliveries without end, the same ones each time: good ones, mutated by a fixed seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from . import mutants_xml, mutants_zip
from .mutants_zip import Files, packed


@dataclass(frozen=True, slots=True)
class Mutant:
    """One spoiled delivery. `name` is a file name that tells how it was made."""

    name: str
    content: bytes


def mutants(originals: Sequence[Files], count: int, seed: int = 2026) -> Iterator[Mutant]:
    """Yield `count` spoiled deliveries, each way of spoiling by turns.

    :param originals: good deliveries, each a list of (name, bytes), its XML first
    """
    random = Random(seed)  # noqa: S311
    ways = [("xml", name) for name in mutants_xml.WAYS] + [
        ("zip", name) for name in mutants_zip.WAYS
    ]
    for number in range(count):
        kind, way = ways[number % len(ways)]
        files = random.choice(originals)
        yield Mutant(*_spoil(random, kind, way, files, number))


def _spoil(random: Random, kind: str, way: str, files: Files, number: int) -> tuple[str, bytes]:
    if kind == "zip":
        return f"{number}-{way}.zip", mutants_zip.WAYS[way](random, files)
    xml = mutants_xml.WAYS[way](random, files[0][1])
    if random.random() < 0.5:
        return f"{number}-{way}.xml", xml
    return f"{number}-{way}.zip", packed([(files[0][0], xml), *files[1:]])
