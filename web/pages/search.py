"""The result page: what was found, what was added, facets, timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.fields import YEAR
from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest, Aggregations
from search.model.expansions import Expansion, ExpansionKind
from search.model.filters import NO_FILTERS, Filters
from search.model.question import SortOrder
from search.model.results import SearchRequest, SearchResponse
from search.model.timeline import Timeline, TimeUnit
from search.query.function_words import is_function_word
from search.query.word_place import place_of
from web import formatting
from web.downloads.file_sizes import file_sizes
from web.i18n import gettext as _
from web.i18n import ngettext
from web.middleware.route_policy import PAGE, policy
from web.pages.home import render_home
from web.pages.links import Links
from web.pages.plots import bar_plot
from web.pages.ways_out import find_ways_out
from web.url_params import (
    PAGE_SIZES,
    SORT,
    View,
    filter_labels,
    layout_params,
    parse_page_number,
    parse_question,
    parse_view,
    relative_params,
)

NOTHING_COUNTED = Aggregations(0, (), Timeline(TimeUnit.MONTH))
SLOW_MS = 1_000
"""A search that took longer says how long."""
PAGES_AROUND = 2
"""Numbered pages shown on each side of the present one."""
SHOWN_SPELLINGS = 4
"""Spellings of one word that are shown at once; the rest unfold."""


@dataclass(frozen=True)
class AddedSpellings:
    """What was added to one typed word for one reason, most frequent first."""

    word: str
    lead: str
    shown: tuple[Expansion, ...]
    unfolding: tuple[Expansion, ...]


@dataclass(frozen=True)
class Offer:
    """A spelling that was not searched, with the query that would search it, too."""

    expansion: Expansion
    query: str


def add_search_page(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the route of the result page."""

    @pages.get("/search")
    @policy(PAGE)
    def search() -> str | Response:
        parsed, view = parse_question(request.args, settings), parse_view(request.args, 1)
        size = min(view.size or settings.page_size, settings.max_page_size)
        last = settings.max_result_window // size
        view = replace(view, page=parse_page_number(request.args.get("page", "1"), last))
        question = parsed.question
        if question.is_empty:
            return render_home(archive, question, empty="q" in request.args)
        links = Links(question, view, settings.recent_half_life_days)
        counted = AggregationRequest(view.unit, view.all_values, spellings=True, leaves_out_outliers=True)
        page = archive.search(SearchRequest(question, view.page, size, aggregations=counted))
        if not page.hits and not page.is_partial and view.page > (reach := min(page.pages, last)) > 0:
            return redirect(links.page(reach))
        warnings = list(dict.fromkeys([*parsed.warnings, *page.warnings]))
        feed_params = relative_params(question, request.args)
        ways_out = find_ways_out(archive, page, settings.max_query_seconds)
        return render_template(
            "search.html", **_context(page, view, last, links, page_sizes(settings)),
            warnings=warnings, ways_out=ways_out,
            undated=_undated(archive, page), feed_params=feed_params,
            saved_query=urlencode({name: value for name, value in feed_params.items() if name != SORT}, doseq=True),
        )  # fmt: skip


def page_sizes(settings: Settings) -> list[int]:
    """Return how many articles on a page a reader can choose from, the usual number among them."""
    allowed = {size for size in PAGE_SIZES if size <= settings.max_page_size}
    return sorted(allowed | {min(settings.page_size, settings.max_page_size)})


def _undated(archive: Archive, page: SearchResponse) -> int:
    """Return how many articles a filter on days leaves out because they have no date."""
    filters = page.question.filters
    if not (filters.since or filters.until):
        return 0
    undated = filters.with_values(YEAR, ("",))._replace(since=None, until=None)
    question = replace(page.question, filters=undated, any_word=False)
    found = archive.search(SearchRequest(question, size=0))
    return 0 if found.is_partial else found.total


