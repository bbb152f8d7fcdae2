"""A run: the articles that one process analysed at one go, as column files to be merged.

Postings come from sorting arrays: every word of the batch has the number of its spelling; a stable
radix sort by term leaves documents and positions ascending within each term.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.article import Article
from index.columns.article_store import own_dictionary
from index.columns.column_file import Array, narrowest, write_columns
from index.columns.layout import ARTICLES, DOCUMENTS, POSTINGS, TERMS, ranges
from index.columns.strings import offsets_of, string_arrays
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.hindi.term_ids import EncodedTexts, Spelled, Starts
from index.shingles import signatures
from index.text_units import TextUnit


@dataclass(frozen=True)
class AnalysedBatch:
    """Analysed articles: of each three texts, and their words by number of spelling."""

    articles: Sequence[Article]
    digests: Sequence[bytes]
    frames: Sequence[bytes]
    """The articles as the article store packs them."""
    text_versions: Sequence[int]
    texts: EncodedTexts
    """Three texts of each article: headline, standfirst, body."""
    spellings: Sequence[Spelled]

    @property
    def words(self) -> NDArray[np.uint32]:
        """The words of all texts one after another."""
        return self.texts.words


def write_run(base: Path, batch: AnalysedBatch) -> None:
    """Write the column files BASE.terms, BASE.postings, BASE.documents and BASE.articles."""
    lengths = batch.texts.sizes.reshape(-1, len(TEXT_FIELDS))
    terms, postings = _inverted(batch.words, lengths, batch.spellings)
    write_columns(base.with_name(base.name + TERMS), terms)
    write_columns(base.with_name(base.name + POSTINGS), postings)
    write_columns(base.with_name(base.name + DOCUMENTS), _documents(batch, lengths))
    articles: dict[str, Array] = {
        "frames": np.frombuffer(b"".join(batch.frames), np.uint8),
        "frame_offsets": offsets_of(map(len, batch.frames)),
        "dictionary": np.frombuffer(own_dictionary(), np.uint8),
    }
    write_columns(base.with_name(base.name + ARTICLES), articles)


def _inverted(
    words: NDArray[np.uint32], lengths: NDArray[np.int64], spellings: Sequence[Spelled]
) -> tuple[dict[str, Array], dict[str, Array]]:
    used = np.flatnonzero(np.bincount(words, minlength=len(spellings)))
    pairs = [spellings[number] for number in used.tolist()]
    encoded = sorted({term for term, _ in pairs})
    rank_of_term = dict(zip(encoded, range(len(encoded)), strict=True))
    ranks = np.zeros(len(spellings), np.uint32)
    ranks[used] = [rank_of_term[term] for term, _ in pairs]

    rank = ranks[words]
    order = _order(rank, len(encoded))
    rank = rank[order]
    doc = np.repeat(np.arange(len(lengths), dtype=np.uint32), lengths.sum(axis=1))[order]
    position = _positions(lengths)[order]
    new = np.ones(len(rank), np.bool_)
    new[1:] = (rank[1:] != rank[:-1]) | (doc[1:] != doc[:-1])
    first = np.flatnonzero(new)
    frequencies = np.diff(first, append=len(words))
    occurrence_starts = _starts(rank, len(encoded))
    terms = {
        **string_arrays("term", encoded),
        "posting_starts": _starts(rank[first], len(encoded)),
        "occurrence_starts": occurrence_starts,
    }
    postings = {
        "docs": doc[first],
        "frequencies": _narrow(frequencies),
        "positions": position,
    }
    other = [
        number for number, (term, spelling) in zip(used.tolist(), pairs, strict=True) if term != spelling
    ]
    other.sort(key=lambda number: (int(ranks[number]), spellings[number][1]))
    number_of = np.full(len(spellings), -1, np.int32)
    number_of[other] = np.arange(len(other))
    spelled = number_of[words][order]
    at = np.flatnonzero(spelled >= 0)
    at = at[np.argsort(spelled[at], kind="stable")]
    terms |= {
        "spelling_firsts": _starts(ranks[other], len(encoded)).astype(np.uint32),
        **string_arrays("spelling", [spellings[number][1] for number in other]),
        "spelling_starts": _starts(spelled[at], len(other)),
    }
    postings["spelled"] = (at - occurrence_starts[rank[at]].astype(np.int64)).astype(np.uint32)
    return terms, postings


def _order(ranks: NDArray[np.uint32], terms: int) -> NDArray[np.int64]:
    """Return the stable order of the ranks; numpy sorts 16 bits at a time by counting, in linear time."""
    order = np.argsort(ranks.astype(np.uint16), kind="stable")
    if terms > 1 << 16:
        order = order[np.argsort((ranks >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def _positions(lengths: NDArray[np.int64]) -> NDArray[np.unsignedinteger]:
    """Return the position of every word in its article, with a free place between two fields."""
    sizes = lengths.ravel()
    before = np.cumsum(sizes) - sizes
    positions = np.arange(int(sizes.sum())) + np.repeat(_origins(lengths).ravel() - before, sizes)
    return _narrow(positions)


def _origins(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return int64[articles, 3]: the position at which each field begins."""
    found: NDArray[np.int64] = np.cumsum(lengths, axis=1) - lengths + np.arange(lengths.shape[1])
    return found


