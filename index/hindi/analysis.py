"""Analyse text into words, the same way for articles and queries.

An analysed word carries two terms for the same position of the text: `term` (tier 1: all free
spellings alike) and `exact` (as spelled, after the mark "="). No search engine is known here.
"""

from typing import NamedTuple

from index.hindi import initials
from index.hindi.spelling import fold, is_folded, surface
from index.hindi.tokens import LONE_WORD, Token, tokenize

ANALYSIS_VERSION = 11
"""Increase it whenever the same text gives other terms: older indexes must then be rebuilt."""

MAX_TERM_CHARS = 64
"""Longer words are cut alike in articles and queries: 10,000 marks on one letter are one short term."""

SIGNS = {"%": "प्रतिशत", "\uff05": "प्रतिशत", "₹": "रु"}
"""Signs that are words, and the term of each."""

EXACT = "="
"""Marks a term as an exact spelling; no folded term can begin with it (it is no letter)."""


class AnalysedWord(NamedTuple):
    """A token, its folded term, and its spelling without what the eye cannot see."""

    token: Token
    term: str
    spelling: str

    @property
    def exact(self) -> str:
        """The term that only this very spelling has."""
        return EXACT + self.spelling


def own_term(chunk: str) -> str | None:
    """Return the word of a chunk that is one Devanagari word with nothing to fold, so its own term and spelling.

    Most words are; `analyse` finds the same, and a property test says so.
    """
    lone = LONE_WORD.fullmatch(chunk)
    if lone is None:
        return None
    word = lone[1]
    if len(word) > MAX_TERM_CHARS or not is_folded(word) or initials.parse(word) is not None:
        return None
    return word


def analyse(text: str) -> list[AnalysedWord]:
    """Return the words of a text in order; a token that folds to nothing (a lone mark) is no word."""
    words = []
    for token in tokenize(text):
        spelling = surface(token.text[:MAX_TERM_CHARS])
        term = token.letters or SIGNS.get(spelling) or fold(spelling)
        if term:
            words.append(AnalysedWord(token, term, spelling))
    return words


def term_of(spelling: str) -> str:
    """Return the term of a spelling taken from an index (the `spelling` of an analysed word)."""
    letters = initials.parse(spelling)
    if letters is None and " " in spelling:
        parts = spelling.split(" ")
        letters = initials.parse_spaced(parts)
    return letters or SIGNS.get(spelling) or fold(spelling)


def folded(term: str) -> str:
    """Return the term that a query term, folded or an exact spelling after "=", is filed under."""
    return term_of(term[len(EXACT) :]) if term.startswith(EXACT) else term
