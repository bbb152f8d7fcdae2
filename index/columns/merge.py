"""Runs and segments → one segment: postings of each term one behind the other, as arrays.

The sources' terms are sorted alike, so a stretch of the dictionary is one slice of every source, and
where each posting goes follows from counts: nothing is sorted again. Stretches are merged by several
processes at once into one mapped file, and none holds more than a stretch in memory.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise, repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns.article_store import ArticleStore, own_dictionary
from index.columns.column_file import Array, ColumnFileWriter, narrowest, write_columns
from index.columns.impacts import impacts, rounded, usual_lengths
from index.columns.layout import (
    ARTICLES,
    BLOCK_BITS,
    BLOCKS_A_WORD,
    DENSE_LEAST,
    DENSE_SHARE,
    DOCUMENTS,
    LENGTHS,
    POSTINGS,
    TERMS,
    VALUES,
    WORD,
    Numbers,
    ranges,
    words_of,
)  # fmt: skip
from index.columns.segment_columns import SegmentColumns
from index.columns.strings import Strings, string_arrays
from index.columns.term_table import term_slots
from index.processes import ALONE, Resources, in_order

STRETCH_BYTES = 128
"""Working memory that one occurrence of a stretch takes."""


@dataclass(frozen=True)
class Source:
    """A run or segment to merge, and bool[documents]: which of its documents stay (None: all)."""

    columns: SegmentColumns
    kept: NDArray[np.bool_] | None = None

    @property
    def documents(self) -> int:
        """Documents that stay."""
        return self.columns.documents if self.kept is None else int(self.kept.sum())


def merge(
    base: Path,
    sources: Sequence[Source],
    usual: Array | None = None,
    resources: Resources = ALONE,
    observe: Callable[[float], None] = lambda _: None,
) -> None:
    """Write the segment BASE.* of all documents of the sources, in their order.

    `usual` are the field lengths to reckon impacts with; None takes the means of these documents.
    `observe` is told the share done. Raises IndexDamagedError when a source is damaged.
    """
    documents = _merged_documents(sources, usual)
    write_columns(base.with_name(base.name + DOCUMENTS), documents)
    _write_articles(base.with_name(base.name + ARTICLES), sources)
    stretch = max(1, resources.memory // resources.processes // STRETCH_BYTES)
    _PostingsMerge(base, sources, documents, stretch).run(resources.processes, observe)


def _merged_documents(sources: Sequence[Source], usual: Array | None) -> dict[str, Array]:
    columns: dict[str, Array] = {}
    for name in (*LENGTHS, "day"):
        columns[name] = np.concatenate([_kept(source, source.columns.values(name)) for source in sources])
    for name in VALUES:
        values = [source.columns.value_strings(name).all() for source in sources]
        numbers = [_kept(source, source.columns.values(name)) for source in sources]
        present: set[bytes] = set()
        for strings, held in zip(values, numbers, strict=True):
            present.update(strings[number] for number in np.unique(held).tolist())
        distinct = sorted(present)
        place = {value: at for at, value in enumerate(distinct)}
        parts = []
        for strings, held in zip(values, numbers, strict=True):
            parts.append(np.array([place.get(value, 0) for value in strings], np.int64)[held])
        columns[name] = np.concatenate(parts).astype(narrowest(len(distinct) - 1))
        columns |= string_arrays(name, distinct)
    ids = [each for source in sources for each in _kept_items(source, source.columns.ids)]
    columns |= string_arrays("id", ids)
    columns["id_slots"] = term_slots(ids)
    digests = [_kept(source, source.columns.digests()) for source in sources]
    columns["digests"] = np.concatenate(digests).reshape(-1)
    columns["usual_lengths"] = usual_lengths(columns) if usual is None else usual
    return columns


def _kept(source: Source, values: Array) -> Array:
    return values if source.kept is None else values[source.kept]


def _kept_items(source: Source, strings: Strings) -> list[bytes]:
    every = strings.all()
    if source.kept is None:
        return every
    return [item for item, kept in zip(every, source.kept.tolist(), strict=True) if kept]


def _write_articles(path: Path, sources: Sequence[Source]) -> None:
    """Frames are copied; those written with another dictionary are packed anew."""
    sizes = [np.diff(_frame_offsets(source)) for source in sources]
    foreign = [source.columns.dictionary() != own_dictionary() for source in sources]
    packed: dict[int, list[bytes]] = {}
    for at, source in enumerate(sources):
        if foreign[at]:
            store = ArticleStore()
            packed[at] = [store.pack(source.columns.article(n)) for n in range(source.columns.documents)]
            sizes[at] = np.array([len(frame) for frame in packed[at]], np.int64)
    kept = [_kept(source, size) for source, size in zip(sources, sizes, strict=True)]
    offsets = np.concatenate(([0], np.cumsum(np.concatenate(kept)))).astype(np.uint64)
    dictionary = np.frombuffer(own_dictionary(), np.uint8)
    writer = ColumnFileWriter(path, {
        "frames": ("|u1", int(offsets[-1])), "frame_offsets": ("<u8", len(offsets)),
        "dictionary": ("|u1", len(dictionary)),
    })  # fmt: skip
    writer["frame_offsets"][:] = offsets
    writer["dictionary"][:] = dictionary
    frames, at = writer["frames"], 0
    for number, source in enumerate(sources):
        if number in packed:
            content = np.frombuffer(b"".join(packed[number]), np.uint8)
        else:
            content = source.columns.frames()
        if source.kept is not None:
            starts = np.concatenate(([0], np.cumsum(sizes[number])))[:-1]
            content = content[ranges(starts[source.kept], sizes[number][source.kept])]
        frames[at : at + len(content)] = content
        at += len(content)
    writer.seal()


def _frame_offsets(source: Source) -> Numbers:
    return source.columns.frame_offsets().astype(np.int64)


@dataclass
class _Inlet:
    """One source's place in the merged dictionary."""

    source: Source
    first_document: int
    new_document: Numbers | None
    """int64[documents]: number among the source's kept documents; None when all are kept."""
    merged: NDArray[np.int32]
    """int32[own terms] ascending: the merged number of each term, or of the next one that is held."""
    spelling_place: Numbers
    """int64[own spellings]: number of each spelling among the merged ones, -1 where none is kept."""
    held_places: Numbers
    spelled: Numbers
    """int64[…] twice: of the spellings that are kept, their merged numbers (ascending) and occurrences."""