def _starts(numbers: Array, count: int) -> NDArray[np.uint64]:
    """Return uint64[count + 1]: where each number begins in an ascending array of numbers."""
    sizes = np.bincount(numbers, minlength=count) if len(numbers) else np.zeros(count, np.int64)
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.uint64)


def _narrow(values: Array) -> Array:
    return values.astype(narrowest(int(values.max(initial=0))))


def _documents(batch: AnalysedBatch, lengths: NDArray[np.int64]) -> dict[str, Array]:
    columns: dict[str, Array] = {
        name: _narrow(lengths[:, position]) for position, name in enumerate(TEXT_FIELDS)
    }
    days = [article.date.toordinal() if article.date else 0 for article in batch.articles]
    columns["day"] = np.array(days, np.uint32)
    columns["arrived"] = np.array([article.arrived for article in batch.articles], np.uint32)
    columns["text_version"] = np.array(batch.text_versions, np.uint64)
    for name in VALUE_FIELDS:
        columns |= value_arrays(name, [getattr(article, name).encode() for article in batch.articles])
    ids = [article.id.encode() for article in batch.articles]
    columns |= string_arrays("id", ids)
    for name, starts in zip(TextUnit, (batch.texts.sentences, batch.texts.paragraphs), strict=True):
        columns |= _start_arrays(name, starts, lengths)
    columns["signatures"] = _signatures(batch, lengths).reshape(-1)
    columns["digests"] = np.frombuffer(b"".join(batch.digests), np.uint8)
    return columns


def _start_arrays(name: str, starts: Starts, lengths: NDArray[np.int64]) -> dict[str, Array]:
    """Return the positions of all words that begin a part, fields included, and how many each article has."""
    origins = _origins(lengths)
    fields = origins.shape[1]
    articles = np.arange(len(lengths)).repeat(fields - 1)
    documents = np.concatenate((starts.texts // fields, articles))
    positions = np.concatenate((
        origins[starts.texts // fields, starts.texts % fields] + starts.positions, origins[:, 1:].ravel(),
    ))  # fmt: skip
    order = np.lexsort((positions, documents))
    return {
        f"{name}_counts": _narrow(np.bincount(documents, minlength=len(lengths))),
        f"{name}_starts": _narrow(positions[order]),
    }


def _signatures(batch: AnalysedBatch, lengths: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return the signatures of the bodies, by which copies are found; words count as their terms."""
    ends = np.cumsum(lengths.sum(axis=1))
    bodies = lengths[:, -1]
    words = batch.words[ranges(ends - bodies, bodies)]
    used = np.flatnonzero(np.bincount(words, minlength=len(batch.spellings)))
    hashes = np.zeros(len(batch.spellings), np.uint32)
    hashes[used] = [zlib.crc32(batch.spellings[number][0]) for number in used.tolist()]
    return signatures(hashes[words], bodies)


def value_arrays(name: str, values: Sequence[bytes]) -> dict[str, Array]:
    """Return the numbers of the documents' values, and the distinct values ascending."""
    distinct = sorted(set(values))
    number = {value: position for position, value in enumerate(distinct)}
    return {
        name: _narrow(np.array([number[value] for value in values], np.int64)),
        **string_arrays(name, distinct),
    }
