"""Searching: what is found, in which order, and what is said about it."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.question import Question
from search.model.results import Hit
from tests.conftest import FINDING, NOT_FINDING, SEEDS, USER_ARTICLE
from tests.searching import search


@pytest.mark.parametrize("query", FINDING)
def test_each_of_these_finds_the_users_article_marked(seed_archive: LocalArchive, query: str) -> None:
    hits = {hit.article.id: hit for hit in search(seed_archive, Question(query), size=100).hits}
    hit = hits[USER_ARTICLE]
    assert hit.headline.marks or any(snippet.marks for snippet in hit.snippets)


@pytest.mark.parametrize("query", NOT_FINDING)
def test_these_do_not_find_it(seed_archive: LocalArchive, query: str) -> None:
    page = search(seed_archive, Question(query), size=100)
    assert page.total > 0
    assert USER_ARTICLE not in {hit.article.id for hit in page.hits}


@given(st.text(max_size=60))
@hypothesis_settings(max_examples=150)
def test_any_string_can_be_searched(seed_archive: LocalArchive, text: str) -> None:
    question = Question(text, collapse=False)
    page = search(seed_archive, question)
    assert page.total >= len(page.hits)
    if not page.is_relaxed:
        assert [hit.article.id for hit in page.hits] == seed_archive.ids(question)[: len(page.hits)]


def test_an_article_can_be_read_with_marks(seed_archive: LocalArchive) -> None:
    marked = seed_archive.article(USER_ARTICLE, Question("टोकायेव"))
    assert marked is not None
    words = {marked.body.text[start:end] for start, end in marked.body.marks}
    assert words == {"टोकाएव"}
    assert marked.article == seed_archive.article(USER_ARTICLE).article  # type: ignore[union-attr]
    assert seed_archive.article("no such id") is None
    assert seed_archive.article("\ud800") is None
    assert seed_archive.article("") is None


def test_a_new_generation_is_noticed(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("fresh")
    settings = Settings(index=folder / "index", poll_seconds=0.000001)
    (folder / "a.txt").write_text("स | 2024-01-01\nसुर्खी\nमोदी।", encoding="utf-8")
    reindex([folder / "a.txt"], settings)
    archive = open_archive(settings)
    assert search(archive, Question("मोदी")).total == 1
    (folder / "b.txt").write_text("स | 2024-01-02\nसुर्खी\nमोदी।", encoding="utf-8")
    reindex([folder / "b.txt"], settings)
    page = search(archive, Question("मोदी"))
    assert (page.total, page.revision[:7]) == (2, "000002-")


def test_threads_get_the_answers_of_one_thread(seed_archive: LocalArchive) -> None:
    def answer(query: str) -> tuple[Hit, ...]:
        return search(seed_archive, Question(query)).hits

    queries = [*FINDING, *NOT_FINDING] * 4
    expected = [answer(query) for query in queries]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(6) as pool:
            assert list(pool.map(answer, queries)) == expected
    finally:
        sys.setswitchinterval(interval)


def test_the_overview_counts_and_names_the_newest(seed_archive: LocalArchive) -> None:
    overview = seed_archive.overview()
    assert overview.documents == len(list(SEEDS.glob("*.txt")))
    days = [article.date for article in overview.latest]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]


def test_nobody_waits_while_a_newer_generation_is_opened(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path_factory.mktemp("opened") / "a.jsonl"
    path.write_text('{"id": "1", "title": "मोदी की सभा"}', "utf-8")
    settings = Settings(index=path.parent / "index", poll_seconds=0.0)
    reindex([path], settings)
    archive = LocalArchive(settings)
    before = archive.current()
    is_opening, may_go_on = threading.Event(), threading.Event()

    def slowly() -> None:
        is_opening.set()
        may_go_on.wait(30)

    monkeypatch.setattr(archive, "_look_for_newer", slowly)
    with ThreadPoolExecutor(2) as pool:
        opening = pool.submit(archive.current)
        assert is_opening.wait(30)
        waiting = pool.submit(archive.current)
        assert waiting.result(timeout=20) is before
        assert not may_go_on.is_set()
        may_go_on.set()
        assert opening.result() is before
