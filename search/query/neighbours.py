"""What neighbouring Latin words are read as: mary kom is मैरी कॉम, where the archive has the two together."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

from index.hindi import roman
from index.hindi.analysis import AnalysedWord
from index.term_candidate import TermCandidate
from search.model.deadline import Deadline
from search.query.equals import Equals
from search.query.function_words import FUNCTION_WORDS, LATIN_FUNCTION_WORDS, is_english_grammar
from search.query.variants import VariantFinder
from search.query.vocabulary import Vocabulary
from search.query.written_dates import LATIN_MONTHS

LIKELY = 0.3
"""A reading that is likely enough to be tried."""
TOGETHER_OFTEN, TOGETHER_SHARE = 10, 0.05
"""Articles that have the likeliest readings of two neighbours side by side, and their share of those with the rarer
one, from which on no others are tried."""
SURELY = 0.95
"""How likely a reading must be that a twentieth of all articles have."""
FIXED_SHARE = 0.3
"""Share of the articles with the rarer reading that must have both side by side, where one is initials too (Un)."""
NAMED_SHARE = 0.15
"""The same, where a table has other Hindi words for one of them (Team India: टीम इंडिया, no टीम भारत)."""
MAX_PAIRS = 40
"""Pairs of readings that are looked up for two neighbours."""


def resolve_latin_neighbours(
    words: Sequence[AnalysedWord], vocabulary: Vocabulary, deadline: Deadline
) -> dict[str, str]:
    """Return folded Latin word → what it is read as because of its neighbours.

    That is a word of grammar, a month beside a number, or the reading that stands beside its neighbour's most. Initials
    in capitals (SCO) and words that the table of names has are read as nothing else, whatever is beside them.
    """
    variants, compounds, equals = vocabulary
    chosen = {
        word.term: LATIN_FUNCTION_WORDS[word.term] for word in words if word.term in LATIN_FUNCTION_WORDS
    }
    for left, right in pairwise(words):
        for number, month in ((left.term, right.term), (right.term, left.term)):
            if number.isdigit() and month in LATIN_MONTHS:
                chosen[month] = LATIN_MONTHS[month]
        if deadline.is_over or not all(_is_readable(word, variants, equals) for word in (left, right)):
            continue
        lefts, rights = (_readings(word.term, chosen, variants) for word in (left, right))
        if lefts and rights:
            first = lefts[0].term, rights[0].term
            together = compounds.count(first, deadline)
            least = TOGETHER_SHARE * min(lefts[0].documents, rights[0].documents)
            if together >= max(TOGETHER_OFTEN, least) and not variants.are_initials(left.term):
                chosen[left.term], chosen[right.term] = first
                continue
        counted = []
        for pair, chance, rarer in _likeliest(lefts, rights):
            together = compounds.count(pair, deadline)
            least = max(
                _least_share(word, term, variants) for word, term in zip((left, right), pair, strict=True)
            )
            if together >= least * rarer:
                counted.append((together * chance, pair))
        most, best = max(counted, default=(0.0, ("", "")), key=lambda pair: pair[0])
        if most:
            chosen[left.term], chosen[right.term] = best
    return chosen


def _is_readable(word: AnalysedWord, variants: VariantFinder, equals: Equals) -> bool:
    """Return whether a neighbour may tell what a word is read as."""
    return (
        roman.is_latin(word.term)
        and word.term not in LATIN_FUNCTION_WORDS
        and not is_english_grammar(word.token.text)
        and not (word.token.text.isupper() and variants.are_initials(word.term))
        and (variants.are_initials(word.term) or not equals.of((word.term,)))
    )


def _readings(word: str, chosen: dict[str, str], variants: VariantFinder) -> list[TermCandidate]:
    """Return the likely readings of a word, or the one that another neighbour has told.

    A word that stands beside everything is no reading, unless it is the word's own first one.
    """
    found = [candidate for candidate in variants.readings(word) if candidate.probability >= LIKELY]
    own = {candidate.term for candidate in variants.romanized(word).joined[:1]}
    return [
        candidate
        for candidate in found
        if candidate.term == chosen.get(word, candidate.term)
        and (candidate.term in own or not _is_everywhere(candidate, variants))
    ]


def _is_everywhere(reading: TermCandidate, variants: VariantFinder) -> bool:
    """Return whether a reading stands beside any word, so that its neighbour says nothing for it."""
    is_common = variants.is_common(reading.term) and reading.probability < SURELY
    return is_common or reading.term in FUNCTION_WORDS


def _least_share(word: AnalysedWord, reading: str, variants: VariantFinder) -> float:
    """Return which share of the articles with the rarer of two readings must have them side by side."""
    if variants.are_initials(word.term):
        return FIXED_SHARE
    names = variants.names(word.term)
    return NAMED_SHARE if names and reading not in names else 0.0


def _likeliest(
    left: Iterable[TermCandidate], right: Iterable[TermCandidate]
) -> list[tuple[tuple[str, str], float, int]]:
    """Return pairs of terms with the chance of each and the articles of its rarer term; MAX_PAIRS at most.

    Those that may stand together often are tried first: no pair does more often than its rarer term occurs.
    """
    pairs = [
        ((one.term, other.term), one.probability * other.probability, min(one.documents, other.documents))
        for one, other in product(left, right)
    ]
    pairs.sort(key=lambda pair: -pair[1] * pair[2])
    return pairs[:MAX_PAIRS]
