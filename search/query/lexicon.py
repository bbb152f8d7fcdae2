"""Lexicon: what planning, corrections and completion ask about the words of an archive."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.term_candidate import TermCandidate

FrequentSounds = tuple[list[str], NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]]
"""n terms, int64[n] document counts, uint8[n, sounds] codes of their sounds, int64[n] how many each has."""


class Lexicon(Protocol):
    """The words of one state of an archive. All look-ups are by folded term."""

    def document_count(self, term: str) -> int:
        """Return how many documents contain a term in any text field; 0 for an unknown one."""

    def spellings(self, term: str) -> list[tuple[str, int]]:
        """Return (spelling, documents) for each way the archive spells a term, most frequent first."""

    def sounding_like(self, term: str, min_probability: float) -> list[TermCandidate]:
        """Return terms that may be the same name by sound, likeliest first."""

    def inflections(self, term: str) -> list[tuple[str, int]]:
        """Return (other term, documents) for the forms of the same word, most frequent first."""

    def romanized(self, word: str, count: int) -> list[TermCandidate]:
        """Return the Devanagari terms that a word in Latin letters most likely stands for, best first."""

    def beginning_with(self, prefix: str, count: int) -> list[tuple[str, int]]:
        """Return (term, documents) of the terms that begin with a prefix, most frequent first."""

    def frequent_sounds(self, count: int) -> FrequentSounds:
        """Return the most frequent terms that take part in search by sound."""

    def warm_up(self) -> None:
        """Build tables and read what every look-up reads."""
