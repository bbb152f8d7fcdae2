"""What a query adds up in one segment: postings with the weight their word has in this query."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search import ranking
from search.postings import Bits, Documents, Floats, Postings, Sparse


@dataclass(frozen=True)
class Scored:
    """documents int64[n] ascending, scores float64[n]."""

    documents: Documents
    scores: Floats


NOTHING = Scored(np.zeros(0, np.int64), np.zeros(0))


class Word:
    """A word (or words side by side) and what its rarity makes of its frequencies."""

    def __init__(self, postings: Postings, idf: float, documents: int) -> None:
        self.postings = postings
        self._idf = idf
        self._documents = documents
        self.count = postings.count
        self.bound = ranking.score(idf, postings.peak)
        """No document scores more."""

    @property
    def is_listed(self) -> bool:
        """Whether all documents are at hand."""
        return isinstance(self.postings, Sparse)

    def listed(self) -> Scored:
        """All documents with their scores."""
        if isinstance(self.postings, Sparse):
            return Scored(self.postings.documents, ranking.scores(self._idf, self.postings.frequencies))
        documents = np.flatnonzero(np.unpackbits(self.bits().view(np.uint8), bitorder="little"))
        return Scored(documents, self.at(documents))

    def at(self, documents: Documents) -> Floats:
        """float64: score of each of some documents (ascending), 0 where the word is not."""
        return ranking.scores(self._idf, self.postings.at(documents))

    def in_blocks(self, blocks: Documents) -> Floats:
        """float64[blocks, 16]: scores in blocks of documents (ascending)."""
        return ranking.scores(self._idf, self.postings.in_blocks(blocks))

    def bits(self) -> Bits:
        """One bit for each document that holds the word."""
        return self.postings.bits(self._documents)

    def block_bounds(self) -> NDArray[np.float32]:
        """float32[blocks]: about the most that any document of each block scores (see pruning.SLACK)."""
        peaks = self.postings.block_peaks(self._documents)
        return np.float32(self._idf * (ranking.K1 + 1.0)) * (peaks / (peaks + np.float32(ranking.K1)))


class Part:
    """A part of a query that was evaluated as a whole."""

    is_listed = True

    def __init__(self, found: Scored, documents: int) -> None:
        self._found = found
        self._sparse = Sparse(found.documents, found.scores)
        self._documents = documents
        self.count = len(found.documents)
        self.bound = self._sparse.peak

    def listed(self) -> Scored:
        """All documents with their scores."""
        return self._found

    def at(self, documents: Documents) -> Floats:
        """float64: score of each of some documents (ascending), 0 where the part does not match."""
        return self._sparse.at(documents)

    def in_blocks(self, blocks: Documents) -> Floats:
        """float64[blocks, 16]: scores in blocks of documents (ascending)."""
        return self._sparse.in_blocks(blocks)

    def bits(self) -> Bits:
        """One bit for each document that matches."""
        return self._sparse.bits(self._documents)

    def block_bounds(self) -> NDArray[np.float32]:
        """float32[blocks]: the most that any document of each block scores."""
        return self._sparse.block_peaks(self._documents)


Operand = Word | Part
