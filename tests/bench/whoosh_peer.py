"""Plain Whoosh, with words of Devanagari, Latin letters and digits; on a tenth of the articles."""

import json
from pathlib import Path
from typing import Any

from whoosh import fields, highlight
from whoosh import query as whoosh_query
from whoosh.analysis import RegexTokenizer
from whoosh.index import create_in, open_dir
from whoosh.qparser import MultifieldParser

from tests.bench.engine import Answer
from tests.bench.queries import Query

NAME = "Whoosh"
SHARE = 10
"""Every tenth article: the whole archive would take an hour."""
FIELDS = {"title": 4.0, "standfirst": 2.0, "body": 1.0}


def _schema() -> Any:
    words = RegexTokenizer("[\u0900-\u0963\u0966-\u097f]+|[A-Za-z0-9]+")
    text = fields.TEXT(analyzer=words, stored=True)
    return fields.Schema(
        id=fields.ID(stored=True), title=text, standfirst=text, body=text, day=fields.NUMERIC(sortable=True)
    )


def index(corpus: Path, folder: Path, processes: int) -> int:
    """The first tenth of the articles."""
    folder.mkdir(parents=True)
    with corpus.open(encoding="utf-8") as file:
        articles = sum(1 for _ in file) // SHARE
    options: dict[str, Any] = {"procs": processes, "multisegment": True} if processes > 1 else {}
    writer = create_in(str(folder), _schema()).writer(limitmb=256, **options)
    with corpus.open(encoding="utf-8") as file:
        for line, _ in zip(file, range(articles), strict=False):
            record = json.loads(line)
            texts = {name: record.get(name) or "" for name in ("id", *FIELDS)}
            writer.add_document(**texts, day=_day(record.get("date") or "0"))
    writer.commit()
    return articles


def _day(date: str) -> int:
    return int(date[:10].replace("-", ""))


class Opened:
    """An open searcher."""

    def __init__(self, opened: Any) -> None:
        self._searcher = opened.searcher()
        self._parsers = {
            kind: MultifieldParser(list(FIELDS), opened.schema, FIELDS, group=group)
            for kind, group in (("or", _group("or")), ("and", _group("and")), ("phrase", _group("and")))
        }

    def answer(self, query: Query) -> Answer:
        """The query as its own parser reads it."""
        text = " ".join(query.words)
        parsed = self._parsers[query.kind].parse(f'"{text}"' if query.kind == "phrase" else text)
        within = (
            whoosh_query.NumericRange("day", _day(query.since), _day(query.until)) if query.since else None
        )
        result = self._searcher.search(parsed, limit=10, filter=within)
        if query.snippets:
            result.fragmenter = highlight.ContextFragmenter()
            for hit in result:
                hit.highlights("body")
        total = len(result) if query.count or len(query.words) == 1 else None
        return Answer(tuple(hit["id"] for hit in result), total)


def _group(kind: str) -> Any:
    from whoosh.qparser import AndGroup, OrGroup

    return OrGroup if kind == "or" else AndGroup


def open_index(folder: Path) -> Opened:
    """Open the index."""
    return Opened(open_dir(str(folder)))
