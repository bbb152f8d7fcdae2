"""Merging large segments beside publication: readers search and runs publish while it goes on.

A publication merges few articles, so that it takes no longer in a large archive than in a small one
(index/store/merge_policy.py). The large segments that this leaves are merged here, without the writer's lock, which is
only held to publish the result. What was deleted meanwhile is deleted in the result, too; if a run has replaced one of
the segments, the result is thrown away.

    INDEX/merging/      the segments that are merged (links) and the new one; nothing once the merge has ended
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.merge import merge
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.duplicates import Previous, write_duplicate_groups
from index.errors import IndexDamagedError
from index.lexicon.writer import write_lexicon
from index.processes import Resources
from index.reindex.build import copy_to_cluster
from index.reindex.live_documents import NOTHING, kept_documents, moved_by_merge
from index.reindex.report import Observer, Progress
from index.settings import Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.durable import replace_file, sync_tree
from index.store.generations import MERGED, Generation, Generations
from index.store.lock import when_unlocked, writer_lock
from index.store.manifest import CheckedFiles, check_files
from index.store.merge_policy import select_large_merge
from index.store.segments import (
    NO_DELETIONS,
    Segment,
    Segments,
    read_sizes,
    write_deletions,
    write_segments,
)
from index.whoosh_codec.schema import write_contents

FOLDER = "merging"
LONGEST_WAIT = 3600.0
"""Seconds for which a merge that is ready waits for a run that is writing."""


class MergeReport(NamedTuple):
    """How many segments became one of how many articles, and as which generation that was published."""

    segments: int
    documents: int
    generation: int


@dataclass(frozen=True)
class _LargeMerge:
    """Neighbouring segments of a generation, linked into a folder of their own, and what was not deleted of them."""

    folder: Path
    name: str
    segments: tuple[Segment, ...]
    kept: tuple[NDArray[np.bool_], ...]
    is_all: bool
    """Whether these are all segments; else the new one is weighed as the others are."""

    @property
    def base(self) -> Path:
        """Path of the new segment's files without their endings."""
        return self.folder / self.name


def needs_merging(settings: Settings) -> bool:
    """Return whether the published generation has large segments that merge_segments would merge."""
    generations = Generations(settings.index)
    number = generations.current_number()
    if number is None:
        return False
    sizes = read_sizes(generations.path_of(number))
    live = [documents - deleted for _, documents, deleted in sizes]
    return select_large_merge(live, [each[2] for each in sizes], settings.max_merged_articles) is not None


def merge_segments(settings: Settings, observe: Observer = lambda _: None) -> MergeReport | None:
    """Merge large neighbouring segments of the published generation into one, and publish that.

    Return None if there is nothing to merge, or a run replaced one of them meanwhile. Raises IndexLockedError if
    another process merges, or one still writes LONGEST_WAIT seconds after the result is ready; IndexMissingError,
    IndexDamagedError, OSError.
    """
    generations = Generations(settings.index)
    generations.current()  # says what is wrong with it, if anything is
    with _merging(settings.index) as folder:
        chosen = _choose(generations.current(), folder, settings)
        if chosen is None:
            return None
        try:
            _write(chosen, settings, observe)
            checked = check_files(chosen.base, settings.working_processes)
            sync_tree(folder)
        except FileNotFoundError:
            return None  # a purge removed the folder: what it holds must not come back
        return when_unlocked(
            lambda: _publish_locked(chosen, generations, settings, checked, observe), LONGEST_WAIT
        )


@contextmanager
def _merging(index: Path) -> Iterator[Path]:
    """Hold the folder of a merge, empty; raise IndexLockedError if another process merges. Remove it in the end."""
    folder = index / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with writer_lock(folder):
        for left in folder.glob("*.*"):  # by a merge that was killed
            left.unlink()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _choose(current: Generation, folder: Path, settings: Settings) -> _LargeMerge | None:
    """Return what is to be merged, its files linked into the folder, so that no other run deletes them."""
    segments = Segments.open(current.path)
    live = [segment.live_count for segment in segments]
    deleted = [segment.documents - segment.live_count for segment in segments]
    places = select_large_merge(live, deleted, settings.max_merged_articles)
    if places is None:
        return None
    chosen = []
    for segment in segments[places.start : places.stop]:
        for path in current.path.glob(f"{segment.name}.*"):
            (folder / path.name).hardlink_to(path)
        columns = SegmentColumns(folder / segment.name)
        chosen.append(Segment(columns, segment.deletions, segment.first))
    kept = tuple(kept_documents(segment, NOTHING) for segment in chosen)
    return _LargeMerge(folder, f"m{current.number:06d}", tuple(chosen), kept, len(chosen) == len(segments))


