"""The spellings of a query word that this archive really holds, and how sure we are of each.

Free spellings (tier 1) share the word's own term, so they only need naming. Words that sound
alike (tier 3) come from the lexicon's sound buckets and join the query at probability 0.5 or
more; between 0.3 and 0.5 they are only offered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.lexicon import Lexicon

JOINS = 0.5
OFFERED = 0.3
JOINS_WHEN_FREQUENT = 0.8
FREQUENT_DOCUMENTS = 20
FREQUENT_SHARE = 1 / 500
"""Two words that are both frequent are probably two words: more certainty is asked."""


Likely = tuple[str, float]
"""A term and its probability."""


class ExpansionKind(StrEnum):
    """Why a spelling was added."""

    SPELLING = "spelling"
    SOUND = "sound"


@dataclass(frozen=True)
class Expansion:
    """One spelling that the archive holds and the reader did not type.

    `documents` counts the articles that hold this spelling; `probability` is 1 for free spellings.
    """

    word: str
    term: str
    spelling: str
    kind: ExpansionKind
    probability: float
    documents: int


@dataclass(frozen=True)
class Alternative:
    """A term that may stand for a query word, and how much its occurrences weigh (0 to 1]."""

    term: str
    weight: float


@dataclass(frozen=True)
class Variants:
    """Everything one query word stands for: what is searched, what was added, what is offered."""

    alternatives: tuple[Alternative, ...]
    added: tuple[Expansion, ...]
    offered: tuple[Expansion, ...]


class VariantFinder:
    """Looks up variants in one generation's lexicon and remembers them."""

    def __init__(self, lexicon: Lexicon, documents: int, max_spellings: int, max_offers: int) -> None:
        self._lexicon = lexicon
        self._frequent = max(FREQUENT_DOCUMENTS, int(documents * FREQUENT_SHARE))
        self._max_spellings = max_spellings
        self._max_offers = max_offers
        self._sounding = lru_cache(maxsize=10_000)(self._find_sounding)

    def find(self, spelling: str, term: str) -> Variants:
        """Variants of a word as typed (its `spelling`) with its folded `term`."""
        joined, offered = self._sounding(term)
        held = self._lexicon.spellings(term)
        initials = any(not other.isascii() for other in (spelling, *(other for other, _ in held)))
        own = [
            Expansion(
                _shown(spelling, initials),
                term,
                _shown(other, initials),
                ExpansionKind.SPELLING,
                1.0,
                documents,
            )
            for other, documents in held
            if other != spelling
        ]
        sounding = [expansion for other, p in joined for expansion in self._spelled(spelling, other, p)]
        return Variants(
            (Alternative(term, 1.0), *(Alternative(other, p) for other, p in joined)),
            (*own, *sounding),
            tuple(expansion for other, p in offered for expansion in self._spelled(spelling, other, p))[
                : self._max_offers
            ],
        )

    def _spelled(self, word: str, term: str, p: float) -> Iterator[Expansion]:
        for spelling, documents in self._lexicon.spellings(term):
            yield Expansion(word, term, spelling, ExpansionKind.SOUND, p, documents)

    def _find_sounding(self, term: str) -> tuple[tuple[Likely, ...], tuple[Likely, ...]]:
        """Terms that join the query and terms that are offered, most likely first."""
        frequent = self._lexicon.document_count(term) >= self._frequent
        joined: list[Likely] = []
        offered: list[Likely] = []
        for other, likely, documents in self._lexicon.sounding_like(term, OFFERED):
            needed = JOINS_WHEN_FREQUENT if frequent and documents >= self._frequent else JOINS
            (joined if likely >= needed else offered).append((other, round(likely, 3)))
        return tuple(joined[: self._max_spellings]), tuple(offered[: self._max_offers])


def _shown(spelling: str, initials: bool) -> str:
    """Latin letters that are also spelled in Devanagari are initials, and shown as capitals (SCO)."""
    return spelling.upper() if initials and spelling.isascii() else spelling
