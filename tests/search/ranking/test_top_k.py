"""The best k are those of sorting everything."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.ranking.top_k import SortKeys, sorted_docs, top_k

Docs = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=60)


def external_id(document: int) -> bytes:
    """Return an id whose order is not that of the numbers."""
    return f"{document * 7 % 61:03d}".encode()


def parts_of(docs: list[tuple[int, int]], cuts: int) -> list[SortKeys]:
    scores = np.array([score for score, _ in docs], np.float64)
    days = np.array([day for _, day in docs], np.uint32)
    numbers = np.arange(len(docs))
    return [
        SortKeys(*each)
        for each in zip(*(np.array_split(array, cuts) for array in (scores, days, numbers)), strict=True)
    ]


def in_order(docs: list[tuple[int, int]]) -> list[int]:
    return sorted(range(len(docs)), key=lambda each: (-docs[each][0], -docs[each][1], external_id(each)))


@given(Docs, st.integers(1, 70), st.integers(1, 4))
def test_the_best_are_the_first_of_all(docs: list[tuple[int, int]], k: int, cuts: int) -> None:
    found = top_k(parts_of(docs, cuts), k, external_id)
    assert [doc.document for doc in found] == in_order(docs)[:k]
    assert [doc.score for doc in found] == [docs[doc.document][0] for doc in found]


@given(Docs, st.integers(1, 4))
def test_all_are_sorted_alike(docs: list[tuple[int, int]], cuts: int) -> None:
    ids = sorted(range(len(docs)), key=external_id)
    ranks = np.zeros(len(docs), np.int64)
    ranks[ids] = np.arange(len(docs))
    assert sorted_docs(parts_of(docs, cuts), lambda documents: ranks[documents]).tolist() == in_order(docs)


def test_nothing_is_sorted_to_nothing() -> None:
    assert sorted_docs([], lambda documents: documents).tolist() == []
