"""Question: what a reader asks, as every interface hands it to an archive."""

from dataclasses import dataclass, replace
from enum import StrEnum

from search.model.filters import NO_FILTERS, Filters


class SortOrder(StrEnum):
    """How results are sorted."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    ARRIVED = "arrived"
    """The latest to come into the archive first, whatever its date."""


@dataclass(frozen=True)
class ExpansionOptions:
    """What may be added to the words as typed; everything, by default.

    `variants` off searches every word exactly as typed, whatever the other switches say. `stems` are
    inflections, `sounds` other spellings of a name, `roman` Devanagari for words in Latin letters, `equals`
    other names of the same thing.
    `excluded_spellings` are single spellings that the reader switched off.
    """

    variants: bool = True
    stems: bool = True
    sounds: bool = True
    roman: bool = True
    equals: bool = True
    excluded_spellings: frozenset[str] = frozenset()


MAX_HALF_LIFE = 36_500
"""Days; a hundred years."""
EXPANSION_SWITCHES = ("variants", "stems", "sounds", "roman", "equals")
"""Names of the switches, the same in the page's address, in JSON and at the command line."""

EXPAND_ALL = ExpansionOptions()


@dataclass(frozen=True)
class Question:
    """A query in the query language, and how it is to be answered.

    `half_life`: days after which the recency part of the score has halved; 0 switches recency off. `collapse`: show
    copies of one story under the best of them. `any_word`: if no article
    contains all words, match articles that contain any of them. `most_words`: articles that contain most of the
    words, weighted by rarity, match too (`search/execution/most_words.py`). An empty text with filters matches every
    article that passes the filters.
    """

    text: str = ""
    expansion: ExpansionOptions = EXPAND_ALL
    filters: Filters = NO_FILTERS
    sort: SortOrder = SortOrder.RELEVANCE
    half_life: int = 0
    collapse: bool = True
    any_word: bool = True
    most_words: bool = False

    def with_text(self, text: str) -> "Question":
        """Return the same question for another text."""
        return replace(self, text=text)

    @property
    def is_empty(self) -> bool:
        """Whether neither words nor filters are given."""
        return not self.text.strip() and self.filters == NO_FILTERS
