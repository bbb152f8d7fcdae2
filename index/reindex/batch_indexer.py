"""Batch indexer: turn the splits of one batch into articles, words and column files, in one process.

What was accepted is noted in BASE.seen, for the code that joins the batches:

    id_bytes, id_offsets  uint8[…], uint64[n+1]
    id_hashes             uint64[n]     equal ids have equal hashes
    digests               uint8[32·n]   SHA-256 of each article
    pieces, lines         uint32[n]     where the record stands
    text_versions             uint64[n]     moments or versions; the highest of an id counts
    documents             uint32[n]     its number in the run, NOWHERE for an unchanged one
    published             uint64[n]     segment << 32 | document that holds the id now, or ABSENT
"""

import datetime
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.article_versions import with_history, with_succession
from index.columns.article_store import ArticleStore
from index.columns.column_file import write_columns
from index.columns.run import AnalysedBatch, write_run
from index.columns.segment_columns import SegmentColumns
from index.columns.strings import string_arrays
from index.errors import IndexDamagedError
from index.fields import TEXT_FIELDS
from index.hindi.function_words import CODES
from index.hindi.term_ids import DEVANAGARI_WORD, LATIN_WORD, TermIds
from index.language import WordCounts, clear_languages, language_of
from index.readers.format import ReadOptions
from index.readers.isolated import read_splits
from index.readers.outcome import Accepted, Place, Refused, Skipped, excerpt_of, kind_of
from index.readers.recognition_cache import forget
from index.reindex.batches import Batch
from index.reindex.identity import is_different_article
from index.reindex.takedowns import Takedowns
from index.store.segments import EMPTY, Segments

SEEN = ".seen"
MAX_PLACES = 3
"""Articles that are named for each kind of warning."""
TAKEN_DOWN = "taken down permanently (see: khabarkhoj remove --list)"
NOWHERE = 0xFFFF_FFFF
ABSENT = 0xFFFF_FFFF_FFFF_FFFF
Succession = Sequence[tuple[int, int]]
"""Texts of one id that one run has, (number of the batch, document) each, the one that counts last."""


@dataclass
class BatchResult:
    """The result of one batch."""

    base: Path
    articles: int = 0
    written: int = 0
    refused: list[Refused] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)
    warned_at: dict[str, list[str]] = field(default_factory=dict)
    """Kind of warning → PATH:LINE of the first MAX_PLACES articles that have it."""


@dataclass(frozen=True)
class History:
    """The published articles that a run's articles replace; replaced texts become versions."""

    earlier: Segments
    """What is published, though a run from nothing adds nothing to it."""
    now: datetime.datetime
    kept_versions: int
    restored: Mapping[str, Article] = field(default_factory=dict)
    """Articles that come back with the history that they had."""

    def of(self, article: Article, text_version: int) -> Article:
        """Return the article with what the archive holds under its id as its history."""
        earlier = self.restored.get(article.id)
        if earlier is None:
            earlier = self._published(article.id)
        if earlier is None:
            return replace(article, arrived=max(0, int(self.now.timestamp())))
        article = replace(article, arrived=earlier.arrived)
        return with_history(article, earlier, text_version, self.now, self.kept_versions)

    def _published(self, article_id: str) -> Article | None:
        """Return the published article of an id; None if there is none or it is damaged (a rebuild repairs it)."""
        try:
            found = self.earlier.find(article_id)
            return None if found is None else self.earlier[found.segment].columns.article(found.document)
        except IndexDamagedError:
            return None

    def among(self, article: Article, older: Sequence[tuple[Article, int]], text_version: int) -> Article:
        """Return the article with older texts of the same run, oldest first, in its history."""
        return with_succession(article, older, text_version, self.now, self.kept_versions)


def _count_warnings(result: BatchResult, outcome: Accepted) -> None:
    for kind in map(kind_of, outcome.warnings):
        result.warned[kind] += 1
        places = result.warned_at.setdefault(kind, [])
        if len(places) < MAX_PLACES:
            places.append(str(Place(outcome.path, outcome.line)))


NO_HISTORY = History(EMPTY, datetime.datetime.min.replace(tzinfo=datetime.UTC), 0)


@dataclass(frozen=True)
class _Record:
    article: Article
    digest: bytes
    split: int
    line: int
    published: int
    text_version: int
    frame: bytes | None
    """The article packed; None when it is in the archive already."""


