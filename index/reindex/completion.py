"""What makes a generation's folder complete: a merged segment with its words, and what is written of all segments."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from index.columns.column_file import Array
from index.columns.merge import merge
from index.columns.ngram_writer import write_ngrams
from index.columns.segment_columns import SegmentColumns
from index.columns.source import Source
from index.duplicates import Previous, write_duplicate_groups
from index.errors import IndexDamagedError
from index.lexicon.writer import write_lexicon
from index.processes import Resources
from index.settings import Settings
from index.store.segments import Segments
from index.whoosh_codec.schema import write_contents


def write_merged_segment(
    base: Path,
    sources: Sequence[Source],
    average: Array | None,
    settings: Settings,
    tell: Callable[[str, float], None],
) -> SegmentColumns:
    """Merge sources into the segment BASE.*, sort its words by sound, find its n-grams, and check what was written.

    `average`: see merge. `tell` is called with the stage and the share of it that is done.
    """
    processes = settings.working_processes
    tell("merging", 0.0)
    resources = Resources(processes, settings.index_memory_mb * 1024 * 1024)
    merge(base, sources, average, resources, partial(tell, "merging"))
    columns = SegmentColumns(base)
    tell("words", 0.0)
    write_lexicon(base, columns.terms.all(), processes, partial(tell, "words"))
    tell("phrases", 0.0)
    write_ngrams(base, columns, processes, partial(tell, "phrases"))
    columns = SegmentColumns(base)
    columns.verify()
    return columns


def complete(folder: Path, expected: int, previous: Previous | None) -> Segments:
    """Write what a generation's folder says of all its segments; return them, opened as a reader would.

    Raises IndexDamagedError if they do not hold as many articles as expected.
    """
    segments = Segments.open(folder)
    write_contents(
        folder,
        (
            (segment.name, segment.documents, frozenset(segment.deletions.documents.tolist()))
            for segment in segments
        ),
    )
    write_duplicate_groups(folder, segments, previous)
    if segments.live_count != expected:
        raise IndexDamagedError(
            f"{folder}: {segments.live_count} articles instead of {expected}; nothing was published"
        )
    return segments
