"""What neighbouring Latin words are read as: mary kom is मैरी कॉम, where the archive has the two together."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.term_candidate import TermCandidate
from search.model.deadline import Deadline
from search.query.compounds import CompoundFinder
from search.query.function_words import LATIN_FUNCTION_WORDS, is_english_grammar
from search.query.variants import VariantFinder
from search.query.written_dates import LATIN_MONTHS

LIKELY = 0.3
"""A reading that is likely enough to be tried."""
TOGETHER_OFTEN = 10
"""Articles that have the likeliest readings of two neighbours side by side, from which on no others are tried."""
MAX_PAIRS = 40
"""Pairs of readings that are looked up for two neighbours."""


def resolve_latin_neighbours(
    words: Sequence[AnalysedWord], variants: VariantFinder, compounds: CompoundFinder, deadline: Deadline
) -> dict[str, str]:
    """Return folded Latin word → what it is read as because of its neighbours.

    That is a word of grammar, a month beside a number, or the reading that stands beside its neighbour's most.
    """
    chosen = {
        word.term: LATIN_FUNCTION_WORDS[word.term] for word in words if word.term in LATIN_FUNCTION_WORDS
    }
    for left, right in pairwise(words):
        for number, month in ((left.term, right.term), (right.term, left.term)):
            if number.isdigit() and month in LATIN_MONTHS:
                chosen[month] = LATIN_MONTHS[month]
        are_latin = roman.is_latin(left.term) and roman.is_latin(right.term)
        is_grammar = {left.term, right.term} & LATIN_FUNCTION_WORDS.keys() or any(
            is_english_grammar(word.token.text) for word in (left, right)
        )
        if deadline.is_over or not are_latin or is_grammar:
            continue
        lefts, rights = (_readings(word.term, chosen, variants) for word in (left, right))
        if lefts and rights:
            first = lefts[0].term, rights[0].term
            if compounds.count(first, deadline) >= TOGETHER_OFTEN:
                chosen[left.term], chosen[right.term] = first
                continue
        pairs = _likeliest(lefts, rights)
        counted = [(compounds.count(pair, deadline) * chance, pair) for pair, chance in pairs]
        most, best = max(counted, default=(0.0, ("", "")), key=lambda pair: pair[0])
        if most:
            chosen[left.term], chosen[right.term] = best
    return chosen


def _readings(word: str, chosen: dict[str, str], variants: VariantFinder) -> list[TermCandidate]:
    """Return the likely readings of a word, or the one that another neighbour has told."""
    found = [candidate for candidate in variants.readings(word) if candidate.probability >= LIKELY]
    return [candidate for candidate in found if candidate.term == chosen.get(word, candidate.term)]


def _likeliest(
    left: Iterable[TermCandidate], right: Iterable[TermCandidate]
) -> list[tuple[tuple[str, str], float]]:
    """Return pairs of terms with the chance of each; MAX_PAIRS at most.

    Those that may stand together often are tried first: no pair does more often than its rarer term occurs.
    """
    pairs = [
        (one.probability * other.probability, min(one.documents, other.documents), (one.term, other.term))
        for one, other in product(left, right)
    ]
    pairs.sort(key=lambda pair: -pair[0] * pair[1])
    return [(terms, chance) for chance, _, terms in pairs[:MAX_PAIRS]]
