"""What words near each other need: how many of which must stand together.

Each word needs an occurrence of its own. Two words that stand for the same terms (मोदी and modi) could
both be found in one, so what either of them may be is needed as often as there are such words. By Hall's theorem
that is enough where no more than three words share terms.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from search.variants import Alternative

Slot = tuple[Alternative, ...]


class Need(NamedTuple):
    """So many occurrences of any of some terms."""

    slot: Slot
    times: int


def needs(slots: Sequence[Slot]) -> list[Need]:
    """What these words need: each for itself, and those that share terms together."""
    times = Counter(slots)
    found = [Need(slot, count) for slot, count in times.items()]
    pairs = [pair for pair in combinations(times, 2) if _terms(pair[0]) & _terms(pair[1])]
    found += [_together(pair, times) for pair in pairs]
    crowd = tuple(slot for slot in times if any(slot in pair for pair in pairs))
    return [*found, _together(crowd, times)] if len(crowd) > 2 else found


def _terms(slot: Slot) -> frozenset[str]:
    return frozenset(alternative.term for alternative in slot)


def _together(slots: tuple[Slot, ...], times: Counter[Slot]) -> Need:
    weights: dict[str, float] = {}
    for alternative in (alternative for slot in slots for alternative in slot):
        weights[alternative.term] = max(alternative.weight, weights.get(alternative.term, 0.0))
    union = tuple(Alternative(term, weight) for term, weight in weights.items())
    return Need(union, sum(times[slot] for slot in slots))
