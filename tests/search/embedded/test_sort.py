"""What results are sorted by: relevance with or without newness, or the date."""

from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.sort import is_by_score
from search.execution.snapshot import Sort
from search.model.expansions import Alternative
from search.model.question import Question, SortOrder
from search.query.clauses import AllOf, PhraseClause
from tests.conftest import MakeArchive
from tests.searching import search

RELEVANCE = Sort(SortOrder.RELEVANCE, 0, 739000)
WORD = PhraseClause(((Alternative("मोदी", 1.0),),))


@pytest.mark.parametrize(
    ("clause", "sort", "expected"),
    [
        (AllOf((WORD,)), RELEVANCE, True),
        (AllOf((WORD,)), RELEVANCE._replace(order=SortOrder.NEWEST), False),
        (AllOf((WORD,)), RELEVANCE._replace(half_life=30), False),
        (AllOf((), (WORD,)), RELEVANCE, False),
        (None, RELEVANCE, False),
    ],
)
def test_the_score_alone_decides_only_for_wanted_words_by_relevance(
    clause: AllOf | None, sort: Sort, expected: bool
) -> None:
    assert is_by_score(clause, sort) is expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [(SortOrder.NEWEST, ["3", "2", "1", "4"]), (SortOrder.OLDEST, ["1", "2", "3", "4"])],
)
def test_an_article_without_a_date_comes_last_either_way(
    make_archive: MakeArchive, order: SortOrder, expected: list[str], tmp_path: Path
) -> None:
    texts = [f"सुर्खी {number}\nमोदी आज यहाँ आए और गए {number}।" for number in range(3)]
    archive = make_archive(*texts)
    (tmp_path / "articles" / "004.txt").write_text("परीक्षा | कब | id: 4\nसुर्खी\nमोदी आए।", "utf-8")
    reindex([tmp_path / "articles"], Settings(index=tmp_path / "index"))
    found = search(archive, Question("मोदी", sort=order))
    assert [hit.article.id for hit in found.hits] == expected
