"""Indexes for the contract of the port: the same articles in one segment, and in several with deletions."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.reindex.build import reindex
from index.settings import Settings
from tests.search.archive_contract import as_records
from tests.search.archive_limits_contract import LISTED_COPIES

ARRANGEMENTS = ["one segment", "several with deletions"]


def indexed(
    folder: Path,
    articles: Sequence[Article],
    arrangement: str,
    settings: Settings | None = None,
    older: Sequence[Article] = (),
) -> Settings:
    """Index articles in one segment, or in three of which two have deletions; `settings` names the engine.

    `older` are earlier versions of some of the articles, read in the same run as these.
    """
    settings = replace(settings or Settings(), index=folder / "index", max_listed_copies=LISTED_COPIES)
    records = as_records(articles)
    parts = [records]
    if arrangement != "one segment":
        gone = [{**record, "body": "क्रिकेट का पुराना पाठ।"} for record in records[:2]]
        parts = [[*gone, *records[2:5]], records[5:], records[:2]]
    numbered = [{**record, "version": "1"} for record in as_records(older)]
    parts[0] = [*numbered, *({**record, "version": "2"} for record in parts[0])]
    for number, part in enumerate(parts):
        path = folder / f"{number}.jsonl"
        path.write_text("\n".join(json.dumps(record) for record in part), encoding="utf-8")
        reindex([path], settings)
    return settings
