"""Relevance: judged needs of a real archive, graded 0, 1 or 2; nDCG@10 beside tantivy."""

import gzip
import math
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import tantivy

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import Question
from tests.bench import tantivy_peer
from tests.quality import gold
from tests.quality.table import show
from tests.searching import search

TEN = 10
ELSEWHERE = [["Lucene 9, HindiAnalyzer, any word (measured elsewhere)", "0.748", "", "", ""]]

Found = dict[str, list[str]]
"""Need → ids, best first."""


def measure() -> None:
    """Print nDCG@10, P@10 and MRR of full matches alone, of full and partial ones, and of tantivy."""
    source = gold.SHARED / "data" / "news.jsonl.gz"
    if not source.exists():
        print(f"\nno articles in {source}: no relevance measured")
        return
    grades: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in gold.rows("relevance-grades"):
        grades[row["qid"]][row["id"]] = int(row["grade"])
    needs = {
        row["qid"]: row["query"] for row in gold.rows("relevance-queries") if any(grades[row["qid"]].values())
    }
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(source, Path(folder), needs)
        found = {
            **ours,
            "tantivy, any word": _tantivy(source, Path(folder), needs),
        }
    lines = [[name, *_scores(ids, grades)] for name, ids in found.items()]
    header = ["", "nDCG@10", "P@10", "MRR", "without a grade"]
    show(f"{len(needs)} judged needs, 18,842 articles", header, [*lines, *ELSEWHERE])


def _ours(source: Path, folder: Path, needs: dict[str, str]) -> dict[str, Found]:
    settings = Settings(index=folder / "index", max_query_seconds=30)
    reindex([source], settings)
    archive = LocalArchive(settings)
    full: Found = {}
    partial: Found = {}
    for need, text in needs.items():
        page = search(archive, Question(text), size=TEN)
        full[need] = [hit.article.id for hit in page.hits]
        partial[need] = [*full[need], *(hit.article.id for hit in page.partial_hits)]
    return {"full matches": full, "and partial ones": partial}


def _tantivy(source: Path, folder: Path, needs: dict[str, str]) -> Found:
    corpus = folder / "corpus.jsonl"
    with gzip.open(source, "rt", encoding="utf-8") as packed, corpus.open("w", encoding="utf-8") as plain:
        plain.writelines(packed)
    tantivy_peer.index(corpus, folder / "tantivy", threads=2)
    opened: Any = tantivy.Index.open(str(folder / "tantivy"))
    opened.register_tokenizer("words", tantivy_peer.analyzer())
    searcher = opened.searcher()
    found: Found = {}
    for need, text in needs.items():
        parsed, _ = opened.parse_query_lenient(text, tantivy_peer.FIELDS)
        hits = searcher.search(parsed, TEN).hits
        found[need] = [searcher.doc(address).get_first("id") for _, address in hits]
    return found


def _scores(found: Found, grades: dict[str, dict[str, int]]) -> tuple[str, ...]:
    ndcg = precision = reciprocal = 0.0
    unread = 0
    for need, ids in found.items():
        marks = [grades[need].get(article_id, 0) for article_id in ids[:TEN]]
        ndcg += _gain(marks) / _gain(sorted(grades[need].values(), reverse=True)[:TEN])
        precision += sum(mark > 0 for mark in marks) / TEN
        reciprocal += next((1 / rank for rank, mark in enumerate(marks, 1) if mark), 0)
        unread += sum(article_id not in grades[need] for article_id in ids[:TEN])
    return *(f"{value / len(found):.3f}" for value in (ndcg, precision, reciprocal)), str(unread)


def _gain(marks: list[int]) -> float:
    return float(sum((2**mark - 1) / math.log2(rank + 2) for rank, mark in enumerate(marks)))
