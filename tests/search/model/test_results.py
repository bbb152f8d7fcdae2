"""SearchResponse: totals, pages and kinds of additions as a reader sees them."""

import pytest

from search.model.expansions import Expansion, ExpansionKind
from search.model.question import Question
from search.model.results import SearchResponse


def response(*, total: int, stories: int, size: int = 10, collapse: bool = True) -> SearchResponse:
    question = Question("मोदी", collapse=collapse)
    return SearchResponse(question, (), total, stories, 1, size, 0.0, False, (), (), (), None, (), "1-a")


@pytest.mark.parametrize(
    ("size", "collapse", "pages"), [(10, True, 2), (10, False, 4), (0, True, 0), (12, True, 1)]
)
def test_pages_count_what_is_shown(size: int, collapse: bool, pages: int) -> None:
    assert response(total=31, stories=12, size=size, collapse=collapse).pages == pages


def test_nothing_found_has_no_page() -> None:
    assert response(total=0, stories=0).pages == 0


def test_a_kind_that_added_several_spellings_counts_once() -> None:
    added = tuple(
        Expansion("मोदी", term, term, kind, 0.9, 3)
        for term, kind in (
            ("मोडी", ExpansionKind.SOUND),
            ("मौदी", ExpansionKind.SOUND),
            ("modi", ExpansionKind.ROMAN),
        )
    )
    found = response(total=1, stories=1)._replace(added=added)
    assert found.expansion_kinds == {ExpansionKind.SOUND.value, ExpansionKind.ROMAN.value}


def test_aggregations_that_were_not_asked_for_are_an_error() -> None:
    with pytest.raises(ValueError, match="not asked for aggregations"):
        response(total=1, stories=1).counted()
