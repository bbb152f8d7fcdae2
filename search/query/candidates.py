"""Terms that may join a query, with the reason and how likely each is."""

from typing import NamedTuple

from search.model.expansions import ExpansionKind

MIN_PROBABILITY = 0.5
"""How likely a term must be to join the query."""
MIN_PROBABILITY_BOTH_FREQUENT = 0.8
"""Two frequent words are probably different words, so more certainty is required."""
MIN_PROBABILITY_BOTH_USUAL = 0.6
USUAL_DOCUMENTS = 4
"""Two words that each occur too often to be misprints need a little more certainty."""
CERTAIN = 0.95
"""Upper bound for what is added by sound: the typed word ranks above."""


class Candidate(NamedTuple):
    """A term that may join, why, and how likely."""

    term: str
    kind: ExpansionKind
    probability: float


class Candidates(NamedTuple):
    """Candidates that join the query, and candidates that are only offered; likeliest first."""

    joined: list[Candidate]
    offered: list[Candidate]


def needed_probability(documents: int, others: int, frequent: int) -> float:
    """Return the probability from which two terms count as one word.

    `documents`, `others`: articles that contain each; `frequent`: from how many on a term is frequent.
    """
    rarer = min(documents, others)
    if rarer >= frequent:
        return MIN_PROBABILITY_BOTH_FREQUENT
    return MIN_PROBABILITY_BOTH_USUAL if rarer >= USUAL_DOCUMENTS else MIN_PROBABILITY
