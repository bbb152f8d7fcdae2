"""Sparse, dense and combined postings give what a plain list gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns.segment_columns import SegmentColumns
from search.ranking.postings import DensePostings, SparsePostings, WordPart, combined
from tests.search.ranking.conftest import DOCUMENTS, TERMS, listed, postings_of, slots


def test_both_forms_are_met(columns: SegmentColumns) -> None:
    assert {type(postings_of(columns, term)) for term in TERMS} == {SparsePostings, DensePostings}


@given(slots, st.sets(st.integers(0, DOCUMENTS - 1), max_size=40))
def test_every_form_gives_what_its_list_gives(
    columns: SegmentColumns, slot: list[tuple[float, str]], asked: set[int]
) -> None:
    postings = combined([WordPart(weight, postings_of(columns, term)) for weight, term in slot], DOCUMENTS)
    plain = listed(postings)
    expected = np.zeros(DOCUMENTS)
    for weight, term in slot:
        part = postings_of(columns, term)
        if isinstance(part, SparsePostings):
            expected[part.documents] += weight * part.frequencies
        else:
            number = columns.term_number(term)
            assert number is not None
            impacts = columns.impacts(*columns.posting_range(number)).astype(np.float64)
            expected[columns.docs(number)] += weight * impacts
    np.testing.assert_allclose(plain.frequencies, expected[expected > 0])
    np.testing.assert_array_equal(plain.documents, np.flatnonzero(expected))
    documents = np.array(sorted(asked), np.int64)
    blocks = np.unique(documents // 16)
    for one in (postings, plain):
        np.testing.assert_allclose(one.at(documents), expected[documents])
        np.testing.assert_array_equal(one.contains(documents), expected[documents] > 0)
        inside = np.concatenate((expected, np.zeros(16)))
        np.testing.assert_allclose(one.in_blocks(blocks), inside[blocks[:, None] * 16 + np.arange(16)])
        np.testing.assert_array_equal(one.bits(DOCUMENTS), plain.bits(DOCUMENTS))
        peaks = (
            np.concatenate((expected, np.zeros(16 * 48 - DOCUMENTS)))[: 16 * 44].reshape(-1, 16).max(axis=1)
        )
        assert (one.block_max_impacts(DOCUMENTS)[:44] * 1.000001 >= peaks).all()
        assert one.count == len(plain.documents)
        assert one.max_impact * 1.000001 >= expected.max()
