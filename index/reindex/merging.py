"""Merging large segments beside publication: readers search and runs publish while it goes on.

A publication merges few articles, so that it takes no longer in a large archive than in a small one
(index/store/merge_policy.py). The large segments that this leaves are merged here, without the writer's lock, which is
only held to publish the result. What was deleted meanwhile is deleted in the result, too; if a run has replaced one of
the segments, the result is thrown away.

    INDEX/merging/      the segments that are merged (links) and the new one; removed when the merge has ended

A cluster merges for itself: nothing is merged here where the index directory is only its ledger.
"""

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import FILES, LEXICON, NGRAMS, TERMS
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.duplicates import Previous
from index.errors import DiskFullError, IndexDamagedError, IndexLockedError, MergeRunningError
from index.reindex.completion import complete, write_merged_segment
from index.reindex.live_documents import NOTHING, kept_documents, remap_after_merge
from index.reindex.report import Observer, Progress
from index.reindex.takedowns import Takedowns
from index.settings import OPENSEARCH, Settings
from index.store.duplicate_groups import DuplicateGroups
from index.store.durable import replace_file, sync_tree
from index.store.generations import MERGED, Generation, Generations
from index.store.lock import when_unlocked, writer_lock
from index.store.manifest import CheckedFiles, check_files
from index.store.merge_policy import select_large_merge
from index.store.segments import (
    NO_DELETIONS,
    Segment,
    SegmentEntry,
    Segments,
    read_segment_list,
    write_deletions,
    write_segment_list,
)

MERGING_FOLDER = "merging"
FREE_SPACE_FACTOR = 1.2
"""Free bytes that a merge wants for each byte of the segments that it merges."""
MAX_WAIT_SECONDS = 3600.0
"""Seconds for which a merge that is ready waits for a run that is writing."""


class MergeReport(NamedTuple):
    """How many segments became one of how many articles, and as which generation that was published."""

    segments: int
    documents: int
    generation: int

    @property
    def summary(self) -> str:
        """The same as a line for a terminal."""
        return (
            f"{self.segments} segments are one of {self.documents:,} articles (generation {self.generation})"
        )


@dataclass(frozen=True)
class _LargeMerge:
    """Neighbouring segments of a generation, linked into a folder of their own, and what was not deleted of them."""

    folder: Path
    name: str
    segments: tuple[Segment, ...]
    kept: tuple[NDArray[np.bool_], ...]

    @property
    def base(self) -> Path:
        """Path of the new segment's files without their endings."""
        return self.folder / self.name


def needs_merging(settings: Settings) -> bool:
    """Return whether the published generation has large segments that merge_segments would merge.

    Raises IndexDamagedError.
    """
    generations = Generations(settings.index)
    number = generations.current_number()
    if number is None or settings.engine == OPENSEARCH:
        return False
    entries = read_segment_list(generations.path_of(number))
    live, deleted = [entry.live for entry in entries], [entry.deleted for entry in entries]
    return select_large_merge(live, deleted, settings.max_merged_articles) is not None


def merge_segments(settings: Settings, observe: Observer = lambda _: None) -> MergeReport | None:
    """Merge large neighbouring segments of the published generation into one, and publish that.

    Return None if there is nothing to merge, or the result is no longer of use: a run replaced one of the segments, a
    purge or a rollback came between. Raises MergeRunningError if another process merges, IndexLockedError if one still
    writes MAX_WAIT_SECONDS after the result is ready, DiskFullError, IndexMissingError, IndexDamagedError, OSError.
    """
    generations = Generations(settings.index)
    generations.current()  # says what is wrong with it, if anything is
    if not needs_merging(settings):
        return None
    with _merging(settings.index) as folder:
        chosen = _select_and_link(generations.current(), folder, settings)
        if chosen is None:
            return None
        try:
            _write(chosen, settings, observe)
            checked = check_files(chosen.base, settings.working_processes)
            sync_tree(folder)
        except (OSError, IndexDamagedError):
            if folder.exists():
                raise
            return None  # a purge took the folder away: what it holds must not come back
        return when_unlocked(
            lambda: _publish_when_free(chosen, generations, settings, checked), MAX_WAIT_SECONDS
        )


