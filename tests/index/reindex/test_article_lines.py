"""Articles written as lines are read back as they were, whatever marks they hold."""

import datetime
from dataclasses import replace
from pathlib import Path

from index.article import Article
from index.reindex.article_lines import json_line
from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments

ARTICLES = (
    Article("1", "शीर्षक <b>", "पाठ & पाठ\nदूसरा पैरा", date=datetime.date(2024, 6, 25), source="BBC"),
    Article(
        "2",
        "सादा",
        "1 < 2 && 3 > 2",
        standfirst="[चित्र]",
        section="खेल",
        author="अनिल",
        language="hi",
    ),
    Article("3", "पता", "पाठ", url="https://example.org/a?b=1"),
)


def test_lines_are_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(map(json_line, ARTICLES)), encoding="utf-8")
    settings = Settings(index=tmp_path / "index", processes=1)
    reindex([path], settings)
    (segment,) = Segments.open(Generations(settings.index).current().path)
    found = {each.id: each for each in map(segment.columns.article, range(segment.documents))}
    for article in ARTICLES:
        language = article.language or found[article.id].language
        assert replace(found[article.id], arrived=0) == replace(article, language=language)
