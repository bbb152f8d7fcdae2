"""Pairs of spellings judged as users meet them: search for one in an archive that holds both.

Every distinct form is an article of its own; a pair is merged when a search for the one finds the
article of the other. Pairs that must not merge are tried both ways.
"""

import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import ExpansionOptions, Question
from tests.quality import gold
from tests.quality.peers import Key, peers
from tests.quality.table import percent, show
from tests.searching import search

TIERS = {
    "tier 1": ExpansionOptions(stems=False, sounds=False, roman=False),
    "tiers 1+2": ExpansionOptions(sounds=False, roman=False),
    "tiers 1+3": ExpansionOptions(stems=False, roman=False),
    "all": ExpansionOptions(),
}
Pair = tuple[str, str]
Merges = Callable[[str, str], bool]


def measure() -> None:
    """Print the share of pairs merged, by set and by tier, beside the peers."""
    sets = _sets()
    forms = sorted({form for pairs in sets.values() for pair in pairs for form in pair})
    judges: dict[str, Merges] = {name: _same(key) for name, key in peers().items()}
    with tempfile.TemporaryDirectory() as folder:
        archive = _archive(forms, Path(folder))
        ids = {form: str(number) for number, form in enumerate(forms)}
        for name, choices in TIERS.items():
            judges[name] = _searching(archive, ids, choices)
        lines = []
        for name, pairs in sets.items():
            both_ways = name.startswith(("N", "D"))
            merged = [_count(merges, pairs, both_ways) for merges in judges.values()]
            lines.append([name, len(pairs), *(percent(count, len(pairs)) for count in merged)])
        show("Pairs merged, % (N and D: different words, should stay apart)", ["", "pairs", *judges], lines)


def _same(key: Key) -> Merges:
    return lambda one, other: key(one) == key(other)


def _sets() -> dict[str, list[Pair]]:
    names, words, negatives = gold.rows("names"), gold.rows("words"), gold.rows("negatives")
    sets = {
        "names, core": [row for row in names if row["tier"] == "core"],
        "names, running text": [row for row in names if row["attested_running_text"] == "both"],
        "names, wide": [row for row in names if row["tier"] == "wide"],
        "words, no compounds": [row for row in words if "compound" not in row["kind"]],
        "words, compounds": [row for row in words if "compound" in row["kind"]],
        "N1–N4 together": [row for row in negatives if row["category"][:2] in {"N1", "N2", "N3", "N4"}],
    }
    for category in sorted({row["category"] for row in negatives}):
        sets[category if category[0] in "ND" else f"D {category}"] = [
            row for row in negatives if row["category"] == category
        ]
    return {name: [(row["form_a"], row["form_b"]) for row in rows] for name, rows in sets.items()}


def _archive(forms: Iterable[str], folder: Path) -> LocalArchive:
    source = folder / "forms.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for number, form in enumerate(forms):
            file.write(json.dumps({"id": str(number), "title": form, "body": "", "language": "hi"}) + "\n")
    settings = Settings(index=folder / "index")
    reindex([source], settings)
    return LocalArchive(settings)


def _searching(archive: LocalArchive, ids: dict[str, str], choices: ExpansionOptions) -> Merges:
    found: dict[str, frozenset[str]] = {}

    def merges(one: str, other: str) -> bool:
        if one not in found:
            page = search(archive, Question(one, expansion=choices), size=1000)
            found[one] = frozenset() if page.is_relaxed else frozenset(hit.article.id for hit in page.hits)
        return ids[other] in found[one]

    return merges


def _count(merges: Merges, pairs: list[Pair], both_ways: bool) -> int:
    return sum(merges(one, other) or (both_ways and merges(other, one)) for one, other in pairs)
