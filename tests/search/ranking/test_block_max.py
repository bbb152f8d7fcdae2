"""The best k by block_max against adding everything up; dense postings against lists."""

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.columns.bitset import DocIds
from index.columns.segment_columns import SegmentColumns
from search.ranking.block_max import Tuning, all_of, any_of
from search.ranking.bm25 import Floats, scores
from search.ranking.postings import SparsePostings, WordPart, combined
from search.ranking.scorers import ClauseScorer, DocScores, Scorer, Scratch, TermScorer
from tests.search.ranking.conftest import DOCUMENTS, TERMS, listed, postings_of, slots


@given(st.data(), st.integers(1, 30), st.booleans())
def test_the_best_are_those_of_adding_everything_up(
    columns: SegmentColumns, data: st.DataObject, count: int, every: bool
) -> None:
    scorers: list[Scorer] = []
    total, holding = np.zeros(DOCUMENTS), np.zeros(DOCUMENTS, np.int64)
    for slot in data.draw(st.lists(slots, min_size=1, max_size=4)):
        postings = combined(
            [WordPart(weight, postings_of(columns, term)) for weight, term in slot], DOCUMENTS
        )
        idf = data.draw(st.sampled_from([0.01, 0.5, 3.0]))
        plain = listed(postings)
        added = scores(idf, plain.frequencies)
        total[plain.documents] += added
        holding[plain.documents] += 1
        evaluated = data.draw(st.booleans())
        scorers.append(
            ClauseScorer(DocScores(plain.documents, added), DOCUMENTS)
            if evaluated
            else TermScorer(postings, idf, DOCUMENTS)
        )
    allowed = data.draw(st.none() | st.sets(st.integers(0, DOCUMENTS - 1)))
    mask = None
    if allowed is not None:
        mask = np.ones(704, np.bool_)
        mask[list(allowed)] = False
        holding[list(allowed)] = 0
    matching = np.flatnonzero(holding == len(scorers) if every else holding > 0)
    scratch = Scratch(DOCUMENTS)
    tuning = data.draw(
        st.builds(Tuning, st.sampled_from([1, 32]), st.sampled_from([1, 1024]), st.sampled_from([2, 64]))
    )
    found = (all_of if every else any_of)(scorers, count, mask, scratch, tuning)
    assert found.total == len(matching)
    assert len(set(found.documents.tolist())) == len(found.documents)
    np.testing.assert_allclose(found.scores, total[found.documents])
    least = np.sort(total[matching])[-count] if len(matching) >= count else 0.0
    expected = {number for number in matching.tolist() if total[number] >= least * (1 - 1e-12)}
    assert expected <= set(found.documents.tolist())
    assert not scratch.seen.any()
    assert not scratch.scores.any()


def test_a_frequent_word_does_not_cost_its_whole_list(columns: SegmentColumns) -> None:
    word = TermScorer(postings_of(columns, TERMS[0]), 1.0, DOCUMENTS)
    looked: list[int] = []

    class Counting(TermScorer):
        def score_blocks(self, blocks: DocIds) -> Floats:
            looked.append(len(blocks))
            return super().score_blocks(blocks)

    any_of([Counting(word.postings, 1.0, DOCUMENTS)], 1, None, Scratch(DOCUMENTS), Tuning(first_blocks=2))
    assert 0 < sum(looked) < 20


def test_nothing_matches_nothing(tmp_path: Path) -> None:
    empty = TermScorer(SparsePostings(np.zeros(0, np.int64), np.zeros(0)), 1.0, 10)
    for found in (any_of([empty], 3, None, Scratch(10)), all_of([empty, empty], 3, None, Scratch(10))):
        assert (found.total, len(found.documents)) == (0, 0)
