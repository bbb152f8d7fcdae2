"""Field cases: small archives, each with queries and what they must and must not find."""

import json
import tempfile
from collections import Counter
from pathlib import Path

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import Question
from tests.quality import gold
from tests.quality.table import show
from tests.searching import search

MOST = 60
"""Hits that are looked at."""


def measure() -> None:
    """Print how many queries of each case find what they must, nothing they must not, and the right one first."""
    folder = gold.SHARED / "field" / "words"
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for expected in sorted(folder.glob("*.expect.json")):
        name = expected.name.removesuffix(".expect.json")
        with tempfile.TemporaryDirectory() as index:
            settings = Settings(index=Path(index) / "index")
            reindex([folder / f"{name}.jsonl"], settings)
            archive = LocalArchive(settings)
            for case in json.loads(expected.read_text("utf-8")):
                asked[name] += 1
                right[name] += _is_right(archive, name[:2], case)
    lines = [[name, f"{right[name]} of {count}"] for name, count in asked.items() if right[name] < count]
    total = f"{right.total()} of {asked.total()}"
    show(
        "Field cases, queries as expected (cases that are wholly right left out)",
        ["", "right"],
        [*lines, ["all", total]],
    )


def _is_right(archive: LocalArchive, number: str, case: dict[str, object]) -> bool:
    page = search(archive, Question(str(case["query"]), collapse=False), size=MOST)
    ids = [] if page.is_relaxed and not case.get("relaxed") else [hit.article.id for hit in page.hits]

    def full(names: object) -> list[str]:
        listed = map(str, names if isinstance(names, list) else [names])
        return [each if each.startswith(number) else f"{number}{each}" for each in listed]

    first = case.get("first")
    return (
        set(full(case["must"])) <= set(ids)
        and set(full(case["must_not"])).isdisjoint(ids)
        and (not first or ids[:1] == full(first))
    )
