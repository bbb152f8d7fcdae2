"""verify: check a generation's integrity, and compare it with its sources.

Checksums first, of whole files as the manifest has them and of each page as the columns have them; then what
no checksum tells: orders, bounds and counts; then a sample of articles, analysed again; then the sources.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.columns.column_file import ColumnFile
from index.columns.consistency import inconsistencies, wrong_articles
from index.errors import GenerationError, KhabarkhojError, command_for
from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Accepted, Outcome, Refused
from index.readers.splits import SplitOptions
from index.reindex.report import DEFAULT_OPTIONS, ReindexOptions
from index.reindex.takedowns import Takedowns
from index.settings import OPENSEARCH, Settings
from index.store.duplicate_groups import COPIES, DuplicateGroups
from index.store.generations import Generation, Generations
from index.store.manifest import SHARED, check_sizes, wrong_checksums
from index.store.segments import DELETED, Segment, Segments

MAX_NAMED = 20
"""Number of articles listed for each kind of fault."""


@dataclass(frozen=True)
class Finding:
    """Something that was checked: what is wrong, or what is right."""

    what: str
    is_fault: bool = False


def verify(
    settings: Settings,
    sources: Iterable[Path] = (),
    number: int | None = None,
    sample: int = 1_000,
    options: ReindexOptions = DEFAULT_OPTIONS,
) -> Iterator[Finding]:
    """Yield all findings about a generation; `options` tell how its sources were read.

    Raises IndexMissingError or GenerationError when there is none.
    """
    generation = _generation(settings, number)
    faults = list(wrong_checksums(generation.path))
    yield from (Finding(fault, is_fault=True) for fault in faults)
    if not faults:
        yield Finding(f"generation {generation.number}: every file is as it was published")
    try:
        segments = Segments.open(generation.path)
        for path in sorted(generation.path.glob("*.*")):
            if path.suffix in {*SHARED, DELETED}:
                ColumnFile(path).verify()
        ColumnFile(generation.path / COPIES).verify()
        yield from _counts(generation, segments)
    except KhabarkhojError as error:
        yield Finding(str(error), is_fault=True)
        return
    for segment in segments:
        try:
            yield from _check_segment(segment)
        except (KhabarkhojError, ValueError, IndexError) as error:
            yield Finding(f"{segment.name}: {error}", is_fault=True)
            return
    yield from _check_sample(segments, sample)
    if settings.engine == OPENSEARCH and number is None:
        from index.opensearch.comparison import compare_with_ledger  # noqa: PLC0415 - its client is an extra

        yield from (Finding(*fields) for fields in compare_with_ledger(settings, sample))
    if sources:
        yield from _compare_with_sources(segments, sources, settings, options)


def _generation(settings: Settings, number: int | None) -> Generation:
    generations = Generations(settings.index)
    if number is None:
        current = generations.current_number()
        if current is None:
            return generations.current()  # says how to make one
        number = current
    path = generations.path_of(number)
    if not path.is_dir():
        raise GenerationError(
            f"{settings.index}: there is no generation {number}; see: "
            f"{command_for(settings.index, 'generations')}"
        )
    return Generation(number, path)


def _counts(generation: Generation, segments: Segments) -> Iterator[Finding]:
    """Yield findings about the counts in the manifest and about the groups of copies."""
    said = check_sizes(generation.path)
    if said["documents"] != segments.live_count:
        yield Finding(
            f"the manifest says {said['documents']} articles, the segments hold {segments.live_count}",
            is_fault=True,
        )
    if said["terms"] != (counted := segments.distinct_terms()):
        yield Finding(f"the manifest says {said['terms']} terms, the segments hold {counted}", is_fault=True)
    copies = DuplicateGroups(generation.path)
    documents, groups = copies.documents.astype(np.int64), copies.groups.astype(np.int64)
    if (
        len(documents) != len(groups)
        or (np.diff(documents) <= 0).any()
        or max(documents.max(initial=-1), groups.max(initial=-1)) >= segments.documents
    ):
        yield Finding("groups of copies are out of order or out of bounds", is_fault=True)


def _check_segment(segment: Segment) -> Iterator[Finding]:
    """Check orders, bounds and counts of one segment."""
    faults = list(inconsistencies(segment.columns))
    gone = segment.deletions.documents
    if len(gone) and (np.any(np.diff(gone.astype(np.int64)) <= 0) or gone[-1] >= segment.documents):
        faults.append("deleted documents are out of order or out of bounds")
    for fault in faults:
        yield Finding(f"{segment.name}: {fault}", is_fault=True)
    if not faults:
        yield Finding(
            f"{segment.name}: {segment.documents} articles, {len(segment.columns.terms)} terms, in order"
        )


def _check_sample(segments: Segments, sample: int) -> Iterator[Finding]:
    """Yield articles whose words, analysed again, are not those of their postings."""
    numbers = range(segments.documents)
    drawn = sorted(random.Random(0).sample(numbers, min(sample, len(numbers))))  # noqa: S311 - repeatable
    chosen = 0
    wrong: list[str] = []
    for segment in segments:
        inside = [
            number - segment.first for number in drawn if 0 <= number - segment.first < segment.documents
        ]
        inside = [document for document in inside if not segment.is_deleted(document)]
        chosen += len(inside)
        for document, fault in wrong_articles(segment.columns, inside):
            wrong.append(f"{segment.columns.ids[document].decode()!r}: {fault}")
    yield from _named("article", wrong)
    if not wrong:
        yield Finding(f"{chosen} articles analysed again: each has the postings that its words give")


def _compare_with_sources(
    segments: Segments, sources: Iterable[Path], settings: Settings, options: ReindexOptions
) -> Iterator[Finding]:
    """Yield what the sources contain and the index does not, and the other way round.

    Of several texts under one id the archive holds one: it is enough that one of them is the same.
    """
    met = [np.zeros(segment.documents, np.bool_) for segment in segments]
    missing: list[str] = []
    changed: dict[str, str] = {}
    same: set[str] = set()
    refused = read = taken_down = 0
    takedowns = Takedowns(settings.index)
    for outcome in _read(sources, settings, options):
        if isinstance(outcome, Refused):
            refused += 1
        if not isinstance(outcome, Accepted):
            continue
        article = outcome.article
        if takedowns.is_taken_down(article):
            taken_down += 1
            continue
        read += 1
        place = segments.find(article.id)
        if place is None:
            missing.append(f"{article.id!r} ({outcome.path}:{outcome.line})")
            continue
        number, document = place
        met[number][document] = True
        if segments[number].columns.digest(document) == article.digest():
            same.add(article.id)
        else:
            changed[article.id] = f"{article.id!r} ({outcome.path}:{outcome.line})"
    extra = [
        repr(segment.columns.ids[int(document)].decode())
        for segment, seen in zip(segments, met, strict=True)
        for document in np.flatnonzero(~seen)
        if not segment.is_deleted(int(document))
    ]
    yield from _named("in the sources, not in the index", missing)
    differing = [place for article_id, place in changed.items() if article_id not in same]
    yield from _named("not the same in the sources and in the index", differing)
    yield from _named("in the index, not in the sources", extra)
    if refused:
        yield Finding(f"{refused} records of the sources are refused, as reindex does")
    if taken_down:
        yield Finding(f"{taken_down} records of the sources were taken down, and are not in the index")
    if not missing and not differing and not extra:
        yield Finding(f"sources and index hold the same {read} records")


def _read(sources: Iterable[Path], settings: Settings, options: ReindexOptions) -> Iterator[Outcome]:
    """Yield what the readers make of each record of the sources; no page is recognised again."""
    cutting = SplitOptions(
        replace(ReadOptions.of(settings, options.columns), ocr_keeps=False), only=options.source_format
    )
    for file in source_files(sources, settings.index):
        yield from read_file(file, cutting)


def _named(what: str, articles: Sequence[str]) -> Iterator[Finding]:
    for article in articles[:MAX_NAMED]:
        yield Finding(f"{what}: {article}", is_fault=True)
    if len(articles) > MAX_NAMED:
        yield Finding(f"{what}: {len(articles) - MAX_NAMED} more", is_fault=True)
