"""The occurrences that words near each other require.

Each word needs an occurrence of its own. Two words that stand for the same terms (मोदी and modi) could both be
found in one occurrence, so what either of them may be is required as often as there are such words. By Hall's
theorem that is sufficient if no more than three words share terms.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from search.model.expansions import Alternative
from search.query.clauses import TermAlternatives


class RequiredOccurrences(NamedTuple):
    """A number of occurrences of any of some terms."""

    slot: TermAlternatives
    times: int


def required_occurrences(slots: Sequence[TermAlternatives]) -> list[RequiredOccurrences]:
    """Return what these words require: each by itself, and together those that share terms."""
    counts = Counter(slots)
    required = [RequiredOccurrences(slot, count) for slot, count in counts.items()]
    pairs = [pair for pair in combinations(counts, 2) if _terms(pair[0]) & _terms(pair[1])]
    required += [_together(pair, counts) for pair in pairs]
    sharing = tuple(slot for slot in counts if any(slot in pair for pair in pairs))
    return [*required, _together(sharing, counts)] if len(sharing) > 2 else required


def _terms(slot: TermAlternatives) -> frozenset[str]:
    return frozenset(alternative.term for alternative in slot)


def _together(slots: tuple[TermAlternatives, ...], counts: Counter[TermAlternatives]) -> RequiredOccurrences:
    weights: dict[str, float] = {}
    for alternative in (alternative for slot in slots for alternative in slot):
        weights[alternative.term] = max(alternative.weight, weights.get(alternative.term, 0.0))
    union = tuple(Alternative(term, weight) for term, weight in weights.items())
    return RequiredOccurrences(union, sum(counts[slot] for slot in slots))