def _write(chosen: _LargeMerge, settings: Settings, observe: Observer) -> None:
    """Write the new segment, and check it."""

    def tell(stage: str) -> Callable[[float], None]:
        return lambda done: observe(Progress(stage, done, 0))

    processes = settings.working_processes
    sources = [
        Source(segment.columns, None if mask.all() else mask)
        for segment, mask in zip(chosen.segments, chosen.kept, strict=True)
        if mask.any()
    ]
    average = None if chosen.is_all else chosen.segments[0].columns.average_lengths()
    resources = Resources(processes, settings.index_memory_mb * 1024 * 1024)
    merge(chosen.base, sources, average, resources, tell("merging"))
    columns = SegmentColumns(chosen.base)
    write_lexicon(chosen.base, columns.terms.all(), processes, tell("words"))
    columns.verify()


def _publish(
    chosen: _LargeMerge, generations: Generations, settings: Settings, checked: CheckedFiles
) -> MergeReport | None:
    """Publish the generation that is current now with the new segment in place of the old ones."""
    current = generations.current()
    segments = Segments.open(current.path)
    names = [segment.name for segment in segments]
    merged = [segment.name for segment in chosen.segments]
    first = names.index(merged[0]) if merged[0] in names else 0
    is_there = names[first : first + len(merged)] == merged and all(
        (current.path / path.name).samefile(path)
        for name in merged
        for path in chosen.folder.glob(f"{name}.terms")
    )
    if not is_there or not chosen.base.with_name(chosen.name + ".terms").exists():
        return None
    generation = generations.begin()
    try:
        _link(chosen, segments, first, generation)
        first_of = generations.first_with_the_articles_of(current.number)
        replace_file(generation.path / MERGED, f"{first_of:06d}\n".encode("ascii"))
        masks = dict(enumerate(chosen.kept, first))
        moved = moved_by_merge(segments, masks)
        written = Segments.open(generation.path)
        write_contents(
            generation.path,
            ((each.name, each.documents, frozenset(each.deletions.documents.tolist())) for each in written),
        )
        write_duplicate_groups(generation.path, written, Previous(DuplicateGroups(current.path), moved))
        if written.live_count != current.documents:
            raise IndexDamagedError(
                f"{generation.path}: {written.live_count} articles instead of {current.documents}; "
                "nothing was published"
            )
        generations.publish(
            generation,
            current.documents,
            current.terms,
            settings.keep_generations,
            settings.working_processes,
            checked,
        )
    except BaseException:
        generations.discard(generation)
        raise
    return MergeReport(len(merged), written[first].documents, generation.number)


def _publish_locked(
    chosen: _LargeMerge,
    generations: Generations,
    settings: Settings,
    checked: CheckedFiles,
    observe: Observer,
) -> MergeReport | None:
    """Publish the new segment under the writer's lock; raise IndexLockedError if another run has it."""
    with generations.writing():
        published = _publish(chosen, generations, settings, checked)
        if published is not None:
            copy_to_cluster(settings, observe)
    return published


def _link(chosen: _LargeMerge, segments: Segments, first: int, generation: Generation) -> None:
    """Link the files of all segments into a generation, the new one in place of the old ones."""
    entries: list[tuple[str, int, int]] = []
    last = first + len(chosen.segments) - 1
    for at, segment in enumerate(segments):
        if not first <= at <= last:
            for path in segment.columns.base.parent.glob(f"{segment.name}.*"):
                (generation.path / path.name).hardlink_to(path)
            entries.append((segment.name, segment.documents, segment.documents - segment.live_count))
        elif at == last:
            for path in chosen.folder.glob(f"{chosen.name}.*"):
                (generation.path / path.name).hardlink_to(path)
            new = Segment(SegmentColumns(generation.path / chosen.name), NO_DELETIONS, 0)
            deleted = _deleted_meanwhile(chosen, segments[first : last + 1])
            if len(deleted):
                write_deletions(generation.path / chosen.name, new, deleted)
            entries.append((chosen.name, new.documents, len(deleted)))
    write_segments(generation.path, entries)


def _deleted_meanwhile(chosen: _LargeMerge, now: Sequence[Segment]) -> NDArray[np.int64]:
    """Return the documents of the new segment that were deleted while it was written, ascending."""
    still = [kept_documents(segment, NOTHING)[mask] for segment, mask in zip(now, chosen.kept, strict=True)]
    return np.flatnonzero(~np.concatenate(still))
