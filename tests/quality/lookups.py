"""How long the expansion of one term takes against half a million terms, and what it maps."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from index.hindi.spelling import fold
from search.query.variants import VariantFinder
from tests.archives import lexicon_of
from tests.quality import gold
from tests.quality.table import show

TERMS = 500_000
LOOKUPS = 2_000


WORD_FILES = (".terms", ".lexicon")
"""Files of a segment that looking words up reads; postings and articles are not among them."""


def measure() -> None:
    """Print median and 95th percentile of a first look-up (nothing remembered), and the mapped size."""
    known = sorted({fold(row["form"]) for row in gold.rows("inflection")})
    chance = random.Random(1)
    terms = set(known)
    for term in _made_up(known, chance):
        terms.add(term)
        if len(terms) >= TERMS:
            break
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon"
        counts = {term: chance.randint(1, 50) for term in terms}
        started = time.perf_counter()
        lexicon = lexicon_of(path, counts)
        built = time.perf_counter() - started
        finder = VariantFinder(lexicon, 1_000_000)
        typed = chance.sample(known, LOOKUPS)
        latin = [row["roman"] for row in chance.sample(gold.rows("roman"), LOOKUPS)]
        lines = [
            ["Devanagari, all tiers", *_percentiles(finder, typed)],
            ["Latin typing", *_percentiles(finder, [word.lower() for word in latin])],
        ]
        size = sum(file.stat().st_size for file in path.iterdir() if file.suffix in WORD_FILES) / 1e6
    show(
        f"Expansion of one term against {len(terms)} terms, ms ({size:.0f} MB mapped, built in {built:.0f} s)",
        ["", "p50", "p95"],
        lines,
    )


def _percentiles(finder: VariantFinder, words: list[str]) -> tuple[str, str]:
    spent = []
    for word in words:
        started = time.perf_counter()
        finder.find(word, fold(word))
        spent.append(1000 * (time.perf_counter() - started))
    middle, high = np.percentile(spent, [50, 95])
    return f"{middle:.2f}", f"{high:.2f}"


def _made_up(known: list[str], chance: random.Random) -> Iterator[str]:
    """Words with the shape of Hindi: the head of one known word and the tail of another."""
    while True:
        head, tail = chance.choice(known), chance.choice(known)
        yield fold(head[: chance.randint(1, len(head))] + tail[chance.randint(0, len(tail) - 1) :])
