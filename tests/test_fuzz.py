"""What once broke a reader, the seeds of the fuzzer, and a little of each spoilt by chance."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fuzz_targets import TARGETS, seeds
from tests.scale import scaled


def spoil(data: bytes, chance: random.Random) -> bytes:
    """Put a piece of a file into another place of it, over what stood there."""
    start, place, length = (chance.randrange(len(data)) for _ in range(3))
    piece = data[start : start + length % 40]
    return data[:place] + piece + data[place + chance.choice((0, len(piece))) :]


@pytest.mark.parametrize("target", TARGETS)
def test_no_bytes_break_a_reader(
    tmp_path: Path, target: str, record_property: Callable[[str, object], None]
) -> None:
    chance = random.Random(0)
    good = seeds(target)
    many = scaled(5000)
    for data in good:
        TARGETS[target](tmp_path, data)
    for _ in range(many):
        TARGETS[target](tmp_path, spoil(chance.choice(good), chance))
    record_property("spoilt files", len(good) + many)
