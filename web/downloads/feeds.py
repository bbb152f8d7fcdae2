"""Feeds: every question as Atom and as JSON Feed, newest articles first."""

import datetime
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, json, render_template, request, url_for

from index.article import Article
from index.settings import Settings
from search.archive import Archive
from search.question import Order
from search.result import ResultPage
from web.i18n import address, language
from web.i18n import feed as feed_address
from web.i18n import say as _
from web.middleware.errors import partial_problem
from web.url_params import conditions, parameters, question_from

NOON_IN_INDIA = datetime.time(6, 30, tzinfo=datetime.UTC)
"""Articles have a day and no hour; noon is that day everywhere in India."""


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """/feed.atom and /feed.json, with the parameters of /search; without any, the newest of all."""
    feeds = Blueprint("feeds", __name__)

    def newest() -> ResultPage:
        asked = question_from(request.args, settings)
        question = replace(asked, order=Order.NEWEST, half_life=0, any_word=False)
        return archive.search(question, 1, settings.feed_entries)

    def articles(page: ResultPage) -> list[tuple[Article, str]]:
        if page.question.is_empty:
            return [(article, "") for article in archive.overview().latest]
        return [(hit.article, " … ".join(snippet.text for snippet in hit.snippets)) for hit in page.hits]

    @feeds.get("/feed.atom")
    def atom() -> Response:
        page = newest()
        if refused := partial_problem(not page.are_all_found):
            return refused
        found = [(article, _moment(article), text) for article, text in articles(page)]
        text = render_template(
            "feed.xml",
            title=_title(page),
            entries=found,
            updated=max((moment for _article, moment, _text in found), default=_moment(None)),
            told=parameters(page.question),
        )
        return Response(text, content_type="application/atom+xml; charset=utf-8")

    @feeds.get("/feed.json")
    def json_feed() -> Response:
        page = newest()
        if refused := partial_problem(not page.are_all_found):
            return refused
        told = parameters(page.question)
        items = [_item(article, text) for article, text in articles(page)]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(page),
            "home_page_url": address("search", _external=True, **told),
            "feed_url": feed_address("json_feed", _external=True, **told),
            "language": language(),
            "items": items,
        }
        return Response(json.dumps(feed), content_type="application/feed+json; charset=utf-8")

    return feeds


def _title(page: ResultPage) -> str:
    """The name of a feed: all that was asked."""
    told = " · ".join(filter(None, (page.query, *conditions(page.question.filters))))
    return f"{_('ख़बरखोज')}: {told}" if told else _("ख़बरखोज")


def _item(article: Article, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": url_for("hi.article", id=article.id, _external=True),
        "url": address("article", id=article.id, _external=True),
        "title": article.headline,
        "content_text": text or article.standfirst or article.headline,
    }
    if article.url:
        item["external_url"] = article.url
    if article.date:
        item["date_published"] = _moment(article)
    if article.author:
        item["authors"] = [{"name": article.author}]
    if article.language:
        item["language"] = article.language
    return item


def _moment(article: Article | None) -> str:
    """RFC 3339; articles without a date count as older than any."""
    day = article.date if article and article.date else datetime.date(1970, 1, 1)
    return datetime.datetime.combine(day, NOON_IN_INDIA).isoformat().replace("+00:00", "Z")
