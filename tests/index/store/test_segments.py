"""Segments: the merge policy, and what deleted articles take off the counts."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.errors import IndexDamagedError
from index.lexicon.lexicon import StoredLexicon
from index.store.merge_policy import select_merge
from index.store.segments import SEGMENTS, SegmentEntry, Segments, write_deletions, write_segment_list
from tests.archives import segments_of
from tests.index.columns.test_merge import archives


def test_a_small_run_leaves_large_segments_alone() -> None:
    assert select_merge([1000], [0], added=10, most=10_000) == 1
    assert select_merge([1000, 10], [0, 0], added=10, most=10_000) == 1
    assert select_merge([1000, 400, 10], [0, 0, 0], added=200, most=10_000) == 0


def test_what_is_mostly_deleted_is_written_anew() -> None:
    assert select_merge([700, 100, 10], [300, 0, 0], added=1, most=10_000) == 0
    assert select_merge([800, 100, 10], [200, 0, 0], added=1, most=10_000) == 3


@given(st.lists(st.integers(1, 2000), max_size=300))
def test_segments_stay_few_and_every_article_is_somewhere(runs: list[int]) -> None:
    live: list[int] = []
    for added in runs:
        first = select_merge(live, [0] * len(live), added, most=1_000_000)
        live = [*live[:first], sum(live[first:]) + added]
        assert all(one > 2 * other for one, other in pairwise(live))
    assert sum(live) == sum(runs)


@given(archives(), st.data())
def test_what_is_deleted_counts_no_longer(
    tmp_path_factory: pytest.TempPathFactory, archive: list[Article], data: st.DataObject
) -> None:
    deleted = sorted(data.draw(st.sets(st.integers(0, len(archive) - 1), max_size=len(archive) - 1)))
    left = [article for number, article in enumerate(archive) if number not in deleted]
    folder, plain = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    segments = segments_of(folder, archive)
    if deleted:
        cut = data.draw(st.integers(0, len(deleted)))
        for first, last in ((0, cut), (cut, len(deleted))):  # in one run, or in two
            write_deletions(folder / "g", Segments.open(folder)[0], np.array(deleted[first:last], np.int64))
            write_segment_list(folder, [SegmentEntry("g", len(archive), last)])
    found, expected = Segments.open(folder), segments_of(plain, left)
    assert (found.live_count, found.distinct_terms()) == (len(left), expected.distinct_terms())
    lexicon, rebuilt = StoredLexicon(found), StoredLexicon(expected)
    for term in segments[0].columns.terms.all():
        assert lexicon.document_count(term.decode()) == rebuilt.document_count(term.decode())
        assert lexicon.spellings(term.decode()) == rebuilt.spellings(term.decode())
        assert lexicon.inflections(term.decode()) == rebuilt.inflections(term.decode())
    for number, article in enumerate(archive):
        assert found.find(article.id) == (None if number in deleted else (0, number))


def test_a_list_that_does_not_fit_its_segments_is_damage(tmp_path: Path) -> None:
    segments_of(tmp_path, [Article(id="1", headline="", body="मोदी")])
    write_segment_list(tmp_path, [SegmentEntry("g", 2, 0)])
    with pytest.raises(IndexDamagedError, match="holds 1 of 1 articles"):
        Segments.open(tmp_path)
    (tmp_path / SEGMENTS).write_text("{")
    with pytest.raises(IndexDamagedError, match="cannot be read"):
        Segments.open(tmp_path)
