"""reindex: read → analyse → merge → verify → publish a generation.

A run adds to the archive: new articles are written, changed ones replaced, unchanged ones cost
only their digest. Nothing that a reader can see changes until the new generation is published.
"""

import datetime
import errno
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.coverage import coverage_of, silent_sources
from index.duplicates import Previous
from index.errors import DiskFullError, KhabarkhojError, SourceError, command_for
from index.hindi.analysis import ANALYSIS_VERSION
from index.processes import ordered_map
from index.readers import scan_progress
from index.readers.files import LINK, SourceFile, source_files
from index.readers.format import ReadOptions
from index.readers.outcome import Refused, Skipped
from index.readers.scan import manner_of
from index.reindex.batch_indexer import MAX_PLACES, BatchIndexer, BatchResult, History
from index.reindex.batches import Batch, Batches
from index.reindex.checkpoints import UNFINISHED_FOLDER, Checkpoints, fingerprint
from index.reindex.completion import complete, write_merged_segment
from index.reindex.deduplicate import DedupResult, deduplicate
from index.reindex.live_documents import kept_documents, missing_documents, remap_documents, usual_lengths
from index.reindex.refusals import REFUSALS_FOLDER, Refusals
from index.reindex.report import DEFAULT_OPTIONS, Observer, Progress, Prune, ReindexOptions, Report
from index.reindex.takedowns import Takedowns
from index.settings import OPENSEARCH, Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.generations import Generation, Generations
from index.store.manifest import FORMAT_VERSION, has_present_format
from index.store.merge_policy import select_merge
from index.store.segments import EMPTY, Segment, SegmentEntry, Segments, write_deletions, write_segment_list

MAX_TERMS_LOOKED_UP = 20_000
"""Terms of new segments up to which each is looked up in the published ones; more are counted all together."""
SUCCESSIONS_AT_ONCE = 100
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def reindex(
    paths: Iterable[Path],
    settings: Settings,
    options: ReindexOptions = DEFAULT_OPTIONS,
    observe: Observer = lambda _: None,
) -> Report:
    """Index every article below the paths and publish the result.

    Raises SourceError, IndexLockedError, IndexOutdatedError, IndexDamagedError, ProcessDiedError,
    DiskFullError or OSError. Whatever these say, the published generation stays as it was, and the next run
    that is asked the same takes over what this one had read. Raises NotDurableError if the new generation is
    published, but may not survive a power cut.
    """
    generations = Generations(settings.index)
    with generations.writing():
        files = source_files(paths, settings.index)
        if options.in_folder:
            files = [replace(file, named=False) for file in files]
        base = None if options.full else generations.base()
        return publish_run(files, settings, options, base, observe)


def publish_run(
    files: list[SourceFile],
    settings: Settings,
    options: ReindexOptions,
    base: Generation | None,
    observe: Observer = lambda _: None,
) -> Report:
    """Index files on top of a generation and publish the result; the writer's lock must be held. See reindex."""
    catch_up(settings, observe)
    generations = Generations(settings.index)
    goes_back = base is not None and base.number != generations.current_number()
    generation = generations.begin()
    report_path = settings.index / REFUSALS_FOLDER / f"{generation.number:06d}.jsonl"
    try:
        with Refusals(report_path, settings.max_listed_refusals) as refusals:
            run = _Run(files, settings, options, generation, base, refusals, observe)
            report = run.write()
            refusals.drop_before(generation.number - settings.keep_generations)
        if run.is_worth_publishing():
            run.progress("publishing", 0.0)
            generations.publish(
                generation,
                report.documents,
                report.terms,
                settings.keep_generations,
                settings.working_processes,
                same_as=base.number if base is not None and goes_back else None,
            )
            report.published = True
        else:
            generations.discard(generation)
            report.generation = base.number if base else 0
            report.documents, report.terms = (base.documents, base.terms) if base else (0, 0)
    except BaseException as error:
        generations.discard(generation)
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            shutil.rmtree(settings.index / UNFINISHED_FOLDER, ignore_errors=True)
            raise DiskFullError(
                f"{settings.index}: {error.strerror}; nothing was published, and the index is as it was. "
                "Make room for about as much as the articles take, then run this again"
            ) from None
        raise
    run.checkpoints.clear()
    copy_to_cluster(settings, observe, purge=options.rewrite)
    return report


