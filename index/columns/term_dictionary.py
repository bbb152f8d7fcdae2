"""The dictionary of one segment: its terms, their spellings, and how many documents have each.

It needs the .terms file alone, so that a machine which searches elsewhere can look words up without the postings.
"""

from bisect import bisect_left
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.columns import term_table
from index.columns.column_file import ColumnFile
from index.columns.layout import Numbers
from index.columns.strings import Strings
from index.lru_cache import lru_method

CACHED_TERMS = 20_000


class TermDictionary:
    """The terms of a segment, by number. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._terms = ColumnFile(path)
        self.terms = Strings(self._terms["term_bytes"], self._terms["term_offsets"])
        self.spellings = Strings(self._terms["spelling_bytes"], self._terms["spelling_offsets"])
        self._cached_term = lru_method(CACHED_TERMS, self._find_term)

    def term_number(self, term: str) -> int | None:
        """Return the number of a term; None if it does not occur."""
        return self._cached_term(term)

    def _find_term(self, term: str) -> int | None:
        return term_table.find(term.encode("utf-8", "replace"), self._terms["term_slots"], self.terms)

    def term(self, number: int) -> str:
        """Return the term with a number."""
        return self.terms[number].decode()

    def terms_beginning(self, prefix: str) -> tuple[int, int]:
        """Return the numbers [first, end) of the terms with a prefix."""
        start = prefix.encode("utf-8", "replace")
        return bisect_left(self.terms, start), bisect_left(self.terms, start + b"\xff")

    def spelling_number(self, term: int, spelling: str) -> int | None:
        """Return the number of a spelling that differs from its term; None if no article has it."""
        firsts = self._terms["spelling_firsts"]
        wanted = spelling.encode("utf-8", "replace")
        for number in range(firsts.at(term), firsts.at(term + 1)):
            if self.spellings[number] == wanted:
                return number
        return None

    def posting_range(self, term: int) -> tuple[int, int]:
        """Return where a term's postings begin and end."""
        starts = self._terms["posting_starts"]
        return starts.at(term), starts.at(term + 1)

    def posting_counts(self, terms: NDArray[np.uint32]) -> Numbers:
        """Return int64[terms]: how many postings each of some terms (ascending) has."""
        starts, wide = self._terms["posting_starts"], terms.astype(np.int64)
        return starts.take(wide + 1).astype(np.int64) - starts.take(wide).astype(np.int64)

    def occurrence_range(self, term: int) -> tuple[int, int]:
        """Return where a term's positions begin and end."""
        starts = self._terms["occurrence_starts"]
        return starts.at(term), starts.at(term + 1)

    def max_impact(self, term: int) -> float:
        """Return a term's largest impact."""
        return float(self._terms["peaks"].slice(term, term + 1)[0])

    def other_spellings(self, term: int) -> tuple[int, int]:
        """Return the numbers of a term's spellings that differ from it."""
        firsts = self._terms["spelling_firsts"]
        return firsts.at(term), firsts.at(term + 1)

    def spelling_documents(self, spelling: int) -> int:
        """Return how many documents contain a spelling that differs from its term."""
        return self._terms["spelling_documents"].at(spelling)

    def own_documents(self, term: int) -> int:
        """Return how many documents spell a term as the term itself."""
        first, end = self.other_spellings(term)
        if first < end:
            return self._terms["own_documents"].at(int(np.searchsorted(self._respelled, term)))
        start, end = self.posting_range(term)
        return end - start

    @cached_property
    def _respelled(self) -> NDArray[np.int64]:
        """The terms with other spellings."""
        return np.flatnonzero(np.diff(self._terms["spelling_firsts"].all()))

    def counts(self, first: int, end: int) -> tuple[Numbers, Numbers]:
        """Return int64[terms] twice: postings and occurrences of terms [first, end)."""
        postings = self._terms["posting_starts"].slice(first, end + 1).astype(np.int64)
        occurrences = self._terms["occurrence_starts"].slice(first, end + 1).astype(np.int64)
        return np.diff(postings), np.diff(occurrences)
