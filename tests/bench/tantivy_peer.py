"""tantivy with words of letters, marks and digits; fields weighted as ours."""

import json
from pathlib import Path
from typing import Any

import tantivy

from tests.bench.engine import Answer
from tests.bench.queries import Query

NAME = "tantivy"
FIELDS = ["title", "standfirst", "body"]
BOOSTS = {"title": 4.0, "standfirst": 2.0}
HEAP = 512_000_000


def analyzer() -> Any:
    """Words of letters, marks and digits, in small letters."""
    words = tantivy.Tokenizer.regex(r"[\p{L}\p{M}\p{N}]+")
    return tantivy.TextAnalyzerBuilder(words).filter(tantivy.Filter.lowercase()).build()


def index(corpus: Path, folder: Path, threads: int) -> int:
    """All articles in one commit, merged."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in FIELDS:
        builder.add_text_field(name, stored=True, tokenizer_name="words", index_option="position")
    builder.add_integer_field("day", stored=True, indexed=True, fast=True)
    folder.mkdir(parents=True)
    opened = tantivy.Index(builder.build(), path=str(folder))
    opened.register_tokenizer("words", analyzer())
    writer = opened.writer(heap_size=HEAP, num_threads=threads)
    count = 0
    with corpus.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            texts = {name: record.get(name) or "" for name in ("id", *FIELDS)}
            writer.add_document(tantivy.Document(**texts, day=_day(record.get("date") or "0")))
            count += 1
    writer.commit()
    writer.wait_merging_threads()
    return count


def _day(date: str) -> int:
    return int(date[:10].replace("-", ""))


class Opened:
    """An open searcher. Ids are not fetched from its store: its own addresses count as found."""

    def __init__(self, opened: Any) -> None:
        self._index = opened
        self._searcher = opened.searcher()

    def answer(self, query: Query) -> Answer:
        """The query as its own parser reads it."""
        joint = {"or": " OR ", "and": " AND ", "phrase": " "}[query.kind]
        text = joint.join(query.words)
        parsed = self._index.parse_query(f'"{text}"' if query.kind == "phrase" else text, FIELDS, BOOSTS)
        if query.since:
            schema = self._index.schema
            within = tantivy.Query.range_query(
                schema, "day", tantivy.FieldType.Integer, _day(query.since), _day(query.until)
            )
            must = tantivy.Occur.Must
            parsed = tantivy.Query.boolean_query(
                [(must, parsed), (must, tantivy.Query.const_score_query(within, 0.0))]
            )
        result = self._searcher.search(parsed, 10, count=query.count or len(query.words) == 1)
        if query.snippets:
            generator = tantivy.SnippetGenerator.create(self._searcher, parsed, self._index.schema, "body")
            for _, address in result.hits:
                generator.snippet_from_doc(self._searcher.doc(address)).to_html()
        return Answer(tuple(str(address) for _, address in result.hits), result.count)


def open_index(folder: Path) -> Opened:
    """Open a committed index."""
    opened = tantivy.Index.open(str(folder))
    opened.register_tokenizer("words", analyzer())
    return Opened(opened)