def merges(settings: Settings, observe: Observer = lambda _: None) -> Iterator[MergeReport]:
    """Merge as long as anything is to be merged; yield each merge. See merge_segments."""
    while (report := merge_segments(settings, observe)) is not None:
        yield report


def clear_left_over(index: Path) -> None:
    """Remove what a merge that was killed has left; nothing if one is under way."""
    folder = index / MERGING_FOLDER
    if folder.is_dir():
        with suppress(IndexLockedError, OSError), writer_lock(folder):
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _merging(index: Path) -> Iterator[Path]:
    """Hold the folder of a merge, empty; raise MergeRunningError if another process merges. Remove it in the end."""
    folder = index / MERGING_FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(writer_lock(folder))
        except IndexLockedError as error:
            raise MergeRunningError(str(error)) from None
        mine = folder.stat().st_ino
        for left in folder.glob("*.*"):  # by a merge that was killed
            left.unlink()
        try:
            yield folder
        finally:
            with suppress(FileNotFoundError):
                if folder.stat().st_ino == mine:  # and not the next merge's, after a purge
                    shutil.rmtree(folder, ignore_errors=True)


def _select_and_link(current: Generation, folder: Path, settings: Settings) -> _LargeMerge | None:
    """Return what is to be merged, its files linked into the folder, so that no other run deletes them.

    Return None if nothing is, or a publication has just dropped the generation.
    """
    segments = Segments.open(current.path)
    live = [segment.live_count for segment in segments]
    deleted = [segment.documents - segment.live_count for segment in segments]
    places = select_large_merge(live, deleted, settings.max_merged_articles)
    if places is None:
        return None
    chosen = []
    for segment in segments[places.start : places.stop]:
        try:
            for ending in (*FILES, LEXICON):
                (folder / (segment.name + ending)).hardlink_to(current.path / (segment.name + ending))
            with suppress(
                FileNotFoundError
            ):  # linked so that _check_room counts it; older versions wrote no such file
                (folder / (segment.name + NGRAMS)).hardlink_to(current.path / (segment.name + NGRAMS))
        except FileNotFoundError:
            return None
        columns = SegmentColumns(folder / segment.name)
        chosen.append(Segment(columns, segment.deletions, segment.first))
    kept = tuple(kept_documents(segment, NOTHING) for segment in chosen)
    _check_room(folder)
    # Unlike any name that a rollback may have left behind.
    return _LargeMerge(folder, f"m{current.number:06d}{secrets.token_hex(3)}", tuple(chosen), kept)


def _check_room(folder: Path) -> None:
    """Raise DiskFullError if the disk has no room for as much as the folder's files take."""
    needed = sum(path.stat().st_size for path in folder.iterdir())
    if shutil.disk_usage(folder).free < FREE_SPACE_FACTOR * needed:
        raise DiskFullError(
            f"{folder}: large segments were not merged: that needs {FREE_SPACE_FACTOR * needed / 1e9:.1f} GB of room. "
            "Publishing and searching are unaffected"
        )


def _write(chosen: _LargeMerge, settings: Settings, observe: Observer) -> None:
    """Write the new segment, and check it."""
    sources = [
        Source(segment.columns, None if mask.all() else mask)
        for segment, mask in zip(chosen.segments, chosen.kept, strict=True)
        if mask.any()
    ]
    average = chosen.segments[0].columns.average_lengths()  # as all others are weighed
    write_merged_segment(
        chosen.base, sources, average, settings, lambda stage, done: observe(Progress(stage, done, 0))
    )


