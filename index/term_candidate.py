"""TermCandidate: a term that may be meant by another word."""

from typing import NamedTuple


class TermCandidate(NamedTuple):
    """A term of an archive, the probability (0 to 1) that it is meant, and its number of documents."""

    term: str
    probability: float
    documents: int
