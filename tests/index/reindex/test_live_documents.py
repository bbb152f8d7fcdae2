"""What of the published segments stays, and where it is then."""

from pathlib import Path

import numpy as np

from index.article import Article
from index.duplicates import GONE
from index.reindex.live_documents import kept_documents, missing_documents, remap_documents, usual_lengths
from index.store.segments import Segments
from tests.archives import segments_of


def opened(folder: Path, *sizes: int) -> Segments:
    """Return segments of so many articles each."""
    found = []
    for number, size in enumerate(sizes):
        part = folder / str(number)
        part.mkdir()
        found += list(
            segments_of(part, [Article(f"{number}-{at}", "शीर्षक", "पाठ " * (at + 1)) for at in range(size)])
        )
    first = 0
    for segment in found:
        segment.first, first = first, first + segment.documents
    return Segments(found)


def test_what_is_deleted_does_not_stay_and_what_did_not_occur_is_missing(tmp_path: Path) -> None:
    (segment,) = opened(tmp_path, 4)
    assert kept_documents(segment, np.array([1, 3])).tolist() == [True, False, True, False]
    assert missing_documents(segment, np.array([0, 2])).tolist() == [1, 3]


def test_documents_keep_their_order_and_merged_ones_close_up(tmp_path: Path) -> None:
    segments = opened(tmp_path, 3, 2)
    kept = [np.array([True, False, True]), np.array([False, True])]
    assert remap_documents(segments, kept, first=1).tolist() == [0, GONE, 2, GONE, 3]
    assert remap_documents(segments, kept, first=0).tolist() == [0, GONE, 1, GONE, 2]


def test_the_first_segment_that_stays_tells_the_usual_lengths(tmp_path: Path) -> None:
    segments = opened(tmp_path, 2, 1)
    lengths = usual_lengths(segments, [0, 1], 2)
    assert lengths is not None
    assert lengths.tolist() == segments[1].columns.average_lengths().tolist()
    assert usual_lengths(segments, [0, 0], 2) is None
