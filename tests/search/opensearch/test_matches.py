"""Both engines find the same articles in the same order, with the same counts, whatever is asked."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.settings import Settings
from search.archive import Archive
from search.embedded.local_archive import LocalArchive
from search.engines import open_archive
from search.model.aggregations import AggregationRequest
from search.model.cursor import parse_cursor
from search.model.filters import Filters
from search.model.question import EXPAND_ALL, ExpansionOptions, Question, SortOrder
from search.model.results import SearchRequest, SearchResponse
from search.opensearch import deep_reader, matches
from search.opensearch.archive import ClusterArchive
from tests.search.opensearch.conftest import WORDS

pytestmark = pytest.mark.opensearch

words = st.sampled_from(WORDS)
near = st.tuples(words, words, st.sampled_from(["~2", "~7", "~वाक्य", "~पैरा"])).map(
    lambda each: f'"{each[0]} {each[1]}"{each[2]}'
)
clauses = st.one_of(
    words,
    words.map(lambda word: f"={word}"),
    words.map(lambda word: f"शीर्षक:{word}"),
    words.map(lambda word: f"{word}@3"),
    words.map(lambda word: f"{word[:3]}*" if len(word) > 3 else word),
    st.lists(words, min_size=2, max_size=3).map(lambda each: '"' + " ".join(each) + '"'),
    st.tuples(words, words).map(lambda each: f'"{each[0]} {each[1]}"@2'),
    near,
)
texts = st.one_of(
    clauses,
    st.lists(clauses, min_size=2, max_size=3).map(" ".join),
    st.lists(clauses, min_size=2, max_size=3).map(" OR ".join),
    st.tuples(clauses, clauses).map(lambda each: f"{each[0]} -{each[1]}"),
    st.tuples(words, words, clauses).map(lambda each: f"({each[0]} OR {each[1]}) {each[2]}"),
)
filters = st.sampled_from([
    Filters(), Filters(), Filters.where(source=["BBC", ""]), Filters.where(year={"2020", "2021"}),
    Filters.where(excluded={("section", "खेल")}), Filters.where(year={""}),
])  # fmt: skip
questions = st.builds(
    Question,
    texts,
    st.sampled_from([EXPAND_ALL, EXPAND_ALL, ExpansionOptions(variants=False)]),
    filters,
    st.sampled_from([SortOrder.RELEVANCE, SortOrder.RELEVANCE, SortOrder.NEWEST, SortOrder.OLDEST]),
    st.sampled_from([0, 0, 160]),
    st.booleans(),
)
PROPERTY = settings(
    max_examples=80, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def told(page: SearchResponse) -> object:
    """What an engine says of a question, but for what measures time and names its state."""
    hits = [
        (hit.article, [copy.id for copy in hit.duplicates], hit.other_duplicates, hit.headline, hit.snippets)
        for hit in page.hits
    ]
    counts = page.aggregations
    return (
        page.total, page.stories, hits, page.is_relaxed, page.added, page.suggestion, page.warnings, page.is_partial,
        [hit.article.id for hit in page.partial_hits],
        counts and (counts.facets, counts.timeline, dict(counts.spellings)),
    )  # fmt: skip


def scores(page: SearchResponse) -> list[float]:
    return [hit.score for hit in page.hits]


@PROPERTY
@given(question=questions)
@example(question=Question("में OR की"))
@example(question=Question('"मोदी मोदी"~7'))
@example(question=Question("=गए"))
@example(question=Question('"=गए दिल्ली"'))
def test_a_question_is_answered_alike(
    question: Question, cluster: ClusterArchive, embedded: LocalArchive
) -> None:
    request = SearchRequest(question, size=10, aggregations=AggregationRequest(spellings=True))
    ours, theirs = embedded.search(request), cluster.search(request)
    assert told(theirs) == told(ours)
    if question.sort is SortOrder.RELEVANCE:
        assert scores(theirs) == pytest.approx(scores(ours), rel=1e-4, abs=1e-3)


@pytest.fixture(scope="module")
def pruning(both_settings: Settings) -> Archive:
    """The archive in the cluster, where everything is ranked in two steps."""
    return open_archive(replace(both_settings, cluster_scored_terms=1))


@PROPERTY
@given(question=questions)
def test_ranking_in_two_steps_gives_the_same(
    question: Question, pruning: Archive, embedded: LocalArchive
) -> None:
    request = SearchRequest(question, size=10)
    assert told(pruning.search(request)) == told(embedded.search(request))


@settings(PROPERTY, max_examples=25)
@given(question=questions)
def test_lists_cursors_and_spellings_are_alike(
    question: Question, cluster: ClusterArchive, embedded: LocalArchive
) -> None:
    assert cluster.ids(question) == embedded.ids(question)
    assert [hit.article for hit in cluster.scan(question).hits] == [
        hit.article for hit in embedded.scan(question).hits
    ]
    assert cluster.spellings(question).matrices == embedded.spellings(question).matrices
    for collapse in (True, False):
        asked = replace(question, collapse=collapse, any_word=False)
        whole = [hit.article.id for hit in embedded.search(SearchRequest(asked, size=100)).hits]
        assert _by_cursor(cluster, asked) == whole


def _by_cursor(archive: Archive, question: Question) -> list[str]:
    found: list[str] = []
    cursor = parse_cursor("*")
    while cursor is not None and len(found) < 100:
        page = archive.search(SearchRequest(question, size=7, cursor=cursor))
        found += [hit.article.id for hit in page.hits]
        cursor = parse_cursor(page.next_cursor) if page.next_cursor else None
    return found[:100]


def test_results_beyond_the_window_are_read_on_to(
    cluster: ClusterArchive, embedded: LocalArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With windows as small as this archive, every way of reading on is taken."""
    monkeypatch.setattr(deep_reader, "SCAN_SIZE", 7)
    for name, size in (("MAX_WINDOW", 20), ("BY_TEXT", 10), ("RESCORED", 10)):
        monkeypatch.setattr(matches, name, size)
    for text in ("मोदी", "मोदी OR दिल्ली", '"मोदी दिल्ली"~7'):
        for collapse in (True, False):
            question = Question(text, collapse=collapse)
            for page in (1, 3, 5):
                request = SearchRequest(question, page=page, size=10)
                ours, theirs = embedded.search(request), cluster.search(request)
                assert (theirs.total, theirs.stories, len(theirs.hits)) == (
                    ours.total,
                    ours.stories,
                    len(ours.hits),
                )
                if "~" not in text:  # behind BY_TEXT, nearness is told roughly
                    assert [hit.article.id for hit in theirs.hits] == [hit.article.id for hit in ours.hits]
            whole = [hit.article.id for hit in embedded.search(SearchRequest(question, size=100)).hits]
            assert sorted(_by_cursor(cluster, question)) == sorted(whole)
        assert sorted(cluster.ids(Question(text))) == sorted(embedded.ids(Question(text)))


def test_articles_neighbours_and_likeness_are_alike(cluster: ClusterArchive, embedded: LocalArchive) -> None:
    for article_id in ("1-3", "1-20", "2-6"):
        question = Question("मोदी OR तेल")
        for rank in (0, 1, 5):
            assert cluster.article(article_id, question, rank, 4) == embedded.article(
                article_id, question, rank, 4
            )
        assert cluster.similar(article_id, 5) == embedded.similar(article_id, 5)
    pairs = [Question("मोदी"), Question("तेल")]
    assert cluster.compare(pairs) == embedded.compare(pairs)
    assert cluster.complete("मो") == embedded.complete("मो")
    assert cluster.variants("मोदी गये") == embedded.variants("मोदी गये")
    assert cluster.coverage() == embedded.coverage()
    ours, theirs = embedded.overview(), cluster.overview()
    assert (theirs.documents, theirs.terms, theirs.latest) == (ours.documents, ours.terms, ours.latest)
