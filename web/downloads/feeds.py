"""Feeds: every question as Atom and as JSON Feed, what came into the archive last first."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, json, render_template, request

from index.article import Article
from index.article_versions import versions_of
from index.settings import Settings
from search.archive import Archive
from search.model.question import SortOrder
from search.model.results import SearchRequest, SearchResponse
from web.i18n import gettext as _
from web.i18n import page_language_code, page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import FEED, policy
from web.url_params import filter_labels, question_of, relative_params

NOON_IN_INDIA = datetime.time(6, 30, tzinfo=datetime.UTC)
"""Articles have a day and no hour; noon is that day everywhere in India."""


IN_QUERIES = "%&=+,;:@!$'()*/?~"
"""What stays as it is in an address that was asked for; letters may have come without being encoded."""
SUMMARY_CHARS = 280
NEVER = "1970-01-01T00:00:00Z"
"""The moment of a feed without entries, and of an article of which neither day nor arrival is known."""


@dataclass(frozen=True)
class FeedEntry:
    """An article in a feed, with its passages that matched and the words of the query that it lacks."""

    article: Article
    passages: str
    missing: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its name, whatever the archive's host is called today."""
        return tag(f"article/{quote(self.article.id, safe='')}")

    @property
    def updated(self) -> str:
        """When the archive got it, or its present text (RFC 3339)."""
        replaced = [version.replaced_at for version in versions_of(self.article)[:1]]
        moments = list(filter(None, [*replaced, self.article.arrived_at]))
        return _stamp(max(moments)) if moments else self.published

    @property
    def published(self) -> str:
        """Its own day; its arrival if it has no date."""
        if self.article.date:
            return _stamp(datetime.datetime.combine(self.article.date, NOON_IN_INDIA))
        return _stamp(self.article.arrived_at) if self.article.arrived_at else NEVER

    @property
    def summary(self) -> str:
        """What is shown of it; first of all what it lacks."""
        lacks = [_("इसमें नहीं: %(words)s", words=", ".join(self.missing))] if self.missing else []
        shown = (
            self.passages or self.article.standfirst or _beginning(self.article.body) or self.article.headline
        )
        return " … ".join([*lacks, shown])


def _beginning(text: str) -> str:
    """Return the first words of a text, SUMMARY_CHARS at most."""
    if len(text) <= SUMMARY_CHARS:
        return text
    return text[:SUMMARY_CHARS].rpartition(" ")[0] + " …"


def tag(name: str) -> str:
    """Return a name as a tag URI (RFC 4151), which does not change with the archive's address."""
    return f"tag:khabarkhoj,2026:{name}"


def feeds_blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """Return /feed.atom and /feed.json, with the parameters of /search; without any, the newest articles of all."""
    feeds = Blueprint("feeds", __name__)

    def latest() -> SearchResponse:
        question = question_of(request.args, settings)
        question = replace(question, sort=SortOrder.ARRIVED, half_life=0, any_word=False)
        return archive.search(SearchRequest(question, size=settings.feed_entries))

    def entries(page: SearchResponse) -> list[FeedEntry]:
        if page.question.is_empty:
            return [FeedEntry(article, "") for article in archive.arrivals(settings.feed_entries)]
        return [
            FeedEntry(hit.article, " … ".join(text.text for text in hit.snippets), hit.missing)
            for hit in page.hits
        ]

    @feeds.get("/feed.atom")
    @policy(FEED)
    def atom() -> Response:
        page = latest()
        if refused := partial_problem(not page.hits_complete):
            return refused
        params = relative_params(page.question, request.args)
        name = tag(f"feed/{urlencode(sorted(params.items()), doseq=True)}")
        return atom_feed(_title(page), name, page_url("search", _external=True, **params), entries(page))

    @feeds.get("/feed.json")
    @policy(FEED)
    def json_feed() -> Response:
        page = latest()
        if refused := partial_problem(not page.hits_complete):
            return refused
        params = relative_params(page.question, request.args)
        items = [_item(entry) for entry in entries(page)]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _title(page),
            "home_page_url": page_url("search", _external=True, **params),
            "feed_url": _own_address(),
            "language": page_language_code(),
            "items": items,
        }
        return Response(json.dumps(feed), content_type="application/feed+json; charset=utf-8")

    return feeds


def atom_feed(title: str, name: str, alternate: str, entries: Sequence[FeedEntry]) -> Response:
    """Return a feed of some entries under a name (a URI); `alternate` is the full address of its page."""
    text = render_template(
        "feed.xml",
        title=title,
        id=name,
        own_address=_own_address(),
        alternate=alternate,
        entries=entries,
        updated=max((entry.updated for entry in entries), default=NEVER),
    )
    return Response(text, content_type="application/atom+xml; charset=utf-8")


def _title(page: SearchResponse) -> str:
    """Return the name of a feed: everything that was asked for."""
    asked_for = " · ".join(filter(None, (page.query, *filter_labels(page.question.filters))))
    return f"{_('ख़बरखोज')}: {asked_for}" if asked_for else _("ख़बरखोज")


def _own_address() -> str:
    """Return the address of a feed as it was asked for."""
    query = quote(request.query_string, safe=IN_QUERIES)
    return f"{request.base_url}?{query}" if query else request.base_url


def _item(entry: FeedEntry) -> dict[str, Any]:
    article = entry.article
    item: dict[str, Any] = {
        "id": entry.id,
        "url": page_url("article", id=article.id, _external=True),
        "title": article.headline,
        "content_text": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "_khabarkhoj": {
            "arrived": _stamp(article.arrived_at) if article.arrived_at else None,
            "missing": list(entry.missing),
        },
    }
    if article.url:
        item["external_url"] = article.url
    if article.author:
        item["authors"] = [{"name": article.author}]
    if article.language:
        item["language"] = article.language
    return item


def _stamp(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
