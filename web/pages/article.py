"""The article page: marked words, citations, copies, similar articles, the way on to the next result."""

import datetime
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request

from index.article import Article
from index.settings import Settings
from search.archive import Archive
from search.model.question import Question
from search.model.results import SearchRequest, SimilarArticle
from web.i18n import page_url, permalink
from web.middleware.route_policy import PAGE, policy
from web.pages.citations import citations
from web.pages.news_article import news_article
from web.pages.versions import shown_versions
from web.url_params import layout_params, parse_page_number, parse_view, question_of, to_params

LOOKED_AT = 3
"""Times as many similar articles as are shown are examined, so that older ones are among them."""


def add_article_page(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the route of the article page."""

    @pages.get("/article/<article_id:id>")
    @policy(PAGE)
    def article(id: str) -> str:  # noqa: A002
        question = question_of(request.args, settings)
        rank = parse_page_number(request.args["n"], settings.max_result_window) if "n" in request.args else 0
        marked = archive.article(id, question, rank, LOOKED_AT * settings.similar_articles)
        if marked is None:
            abort(404)
        view = parse_view(request.args, 1)
        params = to_params(question) | layout_params(view)
        size = min(view.size or settings.page_size, settings.max_page_size)
        background = _background(marked.article, marked.similar, settings.background_days)

        def link(article_id: str | None, number: int) -> str:
            if article_id is None:
                return ""
            query = urlencode({**params, "n": number}, doseq=True)
            return f"{page_url('article', id=article_id)}?{query}"

        return render_template(
            "article.html",
            marked=marked,
            query=question.text,
            question=question,
            rank=rank,
            total=_total(archive, question) if rank and any(marked.adjacent) else 0,
            back=_back(params, 1 + max(0, rank - 1) // size, rank),
            previous=link(marked.adjacent.previous, rank - 1),
            following=link(marked.adjacent.following, rank + 1),
            background=background[: settings.similar_articles],
            similar=[other for other in marked.similar if other not in background][
                : settings.similar_articles
            ],
            versions=len(shown_versions(marked.article)),
            news_article=news_article(marked.article, permalink(id)),
            citations=citations(
                marked.article,
                permalink(id),
                datetime.date.today(),  # noqa: DTZ011 - the reader's calendar is the server's
            ),
        )


def _background(article: Article, similar: Sequence[SimilarArticle], days: int) -> list[SimilarArticle]:
    """Return the similar articles that are older by more than that many days, the most similar first."""
    day = article.date
    if day is None:
        return []
    return [other for other in similar if other.article.date and (day - other.article.date).days > days]


def _total(archive: Archive, question: Question) -> int:
    """Return how many results there are to step through; 0 if they cannot be counted in time."""
    found = archive.search(SearchRequest(question, size=0))
    return 0 if found.is_partial else found.shown_total


def _back(params: dict[str, Any], page: int, rank: int) -> str:
    """Return the place among the results that leads here, or "" if none does."""
    if not params:
        return ""
    place = f"#r{rank}" if rank else ""
    return f"{page_url('search')}?{urlencode({**params, 'page': page} if page > 1 else params, doseq=True)}{place}"
