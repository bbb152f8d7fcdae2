"""Known-item ranking: each headline, any of its words, searched against the bodies of all articles."""

import gzip
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.hindi.analysis import analyse
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import ExpansionOptions, Question
from tests.archives import publish
from tests.quality import gold
from tests.quality.pairs import TIERS
from tests.quality.table import show
from tests.searching import search

EVERY = int(os.environ.get("EVERY", "1"))
"""Every so-manieth headline is searched; 1 for all of them."""


def measure() -> None:
    """Print MRR@10, R@1 and R@10 with each tier on and off."""
    path = gold.SHARED / "data" / "news.jsonl.gz"
    if not path.exists():
        print(f"\nno articles in {path}: no ranking measured")
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    headlines = [(record["id"], record["title"]) for record in records if record.get("title")][::EVERY]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(index=Path(folder) / "index", max_query_chars=5000)
        publish([Article(id=record["id"], headline="", body=record["body"]) for record in records], settings)
        archive = LocalArchive(settings)
        named = {
            "as typed": ExpansionOptions(variants=False),
            **TIERS,
            "tiers 1+2+3": replace(ExpansionOptions(), roman=False),
        }
        lines = [[name, *_scores(archive, headlines, choices)] for name, choices in named.items()]
    title = f"{len(headlines)} headlines against {len(records)} bodies"
    show(title, ["", "MRR@10", "R@1", "R@10"], lines)


def _scores(
    archive: LocalArchive, headlines: list[tuple[str, str]], choices: ExpansionOptions
) -> tuple[str, ...]:
    reciprocal, first, ten = 0.0, 0, 0
    for article, headline in headlines:
        query = " OR ".join(word.token.text for word in analyse(headline))
        found = [hit.article.id for hit in search(archive, Question(query, expansion=choices), size=10).hits]
        if article in found:
            rank = found.index(article) + 1
            reciprocal += 1 / rank
            first += rank == 1
            ten += 1
    count = len(headlines)
    return tuple(f"{value / count:.3f}" for value in (reciprocal, first, ten))
