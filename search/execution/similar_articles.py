"""Similar articles: those on the subject of one, and which of them hold its story or are held by it."""

from collections.abc import Iterable, Iterator

from index.article import Article
from index.duplicates import ShingledTexts, holds_story
from search.execution.more_like_this import any_term, significant_terms
from search.execution.snapshot import DocKey, Snapshot, Sort
from search.model.deadline import Deadline
from search.model.filters import NO_FILTERS
from search.model.question import SortOrder
from search.model.results import SimilarArticle, StoryOverlap

MAX_COMPARED_CHARS = 50_000
"""Of each body; a digest is no longer."""


def similar_articles(
    snapshot: Snapshot, key: DocKey, article: Article, count: int, deadline: Deadline
) -> tuple[SimilarArticle, ...]:
    """Return articles that share the most significant words of one, without its copies."""
    clause = any_term(significant_terms(article, snapshot.lexicon, snapshot.documents))
    if clause is None:
        return ()
    sort = Sort(SortOrder.RELEVANCE, 0, snapshot.newest_day)
    ranked = snapshot.match(clause, NO_FILTERS, deadline).top_docs(sort, count + 1, collapse=True).docs
    own, *stories = snapshot.story_keys([key, *(doc.key for doc in ranked)])
    others = [doc.key for doc, story in zip(ranked, stories, strict=True) if story != own]
    return tuple(_with_overlap(article, snapshot.articles(others[:count]), deadline))


def _with_overlap(
    article: Article, others: Iterable[Article], deadline: Deadline
) -> Iterator[SimilarArticle]:
    texts = ShingledTexts()
    own = texts.shingles(article.body[:MAX_COMPARED_CHARS])
    for other in others:
        if deadline.is_over:
            yield SimilarArticle(other)
            continue
        there = texts.shingles(other.body[:MAX_COMPARED_CHARS])
        if holds_story(there, own):
            yield SimilarArticle(other, StoryOverlap.HOLDS)
        elif holds_story(own, there):
            yield SimilarArticle(other, StoryOverlap.HELD)
        else:
            yield SimilarArticle(other)
