"""Checks that no checksum can make, on segments whose checksums are right and whose contents are not."""

from collections.abc import Callable

import numpy as np
import pytest

from index.columns.column_file import Array, write_columns
from index.columns.consistency import inconsistencies, wrong_articles
from index.columns.layout import DOCUMENTS, FILES, NGRAMS, POSTINGS
from index.columns.segment_columns import SegmentColumns
from tests.index.columns.conftest import ARTICLES


def changed(segment: SegmentColumns, end: str, name: str, values: Array) -> SegmentColumns:
    """Write a segment's file again with other values in one array, sealed as if they were right."""
    file = segment.files[FILES.index(end)]
    arrays = {item: np.array(column.all()) for item, column in file.columns.items()}
    path = segment.base.with_name(segment.base.name + end)
    path.unlink()
    write_columns(path, {**arrays, name: values.astype(arrays[name].dtype)})
    return SegmentColumns(segment.base)


def test_a_sound_segment_is_consistent(segment: SegmentColumns) -> None:
    assert list(inconsistencies(segment)) == []
    assert list(wrong_articles(segment, range(len(ARTICLES)))) == []


@pytest.mark.parametrize(
    ("end", "name", "change", "said"),
    [
        (POSTINGS, "docs", lambda docs: docs[::-1], "documents are out of order"),
        (POSTINGS, "docs", lambda docs: docs + 1000, "out of bounds"),
        (POSTINGS, "frequencies", lambda counts: counts + 1, "frequencies are not those of its positions"),
        (POSTINGS, "impacts", lambda impacts: impacts / 2, "largest impact is not that of its postings"),
        (POSTINGS, "positions", lambda positions: positions + 100, "beyond the end of an article"),
        (DOCUMENTS, "source", lambda numbers: numbers + 100, "values of source are out of bounds"),
    ],
)
def test_each_kind_of_fault_is_named(
    segment: SegmentColumns, end: str, name: str, change: Callable[[Array], Array], said: str
) -> None:
    values = segment.files[FILES.index(end)][name].all()
    faults = list(inconsistencies(changed(segment, end, name, change(values))))
    assert any(said in fault for fault in faults), faults


def test_faults_of_ngrams_are_told(segment: SegmentColumns) -> None:
    write_columns(segment.base.with_name(segment.base.name + NGRAMS), {
        "frequent": np.array([len(segment.terms)], np.uint32),
    })  # fmt: skip
    faults = list(inconsistencies(SegmentColumns(segment.base)))
    assert faults == ["frequent terms of n-grams are out of order or out of bounds"]


def test_an_article_under_anothers_digest_is_named(segment: SegmentColumns) -> None:
    digests = segment.digests()[::-1].reshape(-1)
    wrong = dict(wrong_articles(changed(segment, DOCUMENTS, "digests", digests), range(len(ARTICLES))))
    assert set(wrong) == set(range(len(ARTICLES)))
    assert "not those that it was stored with" in wrong[0]
