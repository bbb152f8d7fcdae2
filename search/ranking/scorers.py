"""Scorers: postings with the weight that their word has in one query, as far as one segment goes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.columns import bitset
from index.columns.bitset import Bits, DocIds
from index.columns.layout import WORD, words_of
from search.ranking import bm25
from search.ranking.postings import Floats, Postings, SparsePostings


class Scratch:
    """Working arrays of segment length, zeroed after each use. One instance per thread."""

    def __init__(self, documents: int) -> None:
        size = words_of(documents) * WORD
        self.scores = np.zeros(size)
        self.seen = np.zeros(size, np.bool_)


class DocScores(NamedTuple):
    """int64[n] documents ascending, float64[n] scores."""

    documents: DocIds
    scores: Floats


NO_SCORES = DocScores(np.zeros(0, np.int64), np.zeros(0))


class TermScorer:
    """A word (or a phrase) and its weight."""

    def __init__(self, postings: Postings, weight: float, documents: int) -> None:
        self.postings = postings
        self._weight = weight
        self._documents = documents
        self.count = postings.count
        self.max_score = bm25.score(weight, postings.max_impact)
        """No document scores more."""

    @property
    def is_sparse(self) -> bool:
        """Whether all documents are at hand as a list."""
        return isinstance(self.postings, SparsePostings)

    def score_all(self) -> DocScores:
        """Return all documents with their scores."""
        if isinstance(self.postings, SparsePostings):
            frequencies = self.postings.frequencies
            return DocScores(self.postings.documents, bm25.scores(self._weight, frequencies))
        documents = bitset.doc_ids(self.bits())
        return DocScores(documents, self.score_docs(documents))

    def score_docs(self, documents: DocIds) -> Floats:
        """Return float64: the score of each document (ascending), 0 where the word does not occur."""
        return bm25.scores(self._weight, self.postings.at(documents))

    def score_blocks(self, blocks: DocIds) -> Floats:
        """Return float64[blocks, 16]: the scores in blocks of documents (ascending)."""
        return bm25.scores(self._weight, self.postings.in_blocks(blocks))

    def bits(self) -> Bits:
        """Return one bit for each document that contains the word."""
        return self.postings.bits(self._documents)

    def block_max_scores(self) -> NDArray[np.float32]:
        """Return float32[blocks]: about the highest score in each block (see block_max.SLACK)."""
        return bm25.max_scores(self._weight, self.postings.block_max_impacts(self._documents))


class ClauseScorer:
    """A part of a query that was evaluated as a whole."""

    is_sparse = True

    def __init__(self, found: DocScores, documents: int) -> None:
        self._found = found
        self._sparse = SparsePostings(found.documents, found.scores)
        self._documents = documents
        self.count = len(found.documents)
        self.max_score = self._sparse.max_impact

    def score_all(self) -> DocScores:
        """Return all documents with their scores."""
        return self._found

    def score_docs(self, documents: DocIds) -> Floats:
        """Return float64: the score of each document (ascending), 0 where the part does not match."""
        return self._sparse.at(documents)

    def score_blocks(self, blocks: DocIds) -> Floats:
        """Return float64[blocks, 16]: the scores in blocks of documents (ascending)."""
        return self._sparse.in_blocks(blocks)

    def bits(self) -> Bits:
        """Return one bit for each document that matches."""
        return self._sparse.bits(self._documents)

    def block_max_scores(self) -> NDArray[np.float32]:
        """Return float32[blocks]: the highest score in each block."""
        return self._sparse.block_max_impacts(self._documents)


Scorer = TermScorer | ClauseScorer
