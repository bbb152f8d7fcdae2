"""One flipped bit after the other in a published generation."""

import random
from collections.abc import Iterator
from pathlib import Path

from index.errors import KhabarkhojError
from index.settings import Settings
from tests.torture.archive import Answers, answers, faults


def flips(generation: Path, count: int, seed: int = 1) -> Iterator[str]:
    """Flips a bit, yields where, and flips it back; every file has its share of flips, at least one."""
    chance = random.Random(seed)
    files = sorted(path for path in generation.rglob("*") if path.is_file())
    sizes = [path.stat().st_size for path in files]
    for number in range(count):
        path = files[number] if number < len(files) else chance.choices(files, sizes)[0]
        at, bit = chance.randrange(path.stat().st_size), chance.randrange(8)
        content = bytearray(path.read_bytes())
        content[at] ^= 1 << bit
        path.write_bytes(content)
        yield f"{path.name}, byte {at}, bit {bit}"
        content[at] ^= 1 << bit
        path.write_bytes(content)


def silent_wrong_answers(settings: Settings, right: Answers) -> bool:
    """Whether the archive answers, and answers something else."""
    try:
        return answers(settings) != right
    except KhabarkhojError:
        return False


def found_by_verify(settings: Settings) -> bool:
    """Whether verify finds anything wrong."""
    return bool(faults(settings))
