"""A snapshot is one state: a request keeps to it, and a replaced one goes at once."""

import gc
import json
import weakref
from pathlib import Path
from typing import Any

import pytest

from index.columns.column_file import ColumnFile
from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.embedded.matches import LocalMatches
from search.embedded.segment_searcher import SegmentSearcher
from search.execution.aggregate import aggregate
from search.model.aggregations import AggregationRequest
from search.model.question import Question
from search.model.results import SearchRequest
from web.app import create_app

EVERYTHING = AggregationRequest(spellings=True)


def publish(folder: Path, settings: Settings, count: int) -> None:
    """Publish that many articles on मोदी, each of a source of its own."""
    records = [
        {"id": str(number), "title": "मोदी", "body": f"मोदी बोले {number}", "source": f"स्रोत {number}"}
        for number in range(count)
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    reindex([path], settings)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(index=tmp_path / "index", poll_seconds=1e-9)
    publish(tmp_path, settings, 2)
    return settings


def test_a_page_shows_one_state_though_another_is_published_meanwhile(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = LocalArchive(settings)

    def publishing(*arguments: Any) -> Any:
        publish(tmp_path, settings, 5)
        return aggregate(*arguments)

    monkeypatch.setattr("search.execution.snapshot_archive.aggregate", publishing)
    page = archive.search(SearchRequest(Question("मोदी"), aggregations=EVERYTHING))
    assert page.aggregations is not None
    assert (page.total, len(page.hits), page.aggregations.total) == (2, 2, 2)
    sources = next(facet for facet in page.aggregations.facets if facet.field == "source")
    assert {value.background for value in sources.values} == {1}
    assert len(sources.values) == 2
    monkeypatch.undo()
    after = archive.search(SearchRequest(Question("मोदी"), aggregations=EVERYTHING))
    assert (after.total, after.revision > page.revision) == (5, True)


def test_the_page_of_results_is_one_request(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = LocalArchive(settings)
    client = create_app(settings, archive).test_client()
    taken: list[object] = []
    original = LocalArchive.current

    def counting(self: LocalArchive) -> Any:
        taken.append(self)
        return original(self)

    monkeypatch.setattr(LocalArchive, "current", counting)
    assert client.get("/search?q=मोदी&sort=newest").status_code == 200
    assert len(taken) == 2  # one for the ETag, one for the page
    taken.clear()
    assert client.get("/article/1?q=मोदी&n=1").status_code == 200
    assert len(taken) == 2


def test_each_clause_is_matched_once_a_request(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = LocalArchive(settings)
    matched: list[tuple[Any, Any]] = []
    original = SegmentSearcher.match

    def counting(self: SegmentSearcher, clause: Any, filters: Any, *rest: Any) -> Any:
        matched.append((clause, filters))
        return original(self, clause, filters, *rest)

    monkeypatch.setattr(SegmentSearcher, "match", counting)
    archive.search(SearchRequest(Question("मोदी बोले"), aggregations=EVERYTHING))
    assert matched
    assert len(matched) == len(set(matched))


def test_an_article_without_a_rank_matches_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = LocalArchive(settings)
    monkeypatch.setattr(SegmentSearcher, "match", None)
    monkeypatch.setattr(SegmentSearcher, "first", None)
    marked = archive.article("0", Question("मोदी OR चुनाव"))
    assert marked is not None
    assert marked.headline.marks


def test_a_replaced_snapshot_goes_at_once_with_all_that_it_maps(tmp_path: Path, settings: Settings) -> None:
    archive = LocalArchive(settings)
    archive.warm_up()
    archive.search(SearchRequest(Question('"मोदी बोले" OR modi -चीन'), aggregations=EVERYTHING))
    archive.scan(Question("मोदी"))
    archive.article("1", Question("मोदी"), rank=1, similar=2)
    snapshot = archive.current()
    watched = [
        weakref.ref(each)
        for each in (
            snapshot,
            snapshot.searcher,
            snapshot.lexicon,
            snapshot.vocabulary.variants,
            snapshot.segments[0].columns,
            *(file for file in snapshot.segments[0].columns.files),
        )
    ]
    assert isinstance(watched[-1](), ColumnFile)
    del snapshot
    gc.collect()
    gc.disable()  # nothing may need the cyclic collector
    try:
        publish(tmp_path, settings, 3)
        assert archive.search(SearchRequest(Question("मोदी"))).total == 3
        assert [each() for each in watched if each() is not None] == []
    finally:
        gc.enable()


def test_a_closed_archive_lets_its_snapshot_go(settings: Settings) -> None:
    archive = LocalArchive(settings)
    watched = weakref.ref(archive.current())
    archive.close()
    assert watched() is None


def test_counts_of_the_whole_archive_are_not_counted_again(settings: Settings) -> None:
    snapshot = LocalArchive(settings).current()
    assert snapshot.match(None).value_counts("source") is snapshot.match(None).value_counts("source")
    assert isinstance(snapshot.match(None), LocalMatches)
