"""The concordance: every occurrence of what was searched on a line, sorted by day or by the words around it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.hindi.spelling import fold
from index.settings import Settings
from search.archive import Archive
from search.model.concordance import Concordance, Occurrence
from search.model.messages import QueryWarning
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.i18n import page_url, permalink
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.url_params import parse_page_number, parse_question, parse_view


class LineOrder(StrEnum):
    """What lines are sorted by: the results' own order, the day, the word before or the word after."""

    FOUND = "found"
    DATE = "date"
    BEFORE = "before"
    AFTER = "after"


def add_concordance_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its lines."""

    @pages.get("/concordance")
    @policy(SURVEY)
    def concordance() -> str | Response:
        parsed = parse_question(request.args, settings)
        question = parsed.question
        if not question.text.strip():
            return redirect(page_url("home"))
        order = parse_order(request.args.get("order", ""))
        with slots.hold("concordance"):
            found = archive.concordance(question)
        lines = in_order(found.occurrences, order)
        if is_csv_wanted():
            return partial_problem(found.is_partial and not found.articles) or csv_response(
                "khabarkhoj-concordance.csv", _rows(lines)
            )
        last = max(1, -(-len(lines) // settings.concordance_lines))
        number = min(parse_page_number(request.args.get("page", ""), last), last)
        links = Links(question, parse_view(request.args, 1), settings.recent_half_life_days)
        return render_template(
            "concordance.html",
            **_context(found, lines, settings.concordance_lines, number, last),
            question=question,
            query=question.text,
            warnings=parsed.warnings,
            order=order,
            orders=list(LineOrder),
            links=links,
        )


def parse_order(text: str) -> LineOrder:
    """Return the order of this name; that of the results for any other."""
    return LineOrder(text) if text in set(LineOrder) else LineOrder.FOUND


def in_order(occurrences: Iterable[Occurrence], order: LineOrder) -> list[Occurrence]:
    """Return occurrences sorted; what is the same keeps the order of the results. Undated ones come last."""
    keys: dict[LineOrder, Callable[[Occurrence], Any]] = {
        LineOrder.FOUND: lambda _: 0,
        LineOrder.DATE: lambda line: (line.article.date is None, str(line.article.date or "")),
        LineOrder.BEFORE: lambda line: [*map(_sound, reversed(line.before.split()))],
        LineOrder.AFTER: lambda line: [*map(_sound, line.after.split())],
    }
    return sorted(occurrences, key=keys[order])


def _sound(word: str) -> str:
    """Return what a word is sorted by: its spelling without signs around it."""
    return fold(word.strip("।,;:.?!“”‘’\"'()[]–—-"))


def _context(
    found: Concordance, lines: list[Occurrence], size: int, number: int, last: int
) -> dict[str, Any]:
    return {
        "found": found,
        "lines": lines[size * (number - 1) : size * number],
        "count": len(lines),
        "number": number,
        "last": last,
        "late": [QueryWarning.OUT_OF_TIME] if found.is_partial and found.articles < found.total else [],
    }


def _rows(lines: list[Occurrence]) -> list[list[object]]:
    rows: list[list[object]] = [
        ["number", "date", "source", "before", "match", "after", "field", "title", "id", "khabarkhoj"]
    ]
    for number, occurrence in enumerate(lines, 1):
        article = occurrence.article
        rows.append([
            number, article.date or "", article.source,
            occurrence.before, occurrence.match, occurrence.after, occurrence.field,
            article.headline, article.id, permalink(article.id),
        ])  # fmt: skip
    return rows
