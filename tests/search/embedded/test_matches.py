"""What matches a clause: each part of the answer is computed once, and all parts agree."""

import pytest

from search.embedded.local_archive import LocalArchive
from search.execution.snapshot import Matches, Sort
from search.model.cursor import Cursor
from search.model.deadline import NEVER, Deadline
from search.model.expansions import Alternative
from search.model.filters import NO_FILTERS, Filters
from search.model.question import SortOrder
from search.query.clauses import AllOf, PhraseClause
from tests.search.execution.conftest import Record, archive, held  # noqa: F401 - fixtures

NEWEST = Sort(SortOrder.NEWEST, 0, 0)
MODI = AllOf((PhraseClause(((Alternative("मोदी", 1.0),),)),))


def matches(archive: LocalArchive, clause: AllOf | None, filters: Filters = NO_FILTERS) -> Matches:  # noqa: F811
    return archive.current().match(clause, filters, NEVER)


def test_top_docs_ids_and_scan_are_of_one_order(archive: LocalArchive, held: list[Record]) -> None:  # noqa: F811
    found = matches(archive, MODI)
    expected = {record["id"] for record in held if "मोदी" in record["body"]}
    ids = found.ids(NEWEST)
    assert set(ids) == expected
    assert len(ids) == found.total == found.stories
    top = found.top_docs(NEWEST, 20, 10, collapse=False)
    assert archive.current().article_ids([doc.key for doc in top.docs]) == ids[10:30]
    scan = found.scan(NEWEST)
    assert scan.total == found.total
    assert [article.id for article in scan.articles] == ids


def test_pages_after_a_cursor_go_on_where_the_last_ended(archive: LocalArchive) -> None:  # noqa: F811
    found = matches(archive, MODI)
    ids = found.ids(NEWEST)
    read: list[str] = []
    cursor: Cursor | None = Cursor(0, "")
    while cursor is not None:
        page = found.search_after(cursor, NEWEST, 17, collapse=True)
        read += archive.current().article_ids([doc.key for doc in page.docs])
        assert page.total == found.total
        cursor = page.next_cursor
    assert read == ids


def test_without_clause_and_filters_everything_matches(archive: LocalArchive, held: list[Record]) -> None:  # noqa: F811
    found = matches(archive, None)
    assert found.total == len(held)
    counts = found.aggregate(["source"]).values["source"]
    assert counts.counts.sum() == len(held)


@pytest.mark.parametrize("clause", [MODI, None])
def test_when_the_time_is_over_the_answer_says_so(archive: LocalArchive, clause: AllOf | None) -> None:  # noqa: F811
    found = archive.current().match(clause, NO_FILTERS, Deadline(-1.0))
    page = found.search_after(Cursor(0, ""), Sort(SortOrder.OLDEST, 0, 0), 5, collapse=False)
    assert page.is_partial or page.total == found.total
