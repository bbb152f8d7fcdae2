"""How likely two terms must be to count as one."""

import pytest

from search.query.candidates import JOINS, JOINS_WHEN_FREQUENT, JOINS_WHEN_USUAL, needed_probability


@pytest.mark.parametrize(
    ("documents", "others", "needed"),
    [(1, 500, JOINS), (4, 500, JOINS_WHEN_USUAL), (20, 500, JOINS_WHEN_FREQUENT), (500, 3, JOINS)],
)
def test_the_rarer_of_two_terms_decides(documents: int, others: int, needed: float) -> None:
    assert needed_probability(documents, others, frequent=20) == needed
