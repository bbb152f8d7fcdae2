"""Who wrote how much, when, and who was first: results by source and time, each number a search."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.timeline import TimeUnit
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.i18n import page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.source_table import SourceTable, in_source, source_table
from web.url_params import View, parse_question, parse_view
from web.warnings import with_out_of_time


def add_sources_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/sources")
    @policy(SURVEY)
    def sources() -> str | Response:
        parsed = parse_question(request.args, settings)
        question = parsed.question
        if question.is_empty:
            return redirect(page_url("home"))
        view = parse_view(request.args, 1)
        with slots.hold("sources"):
            is_file = is_csv_wanted()
            table = source_table(archive, question, settings, view.unit, leaves_out_outliers=not is_file)
        if is_file:
            return partial_problem(table.is_partial) or csv_response("khabarkhoj-sources.csv", _rows(table))
        return render_template(
            "sources.html",
            question=question,
            query=question.text,
            table=table,
            links_of=lambda source: Links(in_source(question, source), View()),
            warnings=with_out_of_time(parsed.warnings, table.is_partial),
            units=(TimeUnit.YEAR, TimeUnit.MONTH, TimeUnit.DAY),
            links=Links(question, view, settings.recent_half_life_days),
        )


def _rows(table: SourceTable) -> list[list[object]]:
    buckets = table.rows[0].buckets if table.rows else ()
    days = [bucket.since.isoformat() for bucket in buckets]
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
        counts = [bucket.count for bucket in row.buckets] + [bucket.background for bucket in row.buckets]
        rows.append([row.source, row.total, *first, *counts])
    return rows
