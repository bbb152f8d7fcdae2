"""What a plan is made with: what an archive knows about words, and the limits of one query."""

from typing import NamedTuple

from search.model.deadline import NEVER, Deadline
from search.query.compounds import CompoundFinder
from search.query.equals import Equals
from search.query.variants import VariantFinder


class Vocabulary(NamedTuple):
    """What an archive knows about words."""

    variants: VariantFinder
    compounds: CompoundFinder
    equals: Equals


class QueryLimits(NamedTuple):
    """How many words of a query are searched, how many rare ones are tried in two parts, and until when."""

    max_words: int
    max_split_words: int
    deadline: Deadline = NEVER