class BatchIndexer:
    """Indexes the batches of a run, in one process."""

    def __init__(
        self,
        published: Segments,
        options: ReadOptions,
        cached_words: int,
        takedowns: Takedowns,
        history: History = NO_HISTORY,
    ) -> None:
        self._published = published
        self._takedowns = takedowns
        self._history = history
        self._options = options
        self._cached_words = cached_words
        self._words = TermIds()
        self._store = ArticleStore()

    def index_batch(self, batch: Batch, base: Path) -> BatchResult:
        """Write BASE.* for the batch's new and changed articles, and BASE.seen for all."""
        result = BatchResult(base)
        records: list[_Record] = []
        for number, outcome in read_splits(batch, self._options):
            if isinstance(outcome, Skipped):
                result.skipped[outcome.reason] += 1
                continue
            if isinstance(outcome, Accepted) and self._takedowns.is_taken_down(outcome.article):
                result.skipped[TAKEN_DOWN] += 1
                if outcome.article.machine_read:
                    forget(self._options.ocr_cache, outcome.article.id)
                continue
            result.articles += 1
            if isinstance(outcome, Accepted) and self._is_another(outcome.article):
                result.refused.append(_under_a_known_id(outcome))
            elif isinstance(outcome, Refused):
                result.refused.append(outcome)
            else:
                _count_warnings(result, outcome)
                records.append(self._record(outcome, number))
        if records:
            changed = [record for record in records if record.frame is not None]
            result.written = len(changed)
            if changed:
                self._write_run(base, changed)
            _write_seen(base, records)
        return result

    def _record(self, outcome: Accepted, split: int) -> _Record:
        article = outcome.article
        digest = article.digest()
        found = self._published.find(article.id)
        published, same = ABSENT, False
        if found is not None:
            segment, document = found
            published = segment << 32 | document
            columns = self._published[segment].columns
            # A later published version wins: treat this record as unchanged.
            same = (
                columns.digest(document) == digest
                or columns.text_version(document) > outcome.text_version > 0
            )
        if same:
            return _Record(article, digest, split, outcome.line, published, outcome.text_version, None)
        article = self._history.of(article, outcome.text_version)
        frame = self._store.pack(article.encoded())
        return _Record(article, digest, split, outcome.line, published, outcome.text_version, frame)

    def _is_another(self, article: Article) -> bool:
        """Return whether the archive holds another article under its id."""
        found = self._published.find(article.id)
        if found is None:
            return False
        columns, document = self._published[found.segment].columns, found.document
        return columns.digest(document) != article.digest() and is_different_article(
            columns.article(document), article
        )

    def write_successions(
        self, successions: Sequence[Succession], runs: Sequence[BatchResult], base: Path
    ) -> BatchResult:
        """Write BASE.* for the last texts of some successions, with the earlier ones as their history."""
        columns = {
            number: SegmentColumns(runs[number].base)
            for succession in successions
            for number, _ in succession
        }
        records = []
        for succession in successions:
            *older, (run, document) = succession
            texts = [
                (columns[position].article(number), columns[position].text_version(number))
                for position, number in older
            ]
            text_version, digest = columns[run].text_version(document), columns[run].digest(document)
            article = self._history.among(columns[run].article(document), texts, text_version)
            frame = self._store.pack(article.encoded())
            records.append(_Record(article, digest, 0, 0, ABSENT, text_version, frame))
        self._write_run(base, records)
        return BatchResult(base, written=len(records))

    def _write_run(self, base: Path, records: Sequence[_Record]) -> None:
        if len(self._words) > self._cached_words:
            self._words = TermIds()
        articles = [record.article for record in records]
        texts = [getattr(article, name) for article in articles for name in TEXT_FIELDS]
        numbered = self._words.encode(texts)
        articles = self._with_languages(articles, numbered.words, numbered.sizes)
        digests = [record.digest for record in records]
        frames = [record.frame or b"" for record in records]
        text_versions = [record.text_version for record in records]
        write_run(
            base, AnalysedBatch(articles, digests, frames, text_versions, numbered, self._words.spellings)
        )

    def _with_languages(
        self, articles: list[Article], words: NDArray[np.uint32], sizes: NDArray[np.int64]
    ) -> list[Article]:
        """Return the articles with a language where none was stated."""
        marks = np.frombuffer(self._words.marks, np.uint8)[words]
        ends = np.cumsum(sizes.reshape(len(articles), -1).sum(axis=1))

        def count(mark: int) -> NDArray[np.int64]:
            upto = np.searchsorted(np.flatnonzero(marks == mark), ends)
            return np.diff(upto, prepend=0)

        function = {code: count(number) for number, code in enumerate(CODES) if code}
        devanagari = count(DEVANAGARI_WORD) + np.sum(list(function.values()), axis=0)
        clear = clear_languages(WordCounts(devanagari, count(LATIN_WORD), function))
        return [
            article
            if article.language
            else replace(article, language=code or language_of(f"{article.headline}\n{article.body}"))
            for article, code in zip(articles, clear, strict=True)
        ]


def _under_a_known_id(outcome: Accepted) -> Refused:
    """Return the refusal of an article whose id another one has in the archive."""
    reason = (
        f"another article has its id {outcome.article.id!r} in the archive; give it its own id, "
        "or reindex all sources with --full"
    )
    return Refused(outcome.path, outcome.line, reason, excerpt_of(outcome.article.headline))


def _write_seen(base: Path, records: Sequence[_Record]) -> None:
    ids = [record.article.id.encode() for record in records]
    changed = np.array([record.frame is not None for record in records])
    write_columns(base.with_name(base.name + SEEN), {
        **string_arrays("id", ids),
        "id_hashes": np.array([zlib.crc32(one) << 32 | zlib.adler32(one) for one in ids], np.uint64),
        "digests": np.frombuffer(b"".join(record.digest for record in records), np.uint8),
        "pieces": np.array([record.split for record in records], np.uint32),
        "lines": np.array([record.line for record in records], np.uint32),
        "text_versions": np.array([record.text_version for record in records], np.uint64),
        "documents": np.where(changed, np.cumsum(changed) - 1, NOWHERE).astype(np.uint32),
        "published": np.array([record.published for record in records], np.uint64),
    })  # fmt: skip