class _PostingsMerge:
    """Merges dictionaries, then postings stretch by stretch."""

    def __init__(
        self, base: Path, sources: Sequence[Source], documents: dict[str, Array], stretch: int
    ) -> None:
        self.documents = len(documents["day"])
        self.stretch = stretch
        """Occurrences merged at one go."""
        self.lengths = {name: documents[name] for name in LENGTHS}
        self.usual = documents["usual_lengths"]
        self.base = base
        self._merge_dictionaries(sources)
        self._open_files(sources)

    def _merge_dictionaries(self, sources: Sequence[Source]) -> None:
        """One source after the other: many lists of terms at once would fill the memory."""
        counted = [_counts(source) for source in sources]
        held: set[bytes] = set()
        for source, (postings, _, _) in zip(sources, counted, strict=True):
            terms = source.columns.terms.all()
            held.update(terms if source.kept is None else compress(terms, postings.tolist()))
        self.terms = sorted(held)
        del held
        number = dict(zip(self.terms, range(len(self.terms)), strict=True))
        self.posting_counts, self.occurrence_counts = np.zeros((2, len(self.terms)), np.int64)
        merged, spelled = [], []
        for source, (postings, occurrences, occurring) in zip(sources, counted, strict=True):
            terms = source.columns.terms.all()
            places = np.fromiter(map(number.get, terms, repeat(-1)), np.int32, len(terms))
            here = places >= 0
            self.posting_counts[places[here]] += postings[here]
            self.occurrence_counts[places[here]] += occurrences[here]
            # A term of which no document is kept belongs to the stretch of the next held one.
            following = np.minimum.accumulate(np.where(here, places, len(self.terms))[::-1])[::-1]
            merged.append(following.astype(np.int32))
            firsts = source.columns.spelling_firsts().astype(np.int64)
            owners = places[np.repeat(np.arange(len(terms)), np.diff(firsts))].tolist()
            names = source.columns.spellings.all()
            spelled.append(
                [
                    (owner, name) if count else None
                    for owner, name, count in zip(owners, names, occurring.tolist(), strict=True)
                ]
            )
        self.spellings = sorted({pair for pairs in spelled for pair in pairs if pair})
        self.spelling_owners = np.array([term for term, _ in self.spellings], np.int64)
        place_of = dict(zip(self.spellings, range(len(self.spellings)), strict=True))
        self.inlets: list[_Inlet] = []
        first = 0
        for source, own, pairs, (_, _, occurring) in zip(sources, merged, spelled, counted, strict=True):
            place = np.array([place_of[pair] if pair else -1 for pair in pairs], np.int64)
            new_document = None if source.kept is None else np.cumsum(source.kept) - 1
            self.inlets.append(_Inlet(
                source, first, new_document, own, place, place[place >= 0], occurring[place >= 0],
            ))  # fmt: skip
            first += source.documents

    def _open_files(self, sources: Sequence[Source]) -> None:
        self.posting_starts = np.concatenate(([0], np.cumsum(self.posting_counts)))
        self.occurrence_starts = np.concatenate(([0], np.cumsum(self.occurrence_counts)))
        sizes = np.zeros(len(self.spellings), np.int64)
        for inlet in self.inlets:
            sizes[inlet.held_places] += inlet.spelled
        self.spelling_starts = np.concatenate(([0], np.cumsum(sizes)))
        least = max(DENSE_LEAST, self.documents // DENSE_SHARE)
        self.dense = np.flatnonzero(self.posting_counts >= least)
        self.doc_counts = self.posting_counts.copy()
        self.doc_counts[self.dense] = 0
        self.doc_starts = np.concatenate(([0], np.cumsum(self.doc_counts)))
        words, dense = words_of(self.documents), len(self.dense)
        words_of_each = np.sum([column.astype(np.int64) for column in self.lengths.values()], axis=0)
        last_position = int(words_of_each.max(initial=0)) + 2
        frequency = max((source.columns.largest_frequency() for source in sources), default=0)
        self.file = ColumnFileWriter(self.base.with_name(self.base.name + POSTINGS), {
            "docs": ("<u4", int(self.doc_starts[-1])),
            "impacts": ("<f2", int(self.posting_starts[-1])),
            "frequencies": (narrowest(frequency), int(self.posting_starts[-1])),
            "positions": (narrowest(last_position), int(self.occurrence_starts[-1])),
            "spelled": ("<u4", int(self.spelling_starts[-1])),
            "bits": ("<u8", dense * words),
            "block_peaks": ("<f2", dense * words * BLOCKS_A_WORD),
        })  # fmt: skip
        self.out = {name: self.file[name] for name in (
            "docs", "impacts", "frequencies", "positions", "spelled", "bits", "block_peaks",
        )}  # fmt: skip

    def run(self, processes: int, observe: Callable[[float], None]) -> None:
        """Merge all stretches, then write the dictionary."""
        peaks = np.zeros(len(self.terms), np.float16)
        own = np.zeros(len(self.terms), np.uint32)
        spelling_documents = np.zeros(len(self.spellings), np.uint32)
        done = 0
        for merged in in_order(self._merge_stretch, self._stretches(), processes):
            first, end = merged.terms
            peaks[first:end], own[first:end] = merged.peaks, merged.own_documents
            low, high = self._spellings_of(first, end)
            spelling_documents[low:high] = merged.spelling_documents
            done += int(self.occurrence_starts[end] - self.occurrence_starts[first])
            observe(done / max(1, int(self.occurrence_starts[-1])))
        self.file.seal()
        firsts = np.searchsorted(self.spelling_owners, np.arange(len(self.terms) + 1))
        write_columns(self.base.with_name(self.base.name + TERMS), {
            **string_arrays("term", self.terms),
            "term_slots": term_slots(self.terms),
            "posting_starts": self.posting_starts.astype(np.uint64),
            "occurrence_starts": self.occurrence_starts.astype(np.uint64),
            "peaks": peaks,
            "dense_terms": self.dense.astype(np.uint32),
            "spelling_firsts": firsts.astype(np.uint32),
            **string_arrays("spelling", [name for _, name in self.spellings]),
            "spelling_starts": self.spelling_starts.astype(np.uint64),
            "spelling_documents": spelling_documents,
            "own_documents": own[np.diff(firsts) > 0],
        })  # fmt: skip

    def _spellings_of(self, first: int, end: int) -> tuple[int, int]:
        low, high = np.searchsorted(self.spelling_owners, (first, end)).tolist()
        return low, high

    def _stretches(self) -> list[tuple[int, int]]:
        ends = np.searchsorted(
            self.occurrence_starts,
            np.arange(self.stretch, int(self.occurrence_starts[-1]) + self.stretch, self.stretch),
        )
        marks = sorted({0, *np.minimum(ends, len(self.terms)).tolist(), len(self.terms)})
        return list(pairwise(marks))

    def _merge_stretch(self, stretch: tuple[int, int]) -> "_Merged":
        """Write the postings of merged terms [first, end)."""
        first, end = stretch
        at, to = int(self.posting_starts[first]), int(self.posting_starts[end])
        from_, until = int(self.occurrence_starts[first]), int(self.occurrence_starts[end])
        docs = np.zeros(to - at, np.uint32)
        frequencies = np.zeros(to - at, np.int64)
        positions = np.zeros(until - from_, np.uint32)
        next_posting = self.posting_starts[first:end] - at
        next_occurrence = self.occurrence_starts[first:end] - from_
        for inlet in self.inlets:
            part = _part(inlet, *np.searchsorted(inlet.merged, (first, end)).tolist())
            here = part.terms - first
            places = ranges(next_posting[here], part.postings)
            docs[places] = part.docs + inlet.first_document
            frequencies[places] = part.frequencies
            positions[ranges(next_occurrence[here], part.occurrences)] = part.positions
            self._merge_spellings(inlet, part, first, end, next_occurrence + from_)
            next_posting[here] += part.postings
            next_occurrence[here] += part.occurrences
        posting = np.repeat(np.arange(to - at), frequencies)
        lengths = {name: column[docs] for name, column in self.lengths.items()}
        worth = rounded(impacts((posting, positions), lengths, self.usual))
        self.out["frequencies"][at:to] = frequencies
        self.out["positions"][from_:until] = positions
        self.out["impacts"][at:to] = worth
        starts = self.posting_starts[first : end + 1] - at
        sparse = ranges(starts[:-1], self.doc_counts[first:end])
        self.out["docs"][self.doc_starts[first] : self.doc_starts[end]] = docs[sparse]
        for place in range(int(np.searchsorted(self.dense, first)), int(np.searchsorted(self.dense, end))):
            term = int(self.dense[place]) - first
            part_of = slice(int(starts[term]), int(starts[term + 1]))
            self._write_dense(place, docs[part_of], worth[part_of])
        peaks = np.maximum.reduceat(worth.view(np.uint16), starts[:-1]).view(np.float16)
        return _Merged((first, end), peaks, *self._spelling_counts(first, end, posting, frequencies))

    def _spelling_counts(
        self, first: int, end: int, posting: Numbers, frequencies: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Documents that spell each term as itself, and documents of each of their other spellings."""
        low, high = self._spellings_of(first, end)
        sizes = np.diff(self.spelling_starts[low : high + 1])
        spelled = self.out["spelled"][self.spelling_starts[low] : self.spelling_starts[high]]
        origin = self.occurrence_starts[self.spelling_owners[low:high]] - self.occurrence_starts[first]
        of = posting[spelled + np.repeat(origin, sizes)]
        spelling = np.repeat(np.arange(high - low), sizes)
        once = (np.diff(of, prepend=-1) != 0) | (np.diff(spelling, prepend=-1) != 0)
        others = np.bincount(of, minlength=len(frequencies))
        starts = self.posting_starts[first:end] - self.posting_starts[first]
        own = np.add.reduceat(others < frequencies, starts, dtype=np.int64)
        return own, np.bincount(spelling[once], minlength=high - low)

    def _merge_spellings(
        self, inlet: _Inlet, part: "_Part", first: int, end: int, next_occurrence: Numbers
    ) -> None:
        """Occurrences are counted from the term's first in the merged segment."""
        if not len(part.spelled_sizes):
            return
        shift = next_occurrence - self.occurrence_starts[first:end]
        owners = self.spelling_owners[part.spelled_places]
        before = self._spelled_before(inlet, part.spelled_places)
        starts = self.spelling_starts[part.spelled_places] + before
        self.out["spelled"][ranges(starts, part.spelled_sizes)] = part.spelled + np.repeat(
            shift[owners - first], part.spelled_sizes
        )

    def _spelled_before(self, inlet: _Inlet, places: Numbers) -> Numbers:
        """Occurrences of each spelling in the sources before this one."""
        before = np.zeros(len(places), np.int64)
        for earlier in self.inlets:
            if earlier is inlet:
                break
            at = np.searchsorted(earlier.held_places, places)
            inside = at < len(earlier.held_places)
            hit = np.flatnonzero(inside)[earlier.held_places[at[inside]] == places[inside]]
            before[hit] += earlier.spelled[at[hit]]
        return before

    def _write_dense(self, place: int, docs: Array, impacts: Array) -> None:
        words = words_of(self.documents)
        flags = np.zeros(words * WORD, np.bool_)
        flags[docs] = True
        self.out["bits"][place * words : (place + 1) * words] = np.packbits(flags, bitorder="little").view(
            "<u8"
        )
        blocks = docs >> BLOCK_BITS
        firsts = np.flatnonzero(np.diff(blocks, prepend=-1))
        peaks = np.zeros(words * BLOCKS_A_WORD, np.uint16)
        peaks[blocks[firsts]] = np.maximum.reduceat(impacts.view(np.uint16), firsts)
        width = words * BLOCKS_A_WORD
        self.out["block_peaks"][place * width : (place + 1) * width] = peaks.view(np.float16)


@dataclass(frozen=True)
class _Merged:
    """What one stretch found out about its terms [first, end) and their other spellings."""

    terms: tuple[int, int]
    peaks: NDArray[np.float16]
    own_documents: Numbers
    spelling_documents: Numbers


@dataclass(frozen=True)
class _Part:
    """A source's kept postings of one stretch; documents are numbered among its kept ones."""

    terms: Numbers
    """int64[terms]: merged numbers of the terms that have postings, ascending."""
    postings: Numbers
    occurrences: Numbers
    """int64[terms] twice: how many each has."""
    docs: Array
    frequencies: Array
    positions: Array
    spelled: Array
    spelled_places: Numbers
    spelled_sizes: Numbers


def _part(inlet: _Inlet, first: int, end: int) -> _Part:
    """The part of own terms [first, end)."""
    columns = inlet.source.columns
    docs, frequencies, positions = columns.stretch(first, end)
    spellings, spelled, sizes, origin = columns.spelled_stretch(first, end)
    postings, occurrences = columns.counts(first, end)
    places = inlet.spelling_place[spellings]
    terms = inlet.merged[first:end].astype(np.int64)
    if inlet.source.kept is None or inlet.new_document is None:
        return _Part(terms, postings, occurrences, docs, frequencies, positions, spelled, places, sizes)
    stays = inlet.source.kept[docs]
    occurrence_stays = np.repeat(stays, frequencies)
    owner = np.repeat(np.arange(len(terms)), postings)
    postings = np.bincount(owner[stays], minlength=len(terms))
    occurrences = np.bincount(owner[stays], weights=frequencies[stays], minlength=len(terms)).astype(np.int64)
    # The number of each kept occurrence among its term's kept ones.
    kept_before = np.concatenate(([0], np.cumsum(occurrence_stays)))
    absolute = spelled.astype(np.int64) + np.repeat(origin, sizes)
    stays_spelled = occurrence_stays[absolute]
    new_spelled = (kept_before[absolute] - kept_before[np.repeat(origin, sizes)])[stays_spelled]
    new_sizes = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[stays_spelled], minlength=len(sizes))
    held, spelled_held = postings > 0, new_sizes > 0
    return _Part(
        terms[held], postings[held], occurrences[held], inlet.new_document[docs[stays]], frequencies[stays],
        positions[occurrence_stays], new_spelled, places[spelled_held], new_sizes[spelled_held],
    )  # fmt: skip


def _counts(source: Source) -> tuple[Numbers, Numbers, Numbers]:
    """Kept postings and occurrences of each of a source's terms, and of each of its spellings."""
    columns = source.columns
    postings, occurrences = columns.counts(0, len(columns.terms))
    spelled: Numbers = np.diff(columns.spelling_starts().astype(np.int64)).astype(np.int64)
    if source.kept is None:
        return postings, occurrences, spelled
    for first in range(0, len(postings), 1 << 14):
        end = min(first + (1 << 14), len(postings))
        docs, frequencies, _ = columns.stretch(first, end)
        stays = source.kept[docs]
        term = np.repeat(np.arange(end - first), postings[first:end])
        occurrence_stays = np.repeat(stays, frequencies)
        spellings, places, sizes, origin = columns.spelled_stretch(first, end)
        here = occurrence_stays[places.astype(np.int64) + np.repeat(origin, sizes)]
        spelled[spellings] = np.bincount(np.repeat(np.arange(len(sizes)), sizes)[here], minlength=len(sizes))
        postings[first:end] = np.bincount(term[stays], minlength=end - first)
        occurrences[first:end] = np.bincount(
            term, weights=np.where(stays, frequencies, 0), minlength=end - first
        )
    return postings, occurrences, spelled