def _context(
    page: SearchResponse, view: View, last: int, links: Links, sizes: Sequence[int]
) -> dict[str, Any]:
    aggregations = page.aggregations or NOTHING_COUNTED
    return {
        "page": page,
        "query": page.query,
        "question": page.question,
        "view": view,
        "added": _by_word(tuple(_shown(page))),
        "offers": [Offer(offer, _with_offer(page.query, offer)) for offer in page.offered],
        "numbers": page_numbers(page, last),
        "aggregations": aggregations,
        "facets": _shown_facets(aggregations, page.question.filters),
        "bucket_links": [
            links.between(bucket.since, bucket.until) if bucket.count else ""
            for bucket in aggregations.timeline.buckets
        ],
        "no_filters": NO_FILTERS,
        "filter_labels": filter_labels(page.question.filters),
        "plot": bar_plot(aggregations.timeline, shares=view.shares),
        "links": links,
        "added_line": _added_line(page),
        "order_names": {
            SortOrder.RELEVANCE: _("सबसे प्रासंगिक"), SortOrder.NEWEST: _("सबसे नई"), SortOrder.OLDEST: _("सबसे पुरानी"),
            SortOrder.ARRIVED: _("संग्रह में बाद में आई"),
        },
        "has_timeline": len(aggregations.timeline.buckets) > 1 or page.question.filters[:2] != (None, None),
        "slow_ms": SLOW_MS,
        "sizes": sizes,
        "layout": layout_params(view),
        "file_sizes": file_sizes(page.total),
    }  # fmt: skip


def _shown_facets(aggregations: Aggregations, filters: Filters) -> list[Any]:
    """Return the facets with a choice to make or to take back."""
    return [
        facet
        for facet in aggregations.facets
        if len(facet.values) > 1 or filters.values_of(facet.field) or filters.excluded_values(facet.field)
    ]


def page_numbers(page: SearchResponse, highest: int) -> list[int | None]:
    """Return the page numbers to show; None stands for a gap."""
    last = min(page.pages, highest)
    around = range(page.page - PAGES_AROUND, page.page + PAGES_AROUND + 1)
    wanted = sorted({number for number in (1, *around, last) if 1 <= number <= last})
    numbers: list[int | None] = []
    for number in wanted:
        if numbers and number != (numbers[-1] or 0) + 1:
            numbers.append(None)
        numbers.append(number)
    return numbers


def _added_line(page: SearchResponse) -> str:
    """Return in one line what was added, refused, or left as typed; it unfolds to all of it."""
    if not page.expansion.variants:
        return _("हर शब्द ठीक उसी वर्तनी में खोजा गया जैसा लिखा है")
    count = len({expansion.spelling for expansion in _shown(page)})
    if count:
        return ngettext("%(n)s और रूप खोजा गया", "%(n)s और रूप खोजे गए", count, n=formatting.number_text(count))
    return _("और क्या खोजा जा सकता है") if page.offered else _("क्या नहीं खोजा गया")


def _shown(page: SearchResponse) -> list[Expansion]:
    """Return the additions that are shown: none of a function or excluded word, none that no found article holds."""
    counts = page.aggregations.spellings if page.aggregations else {}
    return [
        expansion
        for expansion in page.added
        if not (expansion.is_excluded or is_function_word(expansion.word))
        and counts.get(expansion.spelling, 1) > 0
    ]


def _lead(kind: ExpansionKind) -> str:
    """Return what the page says after the typed word, before the additions of a kind."""
    if kind is ExpansionKind.INFLECTION:
        return _("के ये रूप भी खोजे गए")
    if kind is ExpansionKind.EQUAL:
        return _("के ये दूसरे नाम भी खोजे गए")
    if kind is ExpansionKind.PREFIX:
        return _("से शुरू होने वाले ये शब्द खोजे गए")
    if kind is ExpansionKind.CORRECTION:
        return _("किसी लेख में नहीं मिला; इसकी जगह यह खोजा गया")
    if kind is ExpansionKind.ROMAN:
        return _("को देवनागरी में यह माना गया")
    return _("के साथ ये वर्तनियाँ भी खोजी गईं")


def _by_word(added: tuple[Expansion, ...]) -> list[AddedSpellings]:
    groups: dict[tuple[str, str], list[Expansion]] = {}
    for expansion in added:
        groups.setdefault((expansion.word, _lead(expansion.kind)), []).append(expansion)
    words = []
    for (word, lead), expansions in groups.items():
        best = sorted(expansions, key=lambda expansion: (-expansion.documents, -expansion.probability))
        words.append(AddedSpellings(word, lead, tuple(best[:SHOWN_SPELLINGS]), tuple(best[SHOWN_SPELLINGS:])))
    return words


def _with_offer(text: str, offer: Expansion) -> str:
    """Return the query with the offered spelling beside the word that it is offered for."""
    place = place_of(offer.word, text)
    if place is None or place.is_quoted:
        return f"{text} OR {offer.spelling}"
    return place.replaced(text, f"{offer.word} OR {offer.spelling}")
