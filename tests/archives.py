"""Archives for tests and measurements, made of articles in memory, by the builder's own steps."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

from index.article import Article
from index.columns.article_store import ArticleStore
from index.columns.merge import merge
from index.columns.run import AnalysedBatch, write_run
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.duplicates import write_duplicate_groups
from index.fields import TEXT_FIELDS
from index.hindi.term_ids import TermIds
from index.lexicon.lexicon import StoredLexicon
from index.lexicon.writer import write_lexicon
from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import SegmentEntry, Segments, write_segment_list
from tests import source_exports


def write_run_of(base: Path, articles: Sequence[Article]) -> SegmentColumns:
    """The run BASE.* of some articles."""
    words = TermIds()
    numbered = words.encode([getattr(article, name) for article in articles for name in TEXT_FIELDS])
    digests = [article.digest() for article in articles]
    frames = [ArticleStore().pack(article.encoded()) for article in articles]
    write_run(base, AnalysedBatch(articles, digests, frames, [0] * len(articles), numbered, words.spellings))
    return SegmentColumns(base)


def segments_of(folder: Path, articles: Sequence[Article]) -> Segments:
    """One segment of all articles in a folder that is there."""
    merge(folder / "g", [Source(write_run_of(folder / "run", articles))])
    for file in folder.glob("run.*"):
        file.unlink()
    write_lexicon(folder / "g", SegmentColumns(folder / "g").terms.all())
    write_segment_list(folder, [SegmentEntry("g", len(articles), 0)])
    return Segments.open(folder)


def lexicon_of(folder: Path, counts: Mapping[str, int]) -> StoredLexicon:
    """The lexicon of an archive in which so many articles hold each spelling."""
    folder.mkdir()
    words = sorted(counts, key=lambda word: -counts[word])
    articles = []
    for number in range(max(counts.values(), default=0)):
        holding = bisect_left(words, -number, key=lambda word: -counts[word])
        articles.append(Article(id=str(number), headline="", body="\n".join(words[:holding])))
    return StoredLexicon(segments_of(folder, articles))


def publish(articles: Sequence[Article], settings: Settings) -> None:
    """Publish articles as they are: reindex would put a sentence in place of a missing headline."""
    generations = Generations(settings.index)
    with generations.writing():
        generation = generations.begin()
        segments = segments_of(generation.path, articles)
        write_duplicate_groups(generation.path, segments)
        generations.publish(generation, len(articles), segments.distinct_terms(), settings.keep_generations)


def publish_in_batches(settings: Settings, articles: int, size: int) -> None:
    """Reindex so many articles, `size` at a time, so that they stand in several segments."""
    for first in range(0, articles, size):
        path = settings.index.with_name(f"{first}.jsonl")
        numbers = range(first, first + size)
        path.write_bytes(
            source_exports.json_lines(
                [{"id": str(number), "title": "सुर्खी", "body": "पाठ"} for number in numbers]
            )
        )
        reindex([path], settings)
