"""The web pages: front page, results, article, help. They work without any script."""

from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.result import ResultPage
from search.variants import Expansion

NEIGHBOURS = 2
"""Numbered pages shown on each side of the present one."""
SHOWN_SPELLINGS = 6
"""Spellings of one word named at once; the rest unfold."""

Page = str | Response


@dataclass(frozen=True)
class WordSpellings:
    """One typed word and the spellings that were added for it, most likely and most frequent first."""

    word: str
    shown: tuple[Expansion, ...]
    folded: tuple[Expansion, ...]


@dataclass(frozen=True)
class Offer:
    """A spelling that was not searched, with the query that would search it too."""

    expansion: Expansion
    query: str


def blueprint(archive: Archive, settings: Settings) -> Blueprint:
    """Routes over one archive."""
    pages = Blueprint("pages", __name__)

    @pages.app_context_processor
    def limits() -> dict[str, int]:
        return {"max_query_chars": settings.max_query_chars}

    @pages.get("/")
    def home() -> Page:
        return render_template("home.html", overview=archive.overview(), query="", variants=True)

    @pages.get("/search")
    def search() -> Page:
        text = request.args.get("q", "")
        variants = request.args.get("variants", "on") != "off"
        if not text.strip():
            return render_template(
                "home.html",
                overview=archive.overview(),
                query="",
                variants=variants,
                empty="q" in request.args,
            )
        size = settings.page_size
        number = _page_number(request.args.get("page", "1"), settings.max_result_window // size)
        page = archive.search(text, number, size, variants)
        if not page.hits and page.total:
            return redirect(_address(text, min(page.pages, settings.max_result_window // size), variants))
        return render_template(
            "search.html",
            page=page,
            query=text,
            variants=variants,
            spellings=_by_word(page.added),
            offers=[Offer(offer, _with_offer(text, offer)) for offer in page.offered],
            numbers=_numbers(page, settings.max_result_window // size),
            address=_address,
        )

    @pages.get("/article/<article_id:id>")
    def article(id: str) -> Page:  # noqa: A002
        text = request.args.get("q", "")
        variants = request.args.get("variants", "on") != "off"
        marked = archive.article(id, text, variants)
        if marked is None:
            abort(404)
        return render_template("article.html", marked=marked, query=text, variants=variants)

    @pages.get("/help")
    def guide() -> Page:
        return render_template("help.html", query="", variants=True)

    return pages


def _page_number(text: str, highest: int) -> int:
    """A page number from an address: whatever it says, a page that can be shown."""
    digits = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), max(highest, 1)) if digits else 1


def _address(text: str, page: int = 1, variants: bool = True) -> str:
    return url_for(
        "pages.search", q=text, page=page if page > 1 else None, variants=None if variants else "off"
    )


def _numbers(page: ResultPage, highest: int) -> list[int | None]:
    """Page numbers to show; None stands for a gap."""
    last = min(page.pages, highest)
    near = range(page.page - NEIGHBOURS, page.page + NEIGHBOURS + 1)
    wanted = sorted({number for number in (1, *near, last) if 1 <= number <= last})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and number != (numbers[-1] or 0) + 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def _by_word(added: tuple[Expansion, ...]) -> list[WordSpellings]:
    words = []
    for word, group in groupby(added, key=lambda expansion: expansion.word):
        best = sorted(group, key=lambda expansion: (-expansion.documents, -expansion.probability))
        words.append(WordSpellings(word, tuple(best[:SHOWN_SPELLINGS]), tuple(best[SHOWN_SPELLINGS:])))
    return words


def _with_offer(text: str, offer: Expansion) -> str:
    """The query with the offered spelling beside the word it is offered for."""
    both = f"{offer.word} OR {offer.spelling}"
    return text.replace(offer.word, both, 1) if offer.word in text else f"{text} OR {offer.spelling}"
