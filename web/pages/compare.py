"""Compare: the coverage of up to five queries over time, in one chart, and the same numbers as a table."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, request

from index.settings import Settings
from search.archive import Archive
from search.filters import Filters
from search.notes import NoteKind
from search.question import Question
from search.survey import Survey, SurveyOptions
from search.timeline import Span, Timeline, TimeUnit
from web.downloads.csv_rows import csv_response
from web.middleware.errors import partial_problem
from web.pages.plots import curve_plot
from web.url_params import filters_from, view_from

COUNTS_ONLY = SurveyOptions(facets=frozenset())


def add_compare(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """The route of the comparison."""

    @pages.get("/compare")
    def compare() -> str | Response:
        texts = list(dict.fromkeys(text.strip() for text in request.args.getlist("q") if text.strip()))
        texts = [text[: settings.max_query_chars] for text in texts[: settings.max_compared]]
        view = view_from(request.args, 1)
        shares = request.args.get("shares", "on") != "off"
        filters = filters_from(request.args)
        questions = [Question(text, filters=filters, folded=False, any_word=False) for text in texts]
        surveys = _surveys(archive, questions, view.unit, filters)
        lines = [survey.timeline for survey in surveys]
        is_partial = any(survey.is_partial for survey in surveys)
        if request.args.get("format") == "csv":
            return partial_problem(is_partial) or csv_response("khabarkhoj-compare.csv", _table(texts, lines))
        if not any(line.buckets for line in lines):
            lines = []
        return render_template(
            "compare.html",
            texts=texts,
            boxes=[*texts, *[""] * (settings.max_compared - len(texts))],
            lines=lines,
            totals=[survey.total for survey in surveys],
            notes=[NoteKind.OUT_OF_TIME] if is_partial else [],
            alike=len({tuple(bucket.of for bucket in line.buckets) for line in lines}) == 1,
            shares=shares,
            unit=lines[0].unit if lines else view.unit,
            filters=filters,
            plot=curve_plot(texts, lines, shares=shares) if lines else None,
        )


def _table(texts: list[str], lines: list[Timeline]) -> list[list[object]]:
    """The numbers of the chart: first and last day, and of each query its articles and what they are a part of."""
    table: list[list[object]] = [
        ["since", "until", *(name for text in texts for name in (text, f"of all: {text}"))]
    ]
    rows = zip(*(line.buckets for line in lines), strict=True)
    table += [
        [row[0].since, row[0].until, *(number for bucket in row for number in (bucket.count, bucket.of))]
        for row in rows
    ]
    return table


def _surveys(
    archive: Archive, questions: list[Question], unit: TimeUnit | None, filters: Filters
) -> list[Survey]:
    """What the questions find, with timelines over the same days in the same unit."""
    surveys = [archive.survey(question, COUNTS_ONLY) for question in questions]
    buckets = [bucket for survey in surveys for bucket in survey.timeline.buckets]
    if not buckets:
        return surveys
    span = Span(
        min(bucket.since.toordinal() for bucket in buckets),
        max(bucket.until.toordinal() for bucket in buckets),
    )
    unit = span.fitting(unit)
    span = span.whole(unit).within(filters.since, filters.until)
    options = replace(COUNTS_ONLY, unit=unit, span=span)
    return [archive.survey(question, options) for question in questions]
