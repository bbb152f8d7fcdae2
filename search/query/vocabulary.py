"""Inputs of planning: the vocabulary of an archive and the limits of one query."""

from typing import NamedTuple

from index.settings import Settings
from search.model.deadline import NEVER, Deadline
from search.query.compounds import CompoundFinder, CountPhrase
from search.query.equals import Equals, read_equals
from search.query.lexicon import Lexicon
from search.query.variants import VariantFinder, VariantLimits


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


def open_vocabulary(
    lexicon: Lexicon, documents: int, count_phrase: CountPhrase, settings: Settings
) -> Vocabulary:
    """Return the vocabulary of an archive with `documents` articles; INDEX/equals.txt is read again."""
    equals = read_equals(settings.index)
    limits = VariantLimits(settings.max_spellings, settings.max_offers, settings.max_prefix_terms)
    variants = VariantFinder(lexicon, documents, limits, equals.are_known_distinct)
    return Vocabulary(variants, CompoundFinder(lexicon, count_phrase), equals)
