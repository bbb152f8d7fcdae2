"""Expansions: the spellings that join a query word, and what else the archive may offer for it."""

from enum import StrEnum
from typing import NamedTuple


class ExpansionKind(StrEnum):
    """Why a spelling was added."""

    SPELLING = "spelling"
    INFLECTION = "inflection"
    SOUND = "sound"
    ROMAN = "roman"
    COMPOUND = "compound"
    EQUAL = "equal"
    PREFIX = "prefix"
    CORRECTION = "correction"


class Expansion(NamedTuple):
    """One spelling that the archive holds and the reader did not type.

    `documents` counts the articles that contain this spelling. `probability` (0 to 1] is the weight of one
    of its occurrences, 1 for free spellings. `is_excluded`: the typed word is excluded (-चुनाव), and so is this.
    """

    word: str
    term: str
    spelling: str
    kind: ExpansionKind
    probability: float
    documents: int
    is_excluded: bool = False


class Alternative(NamedTuple):
    """A term that may stand for a query word, and the weight (0 to 1] of its occurrences."""

    term: str
    weight: float
    added_as: ExpansionKind | None = None
    """Why it was added to a typed term that the archive has; then that one ranks above."""

    @property
    def is_added(self) -> bool:
        """Whether it ranks below the typed term."""
        return self.added_as is not None


class Variants(NamedTuple):
    """The terms that a query word is searched as, and the spellings added, offered and excluded."""

    alternatives: tuple[Alternative, ...]
    added: tuple[Expansion, ...]
    offered: tuple[Expansion, ...]
    refused: tuple[Expansion, ...] = ()


class WordVariants(NamedTuple):
    """One word of a text, its term, the number of articles that contain the term, and its variants."""

    word: str
    term: str
    documents: int
    variants: Variants


class Suggestion(NamedTuple):
    """A corrected query that finds something: the replaced word, its replacement, and the new total."""

    word: str
    spelling: str
    query: str
    total: int
