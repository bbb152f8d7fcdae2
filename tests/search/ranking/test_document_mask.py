"""Filters: dates and values, alone and together, beside deletions."""

import datetime
import json
from pathlib import Path

import pytest

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.filters import Filters
from search.model.question import Question
from tests.searching import search

ARTICLES = [
    {"id": "1", "title": "मोदी एक", "body": "चुनाव", "date": "2024-01-01", "source": "क", "section": "देश"},
    {"id": "2", "title": "मोदी दो", "body": "चुनाव", "date": "2024-06-25", "source": "ख", "section": "विदेश"},
    {"id": "3", "title": "मोदी तीन", "body": "चुनाव", "date": "2024-06-26", "source": "क", "author": "रवि"},
    {"id": "4", "title": "मोदी चार", "body": "चुनाव", "source": "ग", "language": "hi"},
]
JUNE = datetime.date(2024, 6, 25)


@pytest.fixture(params=[False, True], ids=["one segment", "deletions"])
def archive(tmp_path: Path, request: pytest.FixtureRequest) -> LocalArchive:
    settings = Settings(index=tmp_path / "index")
    if request.param:
        many = [{**ARTICLES[0], "id": f"x{number}"} for number in range(20)]
        (tmp_path / "old.jsonl").write_text(
            "\n".join(map(json.dumps, [*many, {**ARTICLES[1], "body": "पुराना"}]))
        )
        reindex([tmp_path / "old.jsonl"], settings)
    (tmp_path / "new.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    reindex([tmp_path / "new.jsonl"], settings)
    return LocalArchive(settings)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(since=JUNE), {"2", "3"}),
        (Filters.where(until=JUNE, section=frozenset({"विदेश"})), {"2"}),
        (Filters(since=JUNE, until=JUNE), {"2"}),
        (Filters(until=datetime.date(2023, 1, 1)), set()),
        (Filters.where(source=frozenset({"ख", "ग"})), {"2", "4"}),
        (Filters.where(source=frozenset({"कहीं नहीं"})), set()),
        (Filters.where(author=frozenset({"रवि"}), source=frozenset({"क"})), {"3"}),
        (Filters.where(since=JUNE, source=frozenset({"क"})), {"3"}),
    ],
)
@pytest.mark.parametrize("query", ["मोदी", "मोदी चुनाव", "मोदी OR चुनाव", '"मोदी दो" OR चुनाव', "चुनाव -पुराना"])
def test_only_what_passes_is_found_and_counted(
    archive: LocalArchive, query: str, filters: Filters, expected: set[str]
) -> None:
    found = search(archive, Question(query, filters=filters))
    assert {hit.article.id for hit in found.hits} == expected
    assert found.total == len(expected)
