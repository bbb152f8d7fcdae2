"""The article page: marked words, citations, copies, similar articles, the way on to the next result."""

import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, render_template, request, url_for

from index.settings import Settings
from search.archive import Archive
from search.result import Neighbours
from web.i18n import address
from web.pages.citations import citations
from web.url_params import page_number, parameters, question_from


def add_reading(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """The route of the article page."""

    @pages.get("/article/<article_id:id>")
    def article(id: str) -> str:  # noqa: A002
        question = question_from(request.args, settings)
        marked = archive.article(id, question.text, question.choices)
        if marked is None:
            abort(404)
        place = (
            page_number(request.args.get("n", "0"), settings.max_result_window) if "n" in request.args else 0
        )
        near = archive.neighbours(question, place, id) if place and not question.is_empty else Neighbours()
        told = parameters(question)

        def at(article_id: str, number: int) -> str:
            return f"{address('article', id=article_id)}?{urlencode({**told, 'n': number}, doseq=True)}"

        return render_template(
            "article.html",
            marked=marked,
            query=question.text,
            question=question,
            place=place,
            back=_back(told, 1 + max(0, place - 1) // settings.page_size),
            previous=at(near.previous, place - 1) if near.previous else "",
            following=at(near.following, place + 1) if near.following else "",
            similar=archive.similar(id, settings.similar_articles) or (),
            citations=citations(
                marked.article,
                url_for("hi.article", id=id, _external=True),
                datetime.date.today(),  # noqa: DTZ011 - the reader's calendar is the server's
            ),
        )


def _back(told: dict[str, Any], page: int) -> str:
    """The page of results that leads here, or "" where none does."""
    if not told:
        return ""
    return f"{address('search')}?{urlencode({**told, 'page': page} if page > 1 else told, doseq=True)}"
