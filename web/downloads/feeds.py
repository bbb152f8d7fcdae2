"""Feeds: every question as Atom and as JSON Feed, newest articles first."""

import datetime
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, json, render_template, request

from index.article import Article
from index.settings import Settings
from search.archive import Archive
from search.model.question import SortOrder
from search.model.results import SearchRequest, SearchResponse
from web.i18n import feed_url, page_language_code, page_url, permalink
from web.i18n import gettext as _
from web.middleware.errors import partial_problem
from web.middleware.route_policy import FEED, policy
from web.url_params import filter_labels, question_of, relative_params

NOON_IN_INDIA = datetime.time(6, 30, tzinfo=datetime.UTC)
"""Articles have a day and no hour; noon is that day everywhere in India."""


def feeds_blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """Return /feed.atom and /feed.json, with the parameters of /search; without any, the newest articles of all."""
    feeds = Blueprint("feeds", __name__)

    def newest() -> SearchResponse:
        question = question_of(request.args, settings)
        question = replace(question, sort=SortOrder.NEWEST, half_life=0, any_word=False)
        return archive.search(SearchRequest(question, size=settings.feed_entries))

    def articles(page: SearchResponse) -> list[tuple[Article, str]]:
        if page.question.is_empty:
            return [(article, "") for article in archive.overview().latest]
        return [(hit.article, " … ".join(snippet.text for snippet in hit.snippets)) for hit in page.hits]

    @feeds.get("/feed.atom")
    @policy(FEED)
    def atom() -> Response:
        page = newest()
        if refused := partial_problem(not page.hits_complete):
            return refused
        found = [(article, _moment(article), text) for article, text in articles(page)]
        text = render_template(
            "feed.xml",
            title=_title(page),
            entries=found,
            updated=max((moment for _article, moment, _text in found), default=_moment(None)),
            params=relative_params(page.question, request.args),
        )
        return Response(text, content_type="application/atom+xml; charset=utf-8")

    @feeds.get("/feed.json")
    @policy(FEED)
    def json_feed() -> Response:
        page = newest()
        if refused := partial_problem(not page.hits_complete):
            return refused
        params = relative_params(page.question, request.args)
        items = [_item(article, text) for article, text in articles(page)]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(page),
            "home_page_url": page_url("search", _external=True, **params),
            "feed_url": feed_url("json_feed", _external=True, **params),
            "language": page_language_code(),
            "items": items,
        }
        return Response(json.dumps(feed), content_type="application/feed+json; charset=utf-8")

    return feeds


def _title(page: SearchResponse) -> str:
    """Return the name of a feed: everything that was asked for."""
    asked_for = " · ".join(filter(None, (page.query, *filter_labels(page.question.filters))))
    return f"{_('ख़बरखोज')}: {asked_for}" if asked_for else _("ख़बरखोज")


def _item(article: Article, text: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": permalink(article.id),
        "url": page_url("article", id=article.id, _external=True),
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
    """Return the day as RFC 3339; articles without a date count as older than any."""
    day = article.date if article and article.date else datetime.date(1970, 1, 1)
    return datetime.datetime.combine(day, NOON_IN_INDIA).isoformat().replace("+00:00", "Z")
