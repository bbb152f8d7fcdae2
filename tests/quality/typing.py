"""Latin typing: is the right word among the first five of an archive that holds it and many others?"""

import gzip
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from index.hindi.analysis import analyse
from index.hindi.roman import is_latin
from index.hindi.spelling import fold
from tests.archives import lexicon_of
from tests.quality import gold
from tests.quality.table import percent, show

GROUPS = {
    "lexicon": ("dakshina",), "crowd": ("crowd",), "names": ("person-names",),
    "English names": ("english-name",),
}  # fmt: skip


def measure() -> None:
    """Print how often the right word comes first and among the first five."""
    rows = [row for row in gold.rows("roman") if is_latin(_typed(row))]
    counts = Counter(fold(row["devanagari"]) for row in rows)
    counts = Counter(dict.fromkeys(counts, 1))
    with gzip.open(gold.SHARED / "data" / "hindi-sentences.txt.gz", "rt", encoding="utf-8") as sentences:
        for line in sentences:
            counts.update({word.term for word in analyse(line)})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lexicon"
        lexicon = lexicon_of(path, counts)
        ranks: defaultdict[str, list[int]] = defaultdict(list)
        for row in rows:
            best = [likely.term for likely in lexicon.romanized(_typed(row), 5)]
            meant = fold(row["devanagari"])
            ranks[_group(row["source"])].append(best.index(meant) + 1 if meant in best else 0)
    lines = [
        [group, len(found), percent(found.count(1), len(found)), percent(sum(map(bool, found)), len(found))]
        for group, found in ranks.items()
    ]
    show(f"Latin typing against {len(counts)} words, %", ["", "rows", "first", "first five"], lines)
    _measure_initials()


def _measure_initials() -> None:
    rows = gold.rows("acronyms")
    same = sum(_terms(row["latin"]) == _terms(row["devanagari"]) for row in rows)
    show(
        "Initials that are one term with their letters, %",
        ["", "rows", "same"],
        [["initials", len(rows), percent(same, len(rows))]],
    )


def _terms(text: str) -> list[str]:
    return [word.term for word in analyse(text)]


def _typed(row: gold.Row) -> str:
    return "".join(char for char in row["roman"].lower() if char.isalnum())


def _group(source: str) -> str:
    return next((group for group, starts in GROUPS.items() if source.startswith(starts)), source)
