"""reindex: read → analyse → merge → verify → publish a generation.

A run adds to the archive: new articles are written, changed ones replaced, unchanged ones cost
only their digest. Nothing that a reader can see changes until the new generation is published.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np

from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.errors import IndexDamagedError
from index.generations import Generation, Generations
from index.intake import Intake, Taken, Unit
from index.lexicon_writer import write_lexicon
from index.processes import Resources, in_order
from index.readers.files import Piece, ReadLimits, SourceFile, pieces, source_files
from index.readers.outcome import Refused
from index.repeats import Sorted, sort_out
from index.schema import write_contents
from index.segments import EMPTY, Segment, Segments, to_merge, write_gone, write_segments
from index.settings import Settings

UNIT_SHARE = 16
"""A process needs some 16 times the memory that its unit of text takes on disk."""
LEAST_UNIT = 1 << 20
UNITS_A_PROCESS = 8
"""So that all processes end at about the same time."""
RUNS = "runs"


@dataclass
class Report:
    """What a run did. `refused` and `warned` name each record; the counts are of articles."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: list[Refused] = field(default_factory=list)
    warned: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    terms: int = 0
    generation: int = 0

    @property
    def complete(self) -> bool:
        """True when nothing had to be refused."""
        return not self.refused


@dataclass(frozen=True)
class Progress:
    """How far a run has come: the stage and the share of it done (0 to 1), and articles read."""

    stage: str
    done: float
    articles: int


STAGES = ("reading", "merging", "words", "publishing")
Observer = Callable[[Progress], None]


def reindex(
    paths: Iterable[Path], settings: Settings, *, full: bool = False, observe: Observer = lambda _: None
) -> Report:
    """Index every article below the paths and publish the result.

    `full` starts from nothing instead of from the published generation. Raises SourceError,
    IndexLockedError, IndexOutdatedError, IndexDamagedError or ProcessDiedError; whatever is raised, the
    published generation stays as it was.
    """
    files = source_files(paths)
    generations = Generations(settings.index)
    with generations.writing():
        base = None if full or generations.current_number() is None else generations.current()
        generation = generations.begin()
        try:
            run = _Run(files, settings, generation, base, observe)
            report = run.write()
            if report.documents == 0 or not (report.added or report.replaced or base is None):
                generations.discard(generation)
                report.generation = base.number if base else 0
                if base:
                    report.documents, report.terms = base.documents, base.terms
            else:
                run.progress("publishing", 0.0)
                generations.publish(
                    generation,
                    report.documents,
                    report.terms,
                    settings.keep_generations,
                    settings.working_processes,
                )
        except BaseException:
            generations.discard(generation)
            raise
    return report


