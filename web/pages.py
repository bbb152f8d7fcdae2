"""The web pages: front page, results, article, help. They work without any script."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.choices import ALL
from search.question import Question
from search.result import ResultPage
from search.variants import Expansion, ExpansionKind
from web.addresses import Addresses
from web.choices import choices_from, parameters

NEIGHBOURS = 2
"""Numbered pages shown on each side of the present one."""
SHOWN_SPELLINGS = 4
"""Spellings of one word named at once; the rest unfold."""

_SPELLINGS = "के साथ ये वर्तनियाँ भी खोजी गईं"
LEADS = {
    ExpansionKind.SPELLING: _SPELLINGS,
    ExpansionKind.SOUND: _SPELLINGS,
    ExpansionKind.COMPOUND: _SPELLINGS,
    ExpansionKind.INFLECTION: "के ये रूप भी खोजे गए",
    ExpansionKind.ROMAN: "को देवनागरी में यह माना गया",
}
"""What the page says behind the typed word, before the additions of each kind."""

Page = str | Response


@dataclass(frozen=True)
class Added:
    """What was added to one typed word for one reason, most frequent first."""

    word: str
    lead: str
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
    def shared() -> dict[str, Any]:
        return {"max_query_chars": settings.max_query_chars, "query": "", "choices": ALL, "kept": parameters}

    @pages.get("/")
    def home() -> Page:
        return render_template("home.html", overview=archive.overview())

    @pages.get("/search")
    def search() -> Page:
        text = request.args.get("q", "")
        choices = choices_from(request.args, settings.max_refused)
        if not text.strip():
            overview = archive.overview()
            return render_template("home.html", overview=overview, choices=choices, empty="q" in request.args)
        size = settings.page_size
        last = settings.max_result_window // size
        addresses = Addresses(text, choices)
        page = archive.search(
            Question(text, choices=choices), _page_number(request.args.get("page", "1"), last), size
        )
        if not page.hits and page.total:
            return redirect(addresses.page(min(page.pages, last)))
        return render_template(
            "search.html",
            page=page,
            query=text,
            choices=choices,
            added=_by_word(page.added),
            offers=[Offer(offer, _with_offer(text, offer)) for offer in page.offered],
            numbers=_numbers(page, last),
            addresses=addresses,
        )

    @pages.get("/article/<article_id:id>")
    def article(id: str) -> Page:  # noqa: A002
        text = request.args.get("q", "")
        choices = choices_from(request.args, settings.max_refused)
        marked = archive.article(id, text, choices)
        if marked is None:
            abort(404)
        return render_template("article.html", marked=marked, query=text, choices=choices)

    @pages.get("/help")
    def guide() -> Page:
        return render_template("help.html")

    return pages


def _page_number(text: str, highest: int) -> int:
    """A page number from an address: whatever it says, a page that can be shown."""
    digits = text.isascii() and text.isdigit() and len(text) < 10
    return min(max(int(text), 1), max(highest, 1)) if digits else 1


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


def _by_word(added: tuple[Expansion, ...]) -> list[Added]:
    groups: dict[tuple[str, str], list[Expansion]] = {}
    for expansion in added:
        groups.setdefault((expansion.word, LEADS[expansion.kind]), []).append(expansion)
    words = []
    for (word, lead), expansions in groups.items():
        best = sorted(expansions, key=lambda expansion: (-expansion.documents, -expansion.probability))
        words.append(Added(word, lead, tuple(best[:SHOWN_SPELLINGS]), tuple(best[SHOWN_SPELLINGS:])))
    return words


def _with_offer(text: str, offer: Expansion) -> str:
    """The query with the offered spelling beside the word it is offered for."""
    both = f"{offer.word} OR {offer.spelling}"
    return text.replace(offer.word, both, 1) if offer.word in text else f"{text} OR {offer.spelling}"
