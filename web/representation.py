"""Results as JSON: one shape for the endpoint and the command line."""

from typing import Any

from index.article import Article
from search.marked import MarkedText
from search.result import Hit, ResultPage
from search.variants import Expansion

Json = dict[str, Any]


def page_json(page: ResultPage) -> Json:
    """A result page: what was searched, what was added, and the hits."""
    return {
        "query": page.query,
        "total": page.total,
        "page": page.page,
        "size": page.size,
        "pages": page.pages,
        "took_ms": page.took_ms,
        "relaxed": page.relaxed,
        "variants": page.variants,
        "generation": page.generation,
        "expansions": [expansion_json(expansion) for expansion in page.added],
        "offers": [expansion_json(expansion) for expansion in page.offered],
        "notes": [{"code": note.name.lower(), "hi": note.hindi, "en": note.english} for note in page.notes],
        "hits": [hit_json(hit) for hit in page.hits],
    }


def hit_json(hit: Hit) -> Json:
    """One hit; marks are [start, end) in code points of the text beside them."""
    return {
        **facts_json(hit.article),
        "score": hit.score,
        "title_marked": marked_json(hit.headline),
        "snippets": [marked_json(snippet) for snippet in hit.snippets],
    }


def facts_json(article: Article) -> Json:
    """An article's facts without its texts."""
    return {
        "id": article.id,
        "title": article.headline,
        "source": article.source,
        "date": article.date.isoformat() if article.date else None,
        "section": article.section,
        "author": article.author,
        "language": article.language,
        "url": article.url,
    }


def marked_json(marked: MarkedText) -> Json:
    """A text, the ranges that matched, and the same as escaped HTML."""
    return {"text": marked.text, "marks": [list(pair) for pair in marked.marks], "html": str(marked.html())}


def expansion_json(expansion: Expansion) -> Json:
    """A spelling that was added or is offered."""
    return {
        "word": expansion.word,
        "term": expansion.term,
        "spelling": expansion.spelling,
        "kind": expansion.kind.value,
        "probability": expansion.probability,
        "documents": expansion.documents,
    }
