"""Runs: the words of a query that are joined by a sign, or one word by itself."""

from typing import NamedTuple

from index.hindi.analysis import AnalysedWord
from search.query.clauses import Clause, PhraseClause, TermAlternatives


class Run(NamedTuple):
    """Words that are joined in the query, with their alternatives."""

    words: list[AnalysedWord]
    slots: list[TermAlternatives]
    field: str
    text: str = ""
    """The query's text from which the words are."""

    @property
    def typed(self) -> str:
        """The signs between white space in which the words stand."""
        start, end = self.words[0].token.start, self.words[-1].token.end
        before, after = self.text[:start].split(), self.text[end:].split()
        whole_before = before[-1] if before and not self.text[start - 1].isspace() else ""
        whole_after = after[0] if after and not self.text[end].isspace() else ""
        return whole_before + self.text[start:end] + whole_after

    @property
    def ends_with_dot(self) -> bool:
        """Whether a full stop stands after the words, as it does after an initial or a short title."""
        end = self.words[-1].token.end
        return self.text[end : end + 1] == "."

    @property
    def phrase(self) -> PhraseClause:
        """The words as they were typed, in any spelling."""
        return PhraseClause(tuple(self.slots), self.field)


class Rewriting(NamedTuple):
    """A clause that stands for the first runs of several, and for how many of them."""

    clause: Clause
    used: int
