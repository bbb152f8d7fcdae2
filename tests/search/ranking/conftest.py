"""A segment with sparse and dense terms, and its postings read plainly."""

import numpy as np
import pytest
from hypothesis import strategies as st

from index.article import Article
from index.columns import postings_merge
from index.columns.segment_columns import SegmentColumns
from search.ranking.postings import DensePostings, Postings, SparsePostings, term_postings
from tests.archives import segments_of

DOCUMENTS = 700
TERMS = ("एक", "दो", "तीन", "चार", "पांच")


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> SegmentColumns:
    """Terms in every second document, in every third …; some of them dense."""
    chance = np.random.default_rng(3)
    articles = [
        Article(
            id=str(number),
            headline=" ".join(term for place, term in enumerate(TERMS) if chance.random() < 0.3 / (1 + place)),
            body=" ".join(
                " ".join([term] * chance.integers(1, 5) + ["और"] * chance.integers(0, 9))
                for place, term in enumerate(TERMS)
                if chance.random() < 1 / (1 + place) ** 2
            ),
        )
        for number in range(DOCUMENTS)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_merge, "DENSE_LEAST", 160)
        return segments_of(tmp_path_factory.mktemp("pruning"), articles)[0].columns


def postings_of(columns: SegmentColumns, term: str) -> SparsePostings | DensePostings:
    number = columns.term_number(term)
    assert number is not None
    return term_postings(columns, number)


def listed(postings: Postings) -> SparsePostings:
    """The same as a list, read one document at a time."""
    frequencies = np.array([float(postings.at(np.array([number]))[0]) for number in range(DOCUMENTS)])
    documents = np.flatnonzero(frequencies)
    return SparsePostings(documents, frequencies[documents])


slots = st.lists(
    st.tuples(st.sampled_from([0.3, 0.6, 1.0]), st.sampled_from(TERMS)),
    min_size=1, max_size=3, unique_by=lambda pair: pair[1],
)  # fmt: skip
