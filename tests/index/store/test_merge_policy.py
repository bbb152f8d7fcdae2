"""The merge policy keeps segments few and rewrites seldom."""

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.store.merge_policy import MAX_DELETED_SHARE, select_large_merge, select_merge

UNBOUNDED = 1 << 40


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=80))
def test_segments_stay_few_and_an_article_is_seldom_written_again(batches: list[int]) -> None:
    segments: list[int] = []
    written = 0
    for added in batches:
        first = select_merge(segments, [0] * len(segments), added, UNBOUNDED)
        merged = added + sum(segments[first:])
        segments = [*segments[:first], merged]
        written += merged
        assert all(larger > 2 * smaller for larger, smaller in pairwise(segments))
    total = sum(batches)
    assert sum(segments) == total
    assert len(segments) <= math.log2(total) + 1
    assert written <= total * (math.log2(total) + 2)


def test_a_segment_that_is_mostly_deleted_is_written_anew_with_all_after_it() -> None:
    assert select_merge([1_000, 100, 10], [0, 90, 0], 1, UNBOUNDED) == 1
    assert select_merge([1_000, 100, 10], [0, int(MAX_DELETED_SHARE * 100), 0], 1, UNBOUNDED) == 3


def test_the_first_segment_is_the_only_one() -> None:
    assert select_merge([], [], 5, UNBOUNDED) == 0


@given(st.lists(st.integers(1, 20), min_size=200, max_size=600), st.integers(50, 500))
def test_no_publication_of_a_few_articles_merges_more_than_it_may(batches: list[int], most: int) -> None:
    segments: list[int] = []
    written = 0
    for added in batches:
        first = select_merge(segments, [0] * len(segments), added, most)
        merged = added + sum(segments[first:])
        assert merged <= max(most, 3 * added)
        segments = [*segments[:first], merged]
        written += merged
    total = sum(batches)
    assert sum(segments) == total
    assert len(segments) <= 4 * total / most + math.log2(most) + 2
    assert written <= total * (math.log2(most) + 2)


def test_many_new_articles_take_in_what_they_double() -> None:
    assert select_merge([1_000, 40], [0, 0], 2_000, 100) == 0
    assert select_merge([1_000, 40], [0, 0], 20, 100) == 1
    assert select_merge([1_000, 400], [500, 0], 1, 100) == 2


@given(st.lists(st.integers(1, 400), min_size=1, max_size=200), st.integers(50, 500))
def test_merges_beside_publication_leave_few_large_segments(batches: list[int], most: int) -> None:
    segments: list[int] = []
    written = 0
    for added in batches:
        first = select_merge(segments, [0] * len(segments), added, most)
        segments = [*segments[:first], added + sum(segments[first:])]
        while (places := select_large_merge(segments, [0] * len(segments), most)) is not None:
            merged = sum(segments[places.start : places.stop])
            written += merged
            segments = [*segments[: places.start], merged, *segments[places.stop :]]
    total = sum(batches)
    assert sum(segments) == total
    assert len(segments) <= 2 * math.log2(max(2, 4 * total / most)) + math.log2(most) + 2
    assert written <= total * (math.log2(max(1, total / most)) + 4)


def test_only_what_publications_leave_alone_is_merged_beside_them() -> None:
    assert select_large_merge([], [], 100) is None
    assert select_large_merge([60, 40], [0, 0], 100) is None
    assert select_large_merge([100, 100, 60, 40], [0] * 4, 100) == range(2)
    assert select_large_merge([400, 100, 60, 40], [0] * 4, 100) is None
    assert select_large_merge([400, 300, 100, 100, 90], [0] * 5, 100) == range(2, 4)
    assert select_large_merge([400, 200, 210, 100], [0] * 4, 100) == range(3)
    assert select_large_merge([400, 100, 60], [0, 50, 0], 100) == range(1, 2)
