"""Thousands of spoiled deliveries: each is read, or refused with a sentence, and soon."""

import io
import os
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.unit.openimmo.pure import load

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "openimmo"
COUNT = int(os.environ.get("OPENIMMO_MUTANTS") or 5_000)
SEED = int(os.environ.get("OPENIMMO_MUTANTS_SEED") or 2026)
LONGEST = 10  # seconds

pipeline, mutants, deliveries = load("pipeline"), load("tests.mutants"), load("tests.deliveries")
media_shelf, errors = load("media_shelf"), load("openimmo.errors")


@pytest.fixture(scope="module")
def originals():
    """Our own deliveries, each with a picture."""
    picture = deliveries.picture(size=(8, 6))
    media = [deliveries.attachment("front.png", "Front"), deliveries.inner_attachment(picture)]
    own = deliveries.document(
        deliveries.listing("1", media=media, obid="A1", extern="E1"), deliveries.listing("2")
    )
    documents = [own, *(path.read_bytes() for path in sorted(FIXTURES.glob("*.xml")))]
    return [[("openimmo.xml", xml), ("front.png", picture)] for xml in documents]


def read(name, content):
    """Go through a delivery as the writer does; what became of it, in one word per listing."""
    try:
        return [follow(entry) for entry in pipeline.entries(name, io.BytesIO(content))]
    except errors.DeliveryError as error:
        assert str(error).endswith("."), error
        return [error.code]


def follow(entry):
    """Use what a listing holds: its values as a database takes them, its files to their end."""
    if entry.draft is None:
        assert entry.error or entry.remark
        return "remark" if entry.remark else "error"
    assert all(detail.path for detail in entry.draft.details)
    for value in texts(entry.draft):
        assert "\0" not in value
        value.encode()
    for medium in entry.draft.media:
        if medium.location == "EXTERN" and (file := entry.package.media.get(medium.reference)):
            try:
                media_shelf.digest_of(file)
            except errors.DeliveryError as error:
                assert str(error)
    return entry.draft.action


def texts(value):
    """Every string in a draft, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from texts([*value, *value.values()])
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        yield from texts([getattr(value, name) for name in value.__dataclass_fields__])


def test_every_spoiled_delivery_is_read_or_refused_with_a_sentence(originals, capsys):
    name, good = "good.zip", mutants.packed(originals[0])
    expected = read(name, good)
    assert expected == ["change", "change"]
    outcomes, slowest, begin = Counter(), (0.0, ""), time.monotonic()
    for number, mutant in enumerate(mutants.mutants(originals, COUNT, SEED)):
        start = time.monotonic()
        try:
            outcomes.update(read(mutant.name, mutant.content))
        except Exception as error:
            raise AssertionError(f"{mutant.name} (seed {SEED}): {error!r}") from error
        slowest = max(slowest, (time.monotonic() - start, mutant.name))
        assert slowest[0] < LONGEST, slowest
        if number % 50 == 0:
            assert read(name, good) == expected, f"after {mutant.name}"
    assert read(name, good) == expected
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{COUNT} spoiled deliveries in {time.monotonic() - begin:.0f} s, "
            f"the slowest {slowest[1]} in {slowest[0]:.2f} s: {dict(outcomes.most_common())}"
        )


def test_the_same_seed_makes_the_same_deliveries(originals):
    first, again, other = (list(mutants.mutants(originals, 62, seed)) for seed in (1, 1, 2))
    assert first == again != other
