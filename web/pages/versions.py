"""What a newsroom changed in an article, and what two copies of a story share, word by word."""

import datetime
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request

from index.article import Article
from index.article_versions import ArticleVersion, versions_of
from index.fields import TEXT_FIELDS
from index.settings import Settings
from search.archive import Archive
from web.middleware.route_policy import PAGE, policy
from web.text_differences import TextDifferences, differences


@dataclass(frozen=True)
class ShownVersion:
    """A text of an article: its number (0 the present one, 1 the one before) and until when it stood."""

    number: int
    text: Article | ArticleVersion
    replaced: datetime.datetime | None


def add_versions_pages(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the routes of both pages."""

    def article_or_404(article_id: str) -> Article:
        marked = archive.article(article_id)
        if marked is None:
            abort(404)
        return marked.article

    @pages.get("/versions/<article_id:id>")
    @policy(PAGE)
    def versions(id: str) -> str:  # noqa: A002
        article = article_or_404(id)
        shown = shown_versions(article)
        before = _number(request.args.get("from", ""), len(shown), default=min(1, len(shown) - 1))
        after = _number(request.args.get("to", ""), len(shown), default=0)
        earlier, later = shown[max(before, after)], shown[min(before, after)]
        return render_template(
            "versions.html",
            article=article,
            versions=shown,
            earlier=earlier,
            later=later,
            compared=compared(earlier.text, later.text, settings.max_compared_words),
        )

    @pages.get("/beside/<article_id:id>")
    @policy(PAGE)
    def beside(id: str) -> str:  # noqa: A002
        article, copy = article_or_404(id), article_or_404(request.args.get("with", ""))
        found = compared(article, copy, settings.max_compared_words)
        return render_template("beside.html", article=article, copy=copy, compared=found)


def shown_versions(article: Article) -> tuple[ShownVersion, ...]:
    """Return the present text of an article and those before it, the latest first."""
    earlier = enumerate(versions_of(article), 1)
    return (
        ShownVersion(0, article, None),
        *(ShownVersion(number, version, version.replaced_at) for number, version in earlier),
    )


def compared(
    before: Article | ArticleVersion, after: Article | ArticleVersion, most_words: int
) -> dict[str, TextDifferences]:
    """Return what differs in each text of two articles or versions."""
    return {
        name: differences(getattr(before, name), getattr(after, name), most_words) for name in TEXT_FIELDS
    }


def _number(given: str, count: int, default: int) -> int:
    """Return the number of a version that an address asks for; the default for one that is not there."""
    return (
        int(given)
        if given.isascii() and given.isdigit() and len(given) < 4 and int(given) < count
        else default
    )
