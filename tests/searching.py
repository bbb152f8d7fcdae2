"""Short ways to ask an archive in tests."""

from search.archive import Archive
from search.model.aggregations import AggregationRequest, Aggregations
from search.model.cursor import Cursor
from search.model.question import EXPAND_ALL, ExpansionOptions, Question
from search.model.results import Adjacent, SearchRequest, SearchResponse

TYPED = ExpansionOptions(variants=False)
"""Nothing is added."""


def search(
    archive: Archive, question: Question, page: int = 1, size: int = 10, cursor: Cursor | None = None
) -> SearchResponse:
    """Return one page of hits."""
    return archive.search(SearchRequest(question, page, size, cursor))


def ids(archive: Archive, query: str, expansion: ExpansionOptions = EXPAND_ALL) -> list[str]:
    """Return the ids of up to 100 hits, in order."""
    return [hit.article.id for hit in search(archive, Question(query, expansion=expansion), size=100).hits]


def count(archive: Archive, question: Question, request: AggregationRequest | None = None) -> Aggregations:
    """Return the aggregations of a question."""
    response = archive.search(SearchRequest(question, size=0, aggregations=request or AggregationRequest()))
    assert response.aggregations is not None
    return response.aggregations


def adjacent(archive: Archive, question: Question, rank: int, article_id: str) -> Adjacent:
    """Return the results around an article."""
    marked = archive.article(article_id, question, rank)
    assert marked is not None
    return marked.adjacent