def _replace_segments(
    chosen: _LargeMerge, generations: Generations, settings: Settings, checked: CheckedFiles
) -> MergeReport | None:
    """Publish the generation that is current now with the new segment in place of the old ones."""
    current = generations.current()
    segments = Segments.open(current.path)
    names = [segment.name for segment in segments]
    merged = [segment.name for segment in chosen.segments]
    first = names.index(merged[0]) if merged[0] in names else 0
    now = segments[first : first + len(merged)]
    is_there = [segment.name for segment in now] == merged and all(
        (current.path / (name + TERMS)).samefile(chosen.folder / (name + TERMS)) for name in merged
    )
    if not is_there or any(_restored_documents(now, chosen)) or _holds_taken_down(segments, settings):
        return None
    generation = generations.begin()
    try:
        _link(chosen, segments, first, generation)
        first_of = generations.first_with_the_articles_of(current.number)
        replace_file(generation.path / MERGED, f"{first_of:06d}\n".encode("ascii"))
        masks = dict(enumerate(chosen.kept, first))
        previous = Previous(DuplicateGroups(current.path), remap_after_merge(segments, masks))
        written = complete(generation.path, current.documents, previous)
        generations.publish(
            generation,
            current.documents,
            current.terms,
            settings.keep_generations,
            settings.working_processes,
            checked,
            same_as=current.number,
        )
    except BaseException:
        generations.discard(generation)
        raise
    return MergeReport(len(merged), written[first].documents, generation.number)


def _publish_when_free(
    chosen: _LargeMerge, generations: Generations, settings: Settings, checked: CheckedFiles
) -> MergeReport | None:
    """Publish the new segment under the writer's lock; raise IndexLockedError if another run has it."""
    with generations.writing():
        if not chosen.base.with_name(chosen.name + TERMS).exists():
            return None  # purged
        return _replace_segments(chosen, generations, settings, checked)


def _restored_documents(now: Sequence[Segment], chosen: _LargeMerge) -> Iterator[bool]:
    """Yield for each segment whether an article is there that was deleted when it was merged (after a rollback)."""
    for segment, mask in zip(now, chosen.kept, strict=True):
        yield bool((kept_documents(segment, NOTHING) & ~mask).any())


def _holds_taken_down(segments: Segments, settings: Settings) -> bool:
    """Return whether an article is still there that was taken down: the run that removes it comes first."""
    return any(segments.find(article_id) is not None for article_id in Takedowns(settings.index).ids)


def _link(chosen: _LargeMerge, segments: Segments, first: int, generation: Generation) -> None:
    """Link the files of all segments into a generation, the new one in place of the old ones."""
    entries: list[SegmentEntry] = []
    last = first + len(chosen.segments) - 1
    for position, segment in enumerate(segments):
        if not first <= position <= last:
            for path in segment.columns.base.parent.glob(f"{segment.name}.*"):
                (generation.path / path.name).hardlink_to(path)
            entries.append(
                SegmentEntry(segment.name, segment.documents, segment.documents - segment.live_count)
            )
        elif position == last:
            for path in chosen.folder.glob(f"{chosen.name}.*"):
                (generation.path / path.name).hardlink_to(path)
            new = Segment(SegmentColumns(generation.path / chosen.name), NO_DELETIONS, 0)
            deleted = _deleted_meanwhile(chosen, segments[first : last + 1])
            if len(deleted):
                write_deletions(generation.path / chosen.name, new, deleted)
            entries.append(SegmentEntry(chosen.name, new.documents, len(deleted)))
    write_segment_list(generation.path, entries)


def _deleted_meanwhile(chosen: _LargeMerge, now: Sequence[Segment]) -> NDArray[np.int64]:
    """Return the documents of the new segment that were deleted while it was written, ascending."""
    still = [kept_documents(segment, NOTHING)[mask] for segment, mask in zip(now, chosen.kept, strict=True)]
    return np.flatnonzero(~np.concatenate(still))