class _Run:
    """One pass over the source files into one unpublished generation."""

    def __init__(
        self,
        files: list[SourceFile],
        settings: Settings,
        generation: Generation,
        base: Generation | None,
        observe: Observer,
    ) -> None:
        self.files = files
        self.settings = settings
        self.folder = generation.path
        self.name = f"g{generation.number:06d}"
        self.base = base
        self.observe = observe
        self.report = Report(generation=generation.number)
        self.bytes_total = sum(file.size for file in files)
        self.bytes_read = 0
        self.unreadable: list[tuple[int, Refused]] = []
        """Refusals of whole files, with the number of units before them."""
        self.units: list[Unit] = []

    def write(self) -> Report:
        """Write all segments; the generation is complete but for its manifest."""
        published = Segments.open(self.base.path) if self.base else EMPTY
        runs = self.folder / RUNS
        runs.mkdir()
        taken = list(self._take_in(published, runs))
        sorted_out = sort_out(taken, self.units, len(published))
        self._count(taken, sorted_out)
        if self.report.added or self.report.replaced or not self.base:
            self._write_segments(published, taken, sorted_out)
        shutil.rmtree(runs)
        return self.report

    def progress(self, stage: str, done: float) -> None:
        """Tell the observer."""
        self.observe(Progress(stage, done, self.report.read))

    def _take_in(self, published: Segments, runs: Path) -> Iterator[Taken]:
        """Read and analyse everything, in the order of the files."""
        limits = ReadLimits(self.settings.max_line_bytes, self.settings.max_text_chars)
        intake = Intake(published, limits, self.settings.cached_words)

        def take(numbered: tuple[int, Unit]) -> Taken:
            number, unit = numbered
            return intake.take(unit, runs / f"r{number:06d}")

        self.progress("reading", 0.0)
        numbered = enumerate(self._units(limits))
        for number, taken in enumerate(in_order(take, numbered, self.settings.working_processes)):
            self.report.read += taken.articles
            self.bytes_read += sum(piece.disk_bytes for piece in self.units[number])
            self.units[number] = tuple(_without_content(piece) for piece in self.units[number])
            self.progress("reading", min(1.0, self.bytes_read / max(1, self.bytes_total)))
            yield taken
        self.progress("reading", 1.0)

    def _units(self, limits: ReadLimits) -> Iterator[Unit]:
        """Pieces in handfuls of about the same size."""
        most = self.settings.index_memory_mb * 1024 * 1024 // self.settings.working_processes // UNIT_SHARE
        share = self.bytes_total // (self.settings.working_processes * UNITS_A_PROCESS)
        size = min(most, max(LEAST_UNIT, share))
        waiting: list[Piece] = []
        for file in self.files:
            for piece in pieces(file, limits, size):
                if isinstance(piece, Refused):
                    self.unreadable.append((len(self.units) + 1, piece))
                    continue
                waiting.append(piece)
                if sum(each.size for each in waiting) >= size:
                    self.units.append(tuple(waiting))
                    waiting = []
                    yield self.units[-1]
        if waiting:
            self.units.append(tuple(waiting))
            yield self.units[-1]

    def _count(self, taken: list[Taken], found: Sorted) -> None:
        report = self.report
        report.added, report.replaced = found.added, sum(map(len, found.deleted))
        report.unchanged, report.repeated = found.unchanged, found.repeated
        warned: Counter[str] = sum((each.warned for each in taken), Counter())
        report.warned = dict(warned)
        refused = [
            ((number, piece, refusal.line), refusal)
            for number, each in enumerate(taken)
            for piece, refusal in each.refused
        ]
        refused += found.refused
        refused += [((number, -1, 0), refusal) for number, refusal in self.unreadable]
        report.read += len(self.unreadable)
        report.refused = [refusal for _, refusal in sorted(refused, key=lambda pair: pair[0])]

    def _write_segments(self, published: Segments, taken: list[Taken], found: Sorted) -> None:
        kept = [_kept(segment, found.deleted[at]) for at, segment in enumerate(published)]
        live = [int(mask.sum()) for mask in kept]
        deleted = [segment.documents - alive for segment, alive in zip(published, live, strict=True)]
        first = to_merge(live, deleted, added=found.added + self.report.replaced)
        entries = []
        for at, segment in enumerate(published[:first]):
            self._keep(segment, found.deleted[at])
            entries.append((segment.name, segment.documents, deleted[at]))
        sources = [
            Source(segment.columns, mask)
            for segment, mask, alive in zip(published[first:], kept[first:], live[first:], strict=True)
            if alive
        ]
        for each, run_kept in zip(taken, found.kept, strict=True):
            if run_kept.any():
                sources.append(Source(SegmentColumns(each.base), None if run_kept.all() else run_kept))
        if sources:
            documents = self._merge(sources, published[0].columns.usual_lengths() if first else None)
            entries.append((self.name, documents, 0))
        write_segments(self.folder, entries)
        self._verify(expected=sum(live) + found.added + self.report.replaced)

    def _keep(self, segment: Segment, deleted: "np.ndarray") -> None:
        """Link a segment of the published generation into this one, with what is deleted of it now."""
        for path in segment.columns.base.parent.glob(f"{segment.name}.*"):
            (self.folder / path.name).hardlink_to(path)
        if len(deleted):
            write_gone(self.folder / segment.name, segment, deleted)

    def _merge(self, sources: list[Source], usual: "np.ndarray | None") -> int:
        base = self.folder / self.name
        processes = self.settings.working_processes
        self.progress("merging", 0.0)
        resources = Resources(processes, self.settings.index_memory_mb * 1024 * 1024)
        merge(base, sources, usual, resources, partial(self.progress, "merging"))
        columns = SegmentColumns(base)
        self.progress("words", 0.0)
        write_lexicon(base, columns.terms.all(), processes, partial(self.progress, "words"))
        columns.verify()
        return columns.documents

    def _verify(self, expected: int) -> None:
        """Open what was written as a reader would, and check that all of it is there."""
        segments = Segments.open(self.folder)
        write_contents(
            self.folder,
            ((each.name, each.documents, frozenset(each.gone.documents.tolist())) for each in segments),
        )
        self.report.documents = segments.live
        if segments.live != expected:
            raise IndexDamagedError(
                f"{self.folder}: {segments.live} articles instead of {expected}; nothing was published"
            )
        self.report.terms = segments.distinct_terms()


def _without_content(piece: Piece) -> Piece:
    return Piece(piece.path, piece.reader, piece.offset, piece.size, piece.lines, piece.disk_bytes)


def _kept(segment: Segment, deleted: "np.ndarray") -> "np.ndarray":
    """bool[documents]: what is left of a segment when more is deleted."""
    kept = np.ones(segment.documents, np.bool_) if segment.kept is None else segment.kept.copy()
    kept[deleted] = False
    return kept
