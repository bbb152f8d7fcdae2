"""A plural is of the noun that the archive has."""

from collections import Counter
from unittest.mock import Mock

import pytest

from search.query.plural_nouns import nouns_of_others


@pytest.mark.parametrize(
    ("plural", "counts", "others"),
    [
        ("छात्रों", {"छात्र": 50, "छात्रा": 2}, {"छात्रा"}),
        ("छात्रों", {"छात्र": 5, "छात्रा": 2}, set()),
        ("मंडलों", {"मंडल": 5}, set()),
        ("छात्रों", {"छात्र": 9, "छात्रा": 8, "छात्राओं": 3}, {"छात्रा"}),
        ("मोदी", {}, set()),
    ],
)
def test_another_noun_explains_a_plural_better(plural: str, counts: dict[str, int], others: set[str]) -> None:
    lexicon = Mock(document_count=Counter(counts).__getitem__)
    assert nouns_of_others(plural, lexicon) == others
