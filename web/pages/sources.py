"""Who wrote how much, when, and who was first: results by source and time, each number a search."""

import datetime
from dataclasses import dataclass, replace

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.article import Article
from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest
from search.model.messages import QueryWarning
from search.model.question import Question, SortOrder
from search.model.results import SearchRequest
from search.model.timeline import Bucket, TimeUnit
from web.downloads.csv_response import csv_response
from web.i18n import page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.url_params import View, parse_view, question_of

SOURCES = 20
"""Sources of the table, the most frequent ones."""
MOST_BUCKETS = 40
"""Columns; a time that needs more is told in the next larger unit."""


@dataclass(frozen=True)
class SourceRow:
    """A source, its articles of each bucket, and its earliest dated one."""

    source: str
    total: int
    buckets: tuple[Bucket, ...]
    first: Article | None

    @property
    def first_day(self) -> str:
        """What rows are sorted by: the day of the earliest article; behind all days for none."""
        return str(self.first.date) if self.first else "~"


@dataclass(frozen=True)
class SourceTable:
    """The rows, most articles first; `first_day` is the earliest: of its sources none can be told to be first."""

    rows: tuple[SourceRow, ...]
    unit: TimeUnit
    others: int
    first_day: str
    is_partial: bool


def add_sources_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/sources")
    @policy(SURVEY)
    def sources() -> str | Response:
        question = question_of(request.args, settings)
        if question.is_empty:
            return redirect(page_url("home"))
        view = parse_view(request.args, 1)
        with slots.held("sources"):
            table = source_table(archive, question, view.unit)
        if request.args.get("format") == "csv":
            return partial_problem(table.is_partial) or csv_response("khabarkhoj-sources.csv", _rows(table))
        return render_template(
            "sources.html",
            question=question,
            query=question.text,
            table=table,
            links_of=lambda source: Links(_in_source(question, source), View()),
            warnings=[QueryWarning.OUT_OF_TIME] if table.is_partial else [],
            units=(TimeUnit.YEAR, TimeUnit.MONTH, TimeUnit.DAY),
            links=Links(question, view, settings.recent_half_life_days),
        )


def source_table(archive: Archive, question: Question, unit: TimeUnit | None = None) -> SourceTable:
    """Count a question by source and time; ask for the earliest article of each source."""
    question = replace(question, any_word=False, collapse=False)
    counted = AggregationRequest(facets=frozenset({"source"}), all_values=frozenset({"source"}))
    found = archive.search(SearchRequest(question, size=0, aggregations=counted))
    if found.aggregations is None:
        raise AssertionError("the first page is always counted")
    chosen = question.filters.values_of("source")
    values = [
        each.value for each in found.aggregations.facets[0].values
        if each.count and (not chosen or each.value in chosen)
    ]  # fmt: skip
    asked = [_in_source(question, value) for value in values[:SOURCES]]
    timelines = archive.compare(asked, _fitting(found.aggregations.timeline.buckets, unit)) if asked else ()
    rows = []
    for value, each, counts in zip(values, asked, timelines, strict=False):
        oldest = archive.search(SearchRequest(replace(each, sort=SortOrder.OLDEST), size=1))
        first = oldest.hits[0].article if oldest.hits and oldest.hits[0].article.date else None
        rows.append(SourceRow(value, counts.total, counts.timeline.buckets, first))
    earliest = min((row.first_day for row in rows if row.first), default="")
    is_partial = found.is_partial or any(each.is_partial for each in timelines)
    shown_unit = timelines[0].timeline.unit if timelines else TimeUnit.YEAR
    others = max(0, len(values) - SOURCES)
    return SourceTable(tuple(rows), shown_unit, others, earliest, is_partial)


def _in_source(question: Question, source: str) -> Question:
    return replace(question, filters=question.filters.with_values("source", {source}))


def _fitting(buckets: tuple[Bucket, ...], unit: TimeUnit | None) -> TimeUnit | None:
    """Return the unit that a reader asked for, or one that makes no more columns than a table has room for."""
    if unit is not None or not buckets:
        return unit
    days = (buckets[-1].until - buckets[0].since + datetime.timedelta(days=1)).days
    if days > 30 * MOST_BUCKETS:
        return TimeUnit.YEAR
    return TimeUnit.MONTH if days > MOST_BUCKETS else TimeUnit.DAY


def _rows(table: SourceTable) -> list[list[object]]:
    buckets = table.rows[0].buckets if table.rows else ()
    days = [each.since.isoformat() for each in buckets]
    rows: list[list[object]] = [
        [
            "source",
            "articles",
            "first day",
            "first title",
            "first id",
            *days,
            *(f"of all: {day}" for day in days),
        ]
    ]
    for row in table.rows:
        first = (row.first.date, row.first.headline, row.first.id) if row.first else ("", "", "")
        counts = [each.count for each in row.buckets] + [each.background for each in row.buckets]
        rows.append([row.source, row.total, *first, *counts])
    return rows
