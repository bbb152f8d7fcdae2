"""The result page: what was found, what was added, facets, timeline."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from index.settings import Settings
from search.archive import Archive
from search.filters import NO_FILTERS
from search.notes import NoteKind
from search.result import ResultPage
from search.spelling_table import SpellingTable
from search.survey import SurveyOptions
from search.variants import Expansion, ExpansionKind
from web.downloads.csv_rows import csv_response
from web.i18n import address
from web.i18n import say as _
from web.middleware.errors import partial_problem
from web.pages.links import Addresses
from web.pages.plots import bar_plot
from web.url_params import View, conditions, date_notes, question_from, view_from

NEIGHBOURS = 2
"""Numbered pages shown on each side of the present one."""
SHOWN_SPELLINGS = 4
"""Spellings of one word named at once; the rest unfold."""


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


def add_results(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """The route of the result page."""

    @pages.get("/search")
    def search() -> str | BaseResponse:
        last = settings.max_result_window // settings.page_size
        question, view = question_from(request.args, settings), view_from(request.args, last)
        if question.is_empty:
            overview = archive.overview()
            return render_template(
                "home.html", overview=overview, question=question, empty="q" in request.args
            )
        addresses = Addresses(question, view, settings.recent_half_life_days)
        page = archive.search(question, view.page, settings.page_size)
        if not page.hits and not page.is_partial and view.page > (reach := min(page.pages, last)) > 0:
            return redirect(addresses.page(reach))
        shown = _shown(page, view, archive, last, addresses)
        shown["notes"] = list(dict.fromkeys([*date_notes(request.args), *shown["notes"]]))
        return render_template("search.html", **shown, addresses=addresses)

    @pages.get("/spellings")
    def spellings() -> str | BaseResponse:
        question = question_from(request.args, settings)
        view = view_from(request.args, 1)
        if not question.text.strip():
            return redirect(address("home"))
        addresses = Addresses(question, view, settings.recent_half_life_days)
        found = archive.spellings(question)
        if request.args.get("format") == "csv":
            return partial_problem(found.is_partial) or csv_response(
                "khabarkhoj-spellings.csv", _table(found.tables)
            )
        return render_template(
            "spellings.html",
            question=question,
            query=question.text,
            found=found,
            notes=[NoteKind.OUT_OF_TIME] if found.is_partial else [],
            addresses=addresses,
        )


def _table(tables: Iterable[SpellingTable]) -> list[list[object]]:
    """A line for each source and spelling that it has."""
    rows: list[list[object]] = [["word", "source", "spelling", "articles"]]
    for table in tables:
        for row in table.rows:
            counts = zip(table.spellings, row.counts, strict=True)
            rows += [
                [table.word, row.source, spelling, count] for (spelling, _total), count in counts if count
            ]
    return rows


def _shown(page: ResultPage, view: View, archive: Archive, last: int, addresses: Addresses) -> dict[str, Any]:
    survey = archive.survey(page.question, SurveyOptions(view.unit, view.whole, spellings=True))
    buckets = survey.timeline.buckets
    return {
        "page": page,
        "query": page.query,
        "question": page.question,
        "view": view,
        "added": _by_word(page.added),
        "offers": [Offer(offer, _with_offer(page.query, offer)) for offer in page.offered],
        "numbers": page_numbers(page, last),
        "survey": survey,
        "notes": [*page.notes, *([NoteKind.OUT_OF_TIME] if survey.is_partial else [])],
        "facets": [
            facet for facet in survey.facets if len(facet.values) > 1 or _is_filtered(page, facet.field)
        ],
        "links": [
            addresses.between(bucket.since, bucket.until) if bucket.count else "" for bucket in buckets
        ],
        "no_filters": NO_FILTERS,
        "conditions": conditions(page.question.filters),
        "plot": bar_plot(survey.timeline, shares=view.shares),
    }


def _is_filtered(page: ResultPage, field: str) -> bool:
    filters = page.question.filters
    return bool(getattr(filters, field)) or any(name == field for name, _value in filters.excluded)


def page_numbers(page: ResultPage, highest: int) -> list[int | None]:
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


def _lead(kind: ExpansionKind) -> str:
    """What the page says behind the typed word, before the additions of a kind."""
    if kind is ExpansionKind.INFLECTION:
        return _("के ये रूप भी खोजे गए")
    if kind is ExpansionKind.ROMAN:
        return _("को देवनागरी में यह माना गया")
    return _("के साथ ये वर्तनियाँ भी खोजी गईं")


def _by_word(added: tuple[Expansion, ...]) -> list[Added]:
    groups: dict[tuple[str, str], list[Expansion]] = {}
    for expansion in added:
        groups.setdefault((expansion.word, _lead(expansion.kind)), []).append(expansion)
    words = []
    for (word, lead), expansions in groups.items():
        best = sorted(expansions, key=lambda expansion: (-expansion.documents, -expansion.probability))
        words.append(Added(word, lead, tuple(best[:SHOWN_SPELLINGS]), tuple(best[SHOWN_SPELLINGS:])))
    return words


def _with_offer(text: str, offer: Expansion) -> str:
    """The query with the offered spelling beside the word it is offered for."""
    both = f"{offer.word} OR {offer.spelling}"
    return text.replace(offer.word, both, 1) if offer.word in text else f"{text} OR {offer.spelling}"
