"""Seeded queries drawn from an archive's own articles, as every engine gets them."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from index.hindi.spelling import fold

SEED = 7
SAMPLE = 20_000
"""Articles that words are counted in and queries drawn from."""
QUERIES = 300
"""Queries of a class that are timed; as many others are asked first, to warm up."""
FREQUENT = 30
BANDS = {"one common word": (0.01, 0.2), "one middling word": (0.0005, 0.01), "one rare word": (0.0, 0.0005)}
"""Share of the articles that hold the word; words of one spelling, on which all analyses agree."""

_WORD = re.compile("[\u0904-\u0939\u0958-\u0961][\u0900-\u0963]*")
_CLAUSE = re.compile("[।,?!\n]")


@dataclass(frozen=True)
class Query:
    """`kind` is or, and, or phrase; `since` and `until` are days, "" for none."""

    group: str
    kind: str
    words: tuple[str, ...]
    since: str = ""
    until: str = ""
    snippets: bool = False
    count: bool = False
    warm: bool = False


def queries(corpus: Path) -> Iterator[Query]:
    """All classes, the warming ones of each first."""
    chance = random.Random(SEED)
    with corpus.open(encoding="utf-8") as file:
        bodies = [json.loads(line)["body"] for line, _ in zip(file, range(SAMPLE), strict=False)]
    counts = Counter(word for body in bodies for word in set(_WORD.findall(body)))
    spellings = Counter(map(fold, counts))
    banded = {
        band: [
            word
            for word, count in counts.items()
            if low < count / len(bodies) <= high and fold(word) == word and spellings[word] == 1
        ]
        for band, (low, high) in BANDS.items()
    }

    def some(low: int, high: int) -> tuple[str, ...]:
        words = _WORD.findall(chance.choice(bodies))
        return tuple(chance.sample(words, min(len(words), chance.randint(low, high))))

    def phrase() -> tuple[str, ...]:
        while True:
            words = _WORD.findall(chance.choice(_CLAUSE.split(chance.choice(bodies))))
            if len(words) > 3:
                at = chance.randrange(len(words) - 3)
                return tuple(words[at : at + chance.choice((2, 2, 3))])

    def date() -> str:
        return f"{chance.randint(2005, 2014)}-{chance.randint(1, 12):02}-01"

    frequent = [word for word, _ in counts.most_common(FREQUENT)]
    for warm in (True, False):
        yield from (Query("30 most frequent words", "or", (word,), warm=warm) for word in frequent * 5)
        for band, words in banded.items():
            yield from (Query(band, "or", (chance.choice(words),), warm=warm) for _ in range(QUERIES))
        for _ in range(QUERIES):
            yield Query("OR of 2–4 words", "or", some(2, 4), warm=warm)
            yield Query("AND of 2–3 words", "and", some(2, 3), warm=warm)
            yield Query("phrase of 2–3 words", "phrase", phrase(), warm=warm)
            yield Query("OR and 10 snippets", "or", some(2, 4), snippets=True, warm=warm)
            yield Query("AND within a year", "and", some(2, 2), *_year(date()), warm=warm)
            yield Query("count of an OR", "or", some(2, 4), count=True, warm=warm)


def _year(day: str) -> tuple[str, str]:
    return day, f"{int(day[:4]) + 1}{day[4:]}"


def write_queries(corpus: Path, path: Path) -> None:
    """Write the queries of a corpus as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for query in queries(corpus):
            file.write(json.dumps(asdict(query) | {"class": query.group}, ensure_ascii=False) + "\n")


def read_queries(path: Path) -> list[Query]:
    """The queries of a file."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    return [
        Query(**{**{k: v for k, v in record.items() if k != "class"}, "words": tuple(record["words"])})
        for record in records
    ]
