"""How likely two terms must be to count as one."""

import pytest

from search.query.candidates import (
    MIN_PROBABILITY,
    MIN_PROBABILITY_BOTH_FREQUENT,
    MIN_PROBABILITY_BOTH_USUAL,
    needed_probability,
)


@pytest.mark.parametrize(
    ("documents", "others", "needed"),
    [
        (1, 500, MIN_PROBABILITY),
        (4, 500, MIN_PROBABILITY_BOTH_USUAL),
        (20, 500, MIN_PROBABILITY_BOTH_FREQUENT),
        (500, 3, MIN_PROBABILITY),
    ],
)
def test_the_rarer_of_two_terms_decides(documents: int, others: int, needed: float) -> None:
    assert needed_probability(documents, others, frequent=20) == needed
