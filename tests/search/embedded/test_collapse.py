"""Collapsing agrees with going through the list, story by story."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns import bitset
from index.store.duplicate_groups import DuplicateGroups
from search.embedded.collapse import collapse, collapse_top, count_collapsed, with_copies
from search.ranking.top_k import ScoredDoc

DOCUMENTS = 40
Stories = st.dictionaries(st.integers(0, DOCUMENTS - 1), st.integers(0, 4), max_size=25)


def groups(stories: dict[int, int]) -> DuplicateGroups:
    """Return groups of documents of the same story; each is named by its first document."""
    copies: Any = SimpleNamespace()
    first: dict[int, int] = {}
    for document in sorted(stories):
        first.setdefault(stories[document], document)
    copies.documents = np.array(sorted(stories), np.uint32)
    copies.groups = np.array([first[stories[story]] for story in sorted(stories)], np.uint32)
    for name in ("group_of", "groups_of", "members"):
        setattr(copies, name, getattr(DuplicateGroups, name).__get__(copies))
    return copies  # type: ignore[no-any-return]


def first_of_each(documents: list[int], copies: DuplicateGroups) -> list[int]:
    seen: set[int] = set()
    firsts = []
    for document in documents:
        if (story := copies.group_of(document)) not in seen:
            seen.add(story)
            firsts.append(document)
    return firsts


@given(Stories, st.permutations(range(DOCUMENTS)))
def test_each_story_is_shown_by_its_first_document(stories: dict[int, int], order: list[int]) -> None:
    copies = groups(stories)
    assert collapse(np.array(order), copies).tolist() == first_of_each(order, copies)


@given(Stories, st.permutations(range(DOCUMENTS)), st.integers(1, DOCUMENTS))
def test_the_best_stories_are_those_of_the_whole_list(
    stories: dict[int, int], order: list[int], count: int
) -> None:
    copies = groups(stories)
    ranked = [ScoredDoc(float(DOCUMENTS - rank), document) for rank, document in enumerate(order)]
    found = collapse_top(lambda wanted: ranked[:wanted], count, copies)
    assert [doc.document for doc in found] == first_of_each(order, copies)[:count]


@given(Stories, st.sets(st.integers(0, DOCUMENTS - 1)))
def test_hidden_copies_are_counted(stories: dict[int, int], matching: set[int]) -> None:
    copies = groups(stories)
    low, high = (
        sorted(each for each in matching if each < 16),
        sorted(each - 16 for each in matching if each >= 16),
    )
    bits = [
        (0, bitset.from_doc_ids(np.array(low, np.int64), 16)),
        (16, bitset.from_doc_ids(np.array(high, np.int64), 24)),
    ]
    among = with_copies(bits, copies)
    assert set(among.tolist()) >= matching & set(stories) & set(range(DOCUMENTS))
    assert set(among.tolist()) <= matching
    assert len(matching) - count_collapsed(among, copies) == len(first_of_each(sorted(matching), copies))
