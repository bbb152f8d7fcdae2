"""Question: what a reader asks, as every door hands it to an archive."""

from dataclasses import dataclass, replace
from enum import StrEnum

from search.choices import ALL, Choices
from search.filters import NO_FILTERS, Filters


class Order(StrEnum):
    """How results are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True)
class Question:
    """A query in the query language, and how it is to be answered.

    `choices` says what may be added to the words as typed. `half_life` are days after which an article's
    score has lost half of what newness can give it, 0 for no preference. `folded` shows copies of one story
    under the best of them. `any_word` lets articles do that hold some of the words, where none holds all. A text
    without words and some filters ask for all articles that pass.
    """

    text: str = ""
    choices: Choices = ALL
    filters: Filters = NO_FILTERS
    order: Order = Order.RELEVANCE
    half_life: int = 0
    folded: bool = True
    any_word: bool = True

    def with_text(self, text: str) -> "Question":
        """The same for another text."""
        return replace(self, text=text)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.text.strip() and self.filters == NO_FILTERS
