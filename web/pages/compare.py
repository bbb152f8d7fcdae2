"""Compare: the coverage of up to five queries over time, in one chart, and the same numbers as a table."""

from collections.abc import Sequence
from contextlib import nullcontext
from typing import NamedTuple

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.filters import Filters
from search.model.question import Question
from search.model.results import SearchRequest
from search.model.timeline import Timeline
from search.query.parser import ParserLimits, parse
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.plots import curve_plot
from web.url_params import parse_question, parse_view, to_params
from web.warnings import with_out_of_time


class Shared(NamedTuple):
    """How many articles hold what one of two queries asks for and the other does not, or what both ask for."""

    kind: str
    query: str
    total: int


def add_compare_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the comparison; with format=csv, of its table."""

    @pages.get("/compare")
    @policy(SURVEY)
    def compare() -> str | Response:
        texts = list(dict.fromkeys(text.strip() for text in request.args.getlist("q") if text.strip()))
        asked = len(texts)
        texts = [text[: settings.max_query_chars] for text in texts[: settings.max_compared]]
        view = parse_view(request.args, 1)
        shares = request.args.get("shares", "on") != "off"
        parsed = parse_question(request.args, settings)
        filters = parsed.question.filters
        questions = [Question(text, filters=filters, collapse=False, any_word=False) for text in texts]
        is_file = is_csv_wanted()
        with slots.hold("comparison") if questions else nullcontext():
            found = archive.compare(questions, view.unit, leaves_out_outliers=not is_file)
            both = shared(archive, texts, filters, settings) if len(texts) == 2 and not is_file else ()
        timelines = [aggregations.timeline for aggregations in found]
        is_partial = any(aggregations.is_partial for aggregations in found)
        if is_file:
            return partial_problem(is_partial) or csv_response(
                "khabarkhoj-compare.csv", _rows(texts, timelines)
            )
        if not any(timeline.buckets for timeline in timelines):
            timelines = []
        backgrounds = {tuple(bucket.background for bucket in timeline.buckets) for timeline in timelines}
        return render_template(
            "compare.html",
            texts=texts,
            more=max(0, asked - len(texts)),
            boxes=[*texts, *[""] * (settings.max_compared - len(texts))],
            timelines=timelines,
            totals=[aggregations.total for aggregations in found],
            warnings=with_out_of_time(parsed.warnings, is_partial),
            same_background=len(backgrounds) == 1,
            shares=shares,
            unit=timelines[0].unit if timelines else view.unit,
            filters=filters,
            kept=to_params(Question(filters=filters._replace(since=None, until=None))),
            shared=both,
            plot=curve_plot(texts, timelines, shares=shares) if timelines else None,
        )


def shared(
    archive: Archive, texts: Sequence[str], filters: Filters, settings: Settings
) -> tuple[Shared, ...]:
    """Count the articles of the first of two queries alone, of both, and of the second alone.

    Nothing if time is over, or a query cannot stand in brackets: its conditions (source, date) hold for the whole.
    """
    if not all(_can_stand_in_brackets(text, settings) for text in texts):
        return ()
    one, other = texts
    queries = (
        ("first", f"({one}) -({other})"),
        ("both", f"({one}) ({other})"),
        ("second", f"({other}) -({one})"),
    )
    found = []
    for kind, query in queries:
        question = Question(query, filters=filters, collapse=False, any_word=False)
        answer = archive.search(SearchRequest(question, size=0))
        if answer.is_partial:
            return ()
        found.append(Shared(kind, query, answer.total))
    return tuple(found)


def _can_stand_in_brackets(text: str, settings: Settings) -> bool:
    """Return whether a query means the same inside another one."""
    query = parse(text, ParserLimits(settings.max_query_chars, settings.max_query_depth))
    return not query.conditions and not query.warnings and text.count("(") == text.count(")")


def _rows(texts: list[str], timelines: list[Timeline]) -> list[list[object]]:
    """Return the numbers of the chart: first and last day, and of each query its articles and all articles."""
    rows: list[list[object]] = [
        ["since", "until", *(name for text in texts for name in (text, f"of all: {text}"))]
    ]
    for buckets in zip(*(timeline.buckets for timeline in timelines), strict=True):
        counts = (number for bucket in buckets for number in (bucket.count, bucket.background))
        rows.append([buckets[0].since, buckets[0].until, *counts])
    return rows