def catch_up(settings: Settings, observe: Observer = lambda _: None) -> None:
    """Publish in the cluster what an earlier run could not, so that it is at most one generation behind."""
    copy_to_cluster(settings, observe)


def copy_to_cluster(settings: Settings, observe: Observer = lambda _: None, *, purge: bool = False) -> None:
    """Publish the index directory's generation in the cluster, where that engine is chosen; see replicate."""
    if settings.engine != OPENSEARCH or Generations(settings.index).current_number() is None:
        return
    # The client of a cluster is an extra, and is not needed elsewhere.
    from index.opensearch.replication import replicate  # noqa: PLC0415

    try:
        replicate(settings, lambda stage, done: observe(Progress(stage, done, 0)), purge=purge)
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        raise DiskFullError(
            f"{settings.index}: {error.strerror}; the articles are published here, but not yet in the cluster. "
            f"Make room, then run: {command_for(settings.index, 'cluster --push-missing')}"
        ) from None


@dataclass
class _Run:
    """One pass over the source files into one unpublished generation."""

    files: list[SourceFile]
    settings: Settings
    options: ReindexOptions
    generation: Generation
    base: Generation | None
    refusals: Refusals
    observe: Observer

    def __post_init__(self) -> None:
        self.folder = self.generation.path
        self.name = f"g{self.generation.number:06d}"
        self.report = Report(generation=self.generation.number)
        self.read_options = ReadOptions.of(self.settings, self.options.columns)
        self.batches = Batches(self.files, self.settings, self.read_options, self.options.source_format)
        self.takedowns = Takedowns(self.settings.index)
        self.checkpoints = Checkpoints(self.settings.index, {
            "format": FORMAT_VERSION, "analysis": ANALYSIS_VERSION,
            "base": self.base.number if self.base else 0, "options": self.read_options,
            "takedowns": self.takedowns.fingerprint, "recognises": manner_of(self.read_options),
            "versions": self.settings.keep_versions,
        })  # fmt: skip
        self.bytes_read = 0
        self.skipped: Counter[str] = Counter()

    def write(self) -> Report:
        """Write all segments; the generation is complete except for its manifest."""
        published = Segments.open(self.base.path) if self.base else EMPTY
        indexer = self._indexer(published)
        results = list(self._index_batches(indexer))
        sorted_out = deduplicate(results, self.batches.handed_out, len(published))
        deleted = self._taken_down(published, self._count(published, results, sorted_out))
        if self.is_worth_publishing():
            if self.settings.keep_versions:
                self._keep_older_texts(indexer, results, sorted_out)
            self._write_segments(published, results, sorted_out, deleted)
        return self.report

    def _indexer(self, published: Segments) -> BatchIndexer:
        earlier = published if self.base else _readable(self.settings)
        history = History(
            earlier, datetime.datetime.now().astimezone(), self.settings.keep_versions, self.options.restored
        )
        return BatchIndexer(published, self.read_options, self.settings.cached_words, self.takedowns, history)

    def _keep_older_texts(
        self, indexer: BatchIndexer, results: list[BatchResult], found: DedupResult
    ) -> None:
        """Write once more what has older texts in this very run, with these as its versions."""
        runs = tuple(results)
        for position in range(0, len(found.successions), SUCCESSIONS_AT_ONCE):
            part = found.successions[position : position + SUCCESSIONS_AT_ONCE]
            base = self.checkpoints.folder / f"v{position // SUCCESSIONS_AT_ONCE:06d}"
            for left in base.parent.glob(f"{base.name}.*"):  # by a run that was interrupted
                left.unlink()
            results.append(indexer.write_successions(part, runs, base))
            found.live_docs.append(np.ones(len(part), np.bool_))
            for succession in part:
                run, document = succession[-1]
                found.live_docs[run][document] = False

    def is_worth_publishing(self) -> bool:
        """Return whether the archive changes, and is allowed to."""
        report = self.report
        if self.options.strict and not report.complete:
            return False
        return bool(report.added or report.replaced or report.removed or self.options.rewrite)

    def progress(self, stage: str, done: float) -> None:
        """Tell the observer."""
        self.observe(Progress(stage, done, self.report.read, len(self.refusals)))

    def _index_batches(self, indexer: BatchIndexer) -> Iterator[BatchResult]:
        """Index all batches in file order; results of an interrupted run are reused."""

        def index_batch(numbered: tuple[int, Batch]) -> BatchResult:
            number, batch = numbered
            known = self.checkpoints.finished(number, batch)
            if known is not None:
                return known
            read_at = fingerprint(batch)  # before it is read: what changes meanwhile is read again
            result = indexer.index_batch(batch, self.checkpoints.base(number))
            self.checkpoints.record(result, read_at)
            return result

        self.progress("reading", 0.0)
        scan_progress.begin(lambda pages: self.progress("scans", pages.done / pages.total))
        numbered = enumerate(self.batches)
        processes = self.settings.working_processes
        for number, result in enumerate(ordered_map(index_batch, numbered, processes, scan_progress.tell)):
            self.report.read += result.articles
            self.skipped += result.skipped
            self._report_rejected(self.batches.rejected_until(number))
            for refused in result.refused:
                self.refusals.add(refused)
            result.refused.clear()
            self.bytes_read += sum(split.disk_bytes for split in self.batches.handed_out[number])
            self.progress("reading", min(1.0, self.bytes_read / max(1, self.batches.bytes_total)))
            yield result
        self._report_rejected(self.batches.rejected_left())
        self.progress("reading", 1.0)

    def _report_rejected(self, found: Iterable[Refused | Skipped]) -> None:
        """Count what was refused or skipped before any process read it."""
        for outcome in found:
            if isinstance(outcome, Skipped):
                self.skipped[outcome.reason] += 1
            else:
                self.refusals.add(outcome)
                self.report.read += 1

    def _count(
        self, published: Segments, results: list[BatchResult], found: DedupResult
    ) -> list["np.ndarray"]:
        """Fill the report; return the documents to delete from each published segment."""
        report = self.report
        for refused in found.refused:
            self.refusals.add(refused)
        report.refused, report.refused_count = self.refusals.first, len(self.refusals)
        report.refused_kinds = dict(self.refusals.kinds.most_common())
        report.refused_report = self.refusals.path if len(self.refusals) else None
        if found.superseded:
            self.skipped["an older version of a text that stands elsewhere"] += found.superseded
        report.skipped = dict(self.skipped.most_common())
        report.warned = dict(sum((result.warned for result in results), Counter[str]()))
        report.warned_at = {
            kind: [place for result in results for place in result.warned_at.get(kind, ())][:MAX_PLACES]
            for kind in report.warned
        }
        report.added, report.replaced = found.added, sum(map(len, found.deleted))
        report.unchanged, report.repeated = found.unchanged, found.repeated
        if self.options.prune is Prune.NEVER:
            return found.deleted
        vanished = [
            missing_documents(segment, found.present[position]) for position, segment in enumerate(published)
        ]
        count = sum(map(len, vanished))
        if not any(map(len, found.present)) and not report.added:
            if count:
                raise SourceError(
                    "--prune would remove every article: these paths hold none; check the paths"
                )
            return found.deleted
        if not (report.complete and LINK not in self.skipped) and self.options.prune is not Prune.ALWAYS:
            report.not_pruned = count
            return found.deleted
        report.removed = count
        return [np.union1d(some, more) for some, more in zip(found.deleted, vanished, strict=True)]

    def _taken_down(self, published: Segments, deleted: list["np.ndarray"]) -> list["np.ndarray"]:
        """Return the documents to delete, with those that were taken down since the generation was written."""
        more: list[list[int]] = [[] for _ in published]
        self.takedowns = Takedowns(self.settings.index)  # what was noted while this run was reading, too
        for article_id in self.takedowns.ids:
            place = published.find(article_id)
            if place is not None and place.document not in deleted[place.segment]:
                more[place.segment].append(place.document)
                self.report.removed += 1
        return [np.union1d(some, others).astype(np.int64) for some, others in zip(deleted, more, strict=True)]

    def _write_segments(
        self, published: Segments, results: list[BatchResult], found: DedupResult, gone: list["np.ndarray"]
    ) -> None:
        kept = [kept_documents(segment, gone[position]) for position, segment in enumerate(published)]
        live = [int(mask.sum()) for mask in kept]
        deleted = [segment.documents - alive for segment, alive in zip(published, live, strict=True)]
        added = found.added + self.report.replaced
        first = (
            0
            if self.options.rewrite
            else select_merge(live, deleted, added, self.settings.max_merged_articles)
        )
        entries: list[SegmentEntry] = []
        for position, segment in enumerate(published[:first]):
            if not live[position]:
                continue
            self._keep(segment, gone[position])
            entries.append(SegmentEntry(segment.name, segment.documents, deleted[position]))
        sources = [
            Source(segment.columns, mask)
            for segment, mask, alive in zip(published[first:], kept[first:], live[first:], strict=True)
            if alive
        ]
        for result, run_kept in zip(results, found.live_docs, strict=True):
            if run_kept.any():
                sources.append(Source(SegmentColumns(result.base), None if run_kept.all() else run_kept))
        if sources:
            documents = self._merge(sources, usual_lengths(published, live, first))
            entries.append(SegmentEntry(self.name, documents, 0))
        write_segment_list(self.folder, entries)
        previous = None
        if self.base:
            previous = Previous(DuplicateGroups(self.base.path), remap_documents(published, kept, first))
        self._verify(sum(live) + found.added + self.report.replaced, published, previous)

    def _keep(self, segment: Segment, deleted: "np.ndarray") -> None:
        """Link a segment of the published generation into this one, with what is deleted of it now."""
        for path in segment.columns.base.parent.glob(f"{segment.name}.*"):
            (self.folder / path.name).hardlink_to(path)
        if len(deleted):
            write_deletions(self.folder / segment.name, segment, deleted)

    def _merge(self, sources: list[Source], average: "np.ndarray | None") -> int:
        base = self.folder / self.name
        return write_merged_segment(base, sources, average, self.settings, self.progress).documents

    def _verify(self, expected: int, published: Segments, previous: Previous | None) -> None:
        """Open what was written as a reader would, and check that all of it is there."""
        segments = complete(self.folder, expected, previous)
        self.report.documents = segments.live_count
        self.report.terms = self._count_terms(segments, published)
        self.report.silent = tuple(silent_sources(coverage_of(segments), datetime.date.today()))  # noqa: DTZ011

    def _count_terms(self, segments: Segments, published: Segments) -> int:
        """Return how many terms there are: what was published, and what is new; counted again if anything went."""
        if self.base is None or self.report.replaced or self.report.removed:
            return segments.distinct_terms()
        names = {segment.name for segment in published}
        added = [segment for segment in segments if segment.name not in names]
        if sum(len(segment.columns.terms) for segment in added) > MAX_TERMS_LOOKED_UP:
            return segments.distinct_terms()
        new = {term for segment in added for term in segment.columns.terms.all()}
        for segment in published:
            new = {term for term in new if not segment.has_live_term(term.decode())}
        return self.base.terms + len(new)


def _readable(settings: Settings) -> Segments:
    """Return what is published, if its files can be read; a run from nothing takes earlier versions from there."""
    generations = Generations(settings.index)
    try:
        number = generations.current_number()
        if number is not None and has_present_format(generations.path_of(number)):
            return Segments.open(generations.path_of(number))
    except (KhabarkhojError, OSError):
        pass
    return EMPTY
