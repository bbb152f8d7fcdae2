"""What a cluster does not answer, or answers in part, is said; a new state is noticed; an old one is let go."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.errors import ClusterUnavailableError, IndexMissingError, IndexOutdatedError
from index.opensearch import replication
from index.opensearch.client import ClusterClient
from index.reindex.build import reindex
from index.settings import Settings
from search.archive import Archive
from search.engines import open_archive
from search.model.aggregations import AggregationRequest
from search.model.deadline import OutOfTimeError
from search.model.messages import QueryWarning
from search.model.question import Question
from search.model.results import SearchRequest
from search.opensearch import archive as archive_module
from tests.opensearch.fake_cluster import Answer, Request, fake_cluster, passed_on
from tests.opensearch.fixtures import own_name

pytestmark = pytest.mark.opensearch


@pytest.fixture
def settings(tmp_path: Path, cluster_settings: Settings) -> Settings:
    settings = replace(own_name(cluster_settings), index=tmp_path / "index", poll_seconds=0.01)
    write(settings, "1", "मोदी की सभा")
    return settings


def write(settings: Settings, article_id: str, body: str) -> None:
    path = settings.index.parent / "one.jsonl"
    path.write_text(json.dumps({"id": article_id, "title": "शीर्षक", "body": body}), encoding="utf-8")
    reindex([path], settings)


def found(archive: Archive, text: str = "मोदी") -> list[str]:
    return [hit.article.id for hit in archive.search(SearchRequest(Question(text))).hits]


def test_a_new_state_is_shown_within_the_time_of_polling(settings: Settings) -> None:
    archive = open_archive(settings)
    first = archive.overview().revision
    assert found(archive) == ["1"]
    write(settings, "2", "मोदी दिल्ली में")
    time.sleep(0.05)
    assert set(found(archive)) == {"1", "2"}
    assert archive.overview().revision != first
    words = settings.index / "words" / settings.cluster_name
    assert len([path for path in words.iterdir() if path.name != "LOCK"]) <= 6


def test_what_the_desk_writes_is_noticed(settings: Settings) -> None:
    archive = open_archive(settings)
    before = archive.overview().revision
    assert found(archive, "सरदार") == []
    (settings.index / "equals.txt").write_text("सरदार = मोदी\nगलत\n", "utf-8")
    time.sleep(0.05)
    assert found(archive, "सरदार मोदी") == ["1"]
    assert archive.overview().revision.startswith(f"{before}-")


def test_a_publication_in_the_middle_of_a_page_changes_nothing_of_it(settings: Settings) -> None:
    archive = open_archive(settings)
    assert isinstance(archive, archive_module.ClusterArchive)
    snapshot = archive.current()
    write(settings, "1", "और कुछ")
    write(settings, "2", "मोदी दिल्ली में")
    time.sleep(0.05)
    assert found(archive) == ["2"]
    old = snapshot.find("1")
    assert old is not None
    assert [article.body for article in snapshot.articles([old])] == ["मोदी की सभा"]
    assert snapshot.find("2") is None


class Proxy:
    """Stands before the node, and does what a test says."""

    def __init__(self, address: str) -> None:
        self.on = self.now = passed_on(address)

    def answer(self, request: Request) -> Answer:
        return self.now(request)


@pytest.fixture
def proxy(opensearch: str) -> Proxy:
    return Proxy(opensearch)


def test_failed_shards_make_an_answer_partial_and_its_total_is_not_kept(
    settings: Settings, proxy: Proxy
) -> None:

    def lossy(request: Request) -> Answer:
        status, said = proxy.on(request)
        if "_search" not in request.path and "_msearch" not in request.path:
            return status, said
        reply: dict[str, Any] = json.loads(said)
        for each in reply.get("responses", [reply]):
            if "_shards" in each:
                each["_shards"]["failed"] = 1
        return status, reply

    with fake_cluster(proxy.answer) as fake:
        archive = open_archive(replace(settings, cluster=fake.address))
        archive.search(SearchRequest(Question("मोदी")))
        proxy.now = lossy
        page = archive.search(SearchRequest(Question("मोदी"), aggregations=AggregationRequest()))
        assert page.is_partial
        assert not page.hits_complete
        assert QueryWarning.PART_MISSING in page.warnings
        for whole in (archive.ids, lambda question: list(archive.scan(question).hits)):
            with pytest.raises((OutOfTimeError, ClusterUnavailableError)):
                whole(Question("मोदी"))
        proxy.now = proxy.on
        page = archive.search(SearchRequest(Question("मोदी"), aggregations=AggregationRequest()))
        assert (page.is_partial, page.total) == (False, 1)


@pytest.mark.parametrize(
    ("text", "requests"),
    [("सभा", 1), ("मोदी सभा", 2), ('"की सभा"', 2)],
    ids=["a word: hits and total together", "words: how often both occur, then the hits", "a phrase"],
)
def test_a_search_takes_few_requests(settings: Settings, proxy: Proxy, text: str, requests: int) -> None:
    with fake_cluster(proxy.answer) as fake:
        archive = open_archive(replace(settings, cluster=fake.address, poll_seconds=60.0))
        assert found(archive) == ["1"]
        before = len(fake.requests)
        assert archive.search(SearchRequest(Question(text, any_word=False))).total == 1
        assert len(fake.requests) - before == requests


def test_a_cluster_that_goes_away_is_said_and_comes_back(settings: Settings, proxy: Proxy) -> None:
    with fake_cluster(proxy.answer) as fake:
        archive = open_archive(replace(settings, cluster=fake.address, max_query_seconds=1.0))
        assert found(archive) == ["1"]
        proxy.now = lambda _: (503, {"error": "no manager"})
        started = time.monotonic()
        with pytest.raises(ClusterUnavailableError):
            found(archive)
        assert time.monotonic() - started < 4
        proxy.now = proxy.on
        assert found(archive) == ["1"]
        assert archive.overview().fault == ""


def test_a_state_that_cannot_be_opened_leaves_the_one_before(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = open_archive(settings)
    monkeypatch.setattr(archive_module, "ANALYSIS_VERSION", 99)
    write(settings, "2", "मोदी दिल्ली में")
    time.sleep(0.05)
    assert found(archive) == ["1"]
    assert "other rules" in archive.overview().fault
    with pytest.raises(IndexOutdatedError):
        open_archive(settings)


def test_other_rules_are_replaced_by_an_index_beside_the_old_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replication, "MAPPING_VERSION", 99)
    write(settings, "2", "मोदी दिल्ली में")
    client = ClusterClient(settings)
    count = client.request("GET", f"/{settings.cluster_name}-000002/_count")["count"]
    client.close()
    assert count == 2


def test_a_missing_archive_and_a_missing_library_are_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(IndexMissingError, match="no archive 'nobody' yet"):
        open_archive(replace(settings, cluster_name="nobody"))
