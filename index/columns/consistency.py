"""Checks that no checksum can make: orders, bounds, counts, and whether each article has its postings."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from index.article import Article
from index.columns.layout import Numbers
from index.columns.segment_columns import SegmentColumns
from index.errors import KhabarkhojError
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.hindi.analysis import analyse
from index.hindi.sentences import starts
from index.text_units import TextUnit

POSTINGS_AT_ONCE = 1 << 21


def inconsistencies(columns: SegmentColumns) -> Iterator[str]:
    """Yield what is wrong with a segment, one line each."""
    yield from _dictionary(columns)
    yield from _postings(columns)
    yield from columns.ngram_faults()
    yield from _documents(columns)


def _dictionary(columns: SegmentColumns) -> Iterator[str]:
    terms = columns.terms.all()
    if any(one >= other for one, other in pairwise(terms)):
        yield "terms are out of order"
    lost = [term for number, term in enumerate(terms) if columns.term_number(term.decode()) != number]
    if lost:
        yield f"{len(lost)} terms are not found by their hash, {lost[0].decode()!r} first"


def _postings(columns: SegmentColumns) -> Iterator[str]:
    count = len(columns.terms)
    postings, occurrences = columns.counts(0, count)
    if (postings < 1).any():
        yield f"{int((postings < 1).sum())} terms without postings"
        return
    lengths = np.sum([columns.values(name).astype(np.int64) for name in TEXT_FIELDS], axis=0)
    if occurrences.sum() != lengths.sum():
        yield f"{occurrences.sum()} occurrences of words, but the articles are {lengths.sum()} words long"
    room = lengths + len(TEXT_FIELDS) - 1
    ends = np.cumsum(postings)
    first = 0
    while first < count:
        reach = (ends[first - 1] if first else 0) + POSTINGS_AT_ONCE
        end = max(first + 1, int(np.searchsorted(ends, reach, "right")))
        fault = _stretch_fault(columns, first, end, room)
        if fault:
            yield fault
            return
        first = end


def _stretch_fault(columns: SegmentColumns, first: int, end: int, room: Numbers) -> str:
    """Return what is wrong with the postings of terms [first, end)."""
    counts, occurrences = columns.counts(first, end)
    docs, frequencies, positions = (part.astype(np.int64) for part in columns.term_range_postings(first, end))
    starts = np.cumsum(counts) - counts
    if len(docs) != counts.sum() or docs.max(initial=-1) >= columns.documents:
        return f"postings of terms from {columns.term(first)!r} on are out of bounds"
    begins = np.cumsum(frequencies) - frequencies
    low, high = columns.posting_range(first)[0], columns.posting_range(end - 1)[1]
    peaks = np.array([columns.max_impact(number) for number in range(first, end)])
    wrong_sums = np.add.reduceat(frequencies, starts) != occurrences
    checks = {
        "documents are out of order": np.isin(np.arange(len(docs)), _falling(docs, starts)),
        "frequencies are not those of its positions": np.repeat(wrong_sums, counts) | (frequencies < 1),
    }
    if not any(bad.any() for bad in checks.values()):
        late = positions[begins + frequencies - 1] >= room[docs]
        falling = np.searchsorted(begins, _falling(positions, begins), "right") - 1
        wrong_peaks = np.maximum.reduceat(columns.impacts(low, high), starts) != peaks
        checks = {
            "positions are out of order": np.isin(np.arange(len(docs)), falling),
            "positions are beyond the end of an article": late,
            "largest impact is not that of its postings": np.repeat(wrong_peaks, counts),
        }
    for fault, bad in checks.items():
        if bad.any():
            number = first + int(np.searchsorted(starts, int(bad.argmax()), "right")) - 1
            return f"{columns.term(number)!r}: {fault}"
    return ""


def _falling(values: Numbers, starts: Numbers) -> Numbers:
    """Return the indices of values that are not greater than their predecessor in the same list."""
    inner = np.ones(len(values), np.bool_)
    inner[starts] = False
    return np.flatnonzero(inner[1:] & (np.diff(values) <= 0)) + 1


def _documents(columns: SegmentColumns) -> Iterator[str]:
    for name in VALUE_FIELDS:
        if columns.values(name).max(initial=0) >= max(1, len(columns.value_strings(name))):
            yield f"values of {name} are out of bounds"
    for unit in TextUnit:
        firsts, counts, positions = columns.part_starts(unit)
        room = sum(columns.values(field).astype(np.int64) for field in TEXT_FIELDS) + len(TEXT_FIELDS) - 1
        starts_in_words = positions.astype(np.int64)
        if counts.sum() != len(starts_in_words) or (starts_in_words > np.repeat(room, counts)).any():
            yield f"beginnings of {unit}s are out of bounds"
        elif len(_falling(starts_in_words, firsts[counts > 0])):
            yield f"beginnings of {unit}s are out of order"
    offsets = columns.frame_offsets().astype(np.int64)
    if (
        len(offsets) != columns.documents + 1
        or (np.diff(offsets) < 0).any()
        or offsets[-1] != len(columns.frames())
    ):
        yield "stored articles are out of order or out of bounds"
    lost = [
        article_id
        for number, article_id in enumerate(columns.ids.all())
        if columns.document_of(article_id.decode()) != number
    ]
    if lost:
        yield f"{len(lost)} articles are not found by their ids, {lost[0].decode()!r} first"


def wrong_articles(columns: SegmentColumns, documents: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield those of some articles whose texts or postings are not what they should be, and why."""
    wanted: dict[str, dict[int, list[int]]] = {}
    for document in documents:
        try:
            article = columns.article(document)
        except KhabarkhojError as error:
            yield document, str(error)
            continue
        # A language that was not stated is not in the digest.
        without_language = replace(article, language="")
        if columns.digest(document) not in (article.digest(), without_language.digest()):
            yield document, "its texts are not those that it was stored with"
            continue
        for unit, begun in _analysed(columns, document, article, wanted).items():
            before, sizes, starts_in_words = columns.part_starts(unit)
            if starts_in_words[before[document] :][: sizes[document]].tolist() != begun:
                yield document, f"its {unit}s do not begin where those of its text do"
    for term, standing in wanted.items():
        number = columns.term_number(term)
        stored = {} if number is None else _positions(columns, number, sorted(standing))
        for document, positions in standing.items():
            if stored.get(document) != positions:
                yield document, f"its postings of {term!r} are not those of its text"


