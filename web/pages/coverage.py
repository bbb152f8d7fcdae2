"""The page that shows what the archive holds: source by year and month, with gaps."""

import datetime

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.coverage import Coverage, span_of
from search.model.question import Question
from search.model.timeline import TimeUnit
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.formatting import month_text
from web.middleware.route_policy import SURVEY, policy
from web.pages.links import Links
from web.url_params import View

SHOWN_GAPS = 12
"""Months without an article that are named for one source."""


def add_coverage_page(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/coverage")
    @policy(SURVEY)
    def coverage() -> str | Response:
        found = archive.coverage()
        if is_csv_wanted():
            return csv_response("khabarkhoj-coverage.csv", _rows(found))
        total = sum(coverage.total for coverage in found)
        return render_template(
            "coverage.html",
            coverage=found[: settings.max_facet_values],
            others=max(0, len(found) - settings.max_facet_values),
            total=total,
            undated=sum(coverage.undated for coverage in found),
            span=span_of(found),
            years=sorted({year for coverage in found for year in coverage.years}),
            shown_gaps=SHOWN_GAPS,
            unit=TimeUnit.DAY,
            month_name=_month_name,
            month_of=month_text,
            links=Links(Question(), View()),
        )


def _month_name(month: str) -> str:
    """Return जून 2024 for 2024-06."""
    return month_text(datetime.date.fromisoformat(f"{month}-01"))


def _rows(found: tuple[Coverage, ...]) -> list[list[object]]:
    """Return a row for each source and month, and one for what has no date."""
    rows: list[list[object]] = [["source", "month", "articles"]]
    for coverage in found:
        rows += [[coverage.source, month, count] for month, count in sorted(coverage.months.items())]
        rows += [[coverage.source, "", coverage.undated]] if coverage.undated else []
    return rows
