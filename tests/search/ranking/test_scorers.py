"""Scores of a word by list, by document and by block are the same."""

import numpy as np
import pytest

from index.columns.segment_columns import SegmentColumns
from search.ranking import bm25
from search.ranking.postings import WordPart, combined
from search.ranking.scorers import ClauseScorer, DocScores, Scorer, TermScorer
from tests.search.ranking.conftest import DOCUMENTS, TERMS, postings_of


def scorers(columns: SegmentColumns) -> list[Scorer]:
    """Return a dense word, a sparse one, both together, and a clause."""
    parts = [
        WordPart(1.0, postings_of(columns, TERMS[0])),
        WordPart(0.6, postings_of(columns, TERMS[-1]), True),
    ]
    clause = DocScores(np.array([3, 30, 300]), np.array([0.5, 2.0, 1.0]))
    return [
        *(TermScorer(part.postings, 1.5, DOCUMENTS) for part in parts),
        TermScorer(combined(parts, DOCUMENTS), 1.5, DOCUMENTS),
        ClauseScorer(clause, DOCUMENTS),
    ]


@pytest.mark.parametrize("which", range(4), ids=["dense", "sparse", "both", "clause"])
def test_every_way_of_scoring_gives_the_same(columns: SegmentColumns, which: int) -> None:
    scorer = scorers(columns)[which]
    found = scorer.score_all()
    assert len(found.documents) == scorer.count > 0
    np.testing.assert_allclose(scorer.score_docs(found.documents), found.scores)
    everywhere = np.zeros((DOCUMENTS // 16 + 1) * 16)
    everywhere[found.documents] = found.scores
    blocks = np.arange(DOCUMENTS // 16 + 1)
    np.testing.assert_allclose(scorer.score_blocks(blocks).reshape(-1), everywhere)
    highest = everywhere.reshape(-1, 16).max(axis=1)
    assert (scorer.block_max_scores()[: len(blocks)] >= highest * (1 - 1e-6)).all()
    assert scorer.max_score >= found.scores.max() * (1 - 1e-6)


def test_a_scores_weight_is_its_words(columns: SegmentColumns) -> None:
    postings = postings_of(columns, TERMS[-1])
    found = TermScorer(postings, 2.0, DOCUMENTS).score_all()
    expected = [bm25.score(2.0, each) for each in postings.at(found.documents).tolist()]
    np.testing.assert_allclose(found.scores, expected)