def _analysed(
    columns: SegmentColumns, document: int, article: Article, wanted: dict[str, dict[int, list[int]]]
) -> dict[TextUnit, list[int]]:
    """Add the positions of an article's words to `wanted`; return where its sentences and paragraphs begin."""
    origin = 0
    begin: dict[TextUnit, list[int]] = {unit: [] for unit in TextUnit}
    for name in TEXT_FIELDS:
        text = getattr(article, name)
        words = analyse(text)
        for word in words:
            wanted.setdefault(word.term, {}).setdefault(document, []).append(origin + word.token.position)
        for part, firsts in zip(TextUnit, starts(text, [word.token for word in words]), strict=True):
            begin[part] += [origin + start for start in ([0, *firsts] if origin else firsts)]
        origin += int(columns.values(name)[document]) + 1
    return begin


def _positions(columns: SegmentColumns, term: int, documents: list[int]) -> dict[int, list[int]]:
    """Return where a term stands in some documents."""
    docs = columns.docs(term).astype(np.int64)
    start, end = columns.posting_range(term)
    ends = np.cumsum(columns.frequencies(start, end).astype(np.int64))
    first = columns.occurrence_range(term)[0]
    stored = {}
    for document in documents:
        position = int(np.searchsorted(docs, document))
        if position < len(docs) and docs[position] == document:
            begin = first + int(ends[position - 1]) if position else first
            stored[document] = columns.positions(begin, first + int(ends[position])).astype(np.int64).tolist()
    return stored
