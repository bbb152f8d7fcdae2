"""Small lexicons for tests, made of articles that hold each spelling as often as asked."""

from collections.abc import Mapping
from pathlib import Path

from index.article import Article
from index.columns.article_store import ArticleStore
from index.columns.merge import Source, merge
from index.columns.run import Batch, write_run
from index.columns.segment_columns import SegmentColumns
from index.hindi.word_numbers import WordNumbers
from index.lexicon import Lexicon
from index.lexicon_writer import write_lexicon
from index.segments import Segments, write_segments


def lexicon_of(folder: Path, counts: Mapping[str, int]) -> Lexicon:
    """The lexicon of an archive in which so many articles hold each spelling."""
    most = max(counts.values(), default=0)
    bodies = ["\n".join(word for word, count in counts.items() if count > number) for number in range(most)]
    words = WordNumbers()
    articles = [Article(id=str(number), headline="", body=body) for number, body in enumerate(bodies)]
    numbers, sizes = words.numbers([text for article in articles for text in ("", "", article.body)])
    digests = [article.digest() for article in articles]
    folder.mkdir()
    write_run(folder / "run", Batch(articles, digests, numbers, sizes, words.spellings), ArticleStore())
    merge(folder / "g", [Source(SegmentColumns(folder / "run"))])
    write_lexicon(folder / "g", SegmentColumns(folder / "g").terms.all())
    write_segments(folder, [("g", most, 0)])
    return Lexicon(Segments.open(folder))
