"""The page that shows which source uses which spelling of a word."""

from collections.abc import Iterable

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import SpellingMatrix
from web.downloads.csv_response import csv_response, is_csv_wanted
from web.i18n import page_url
from web.middleware.errors import partial_problem
from web.middleware.route_policy import SURVEY, policy
from web.middleware.work_slots import WorkSlots
from web.pages.links import Links
from web.url_params import parse_question, parse_view
from web.warnings import with_out_of_time


def add_spellings_page(pages: Blueprint, archive: Archive, settings: Settings, slots: WorkSlots) -> None:
    """Add the route of the page; with format=csv, of its table."""

    @pages.get("/spellings")
    @policy(SURVEY)
    def spellings() -> str | Response:
        parsed = parse_question(request.args, settings)
        question = parsed.question
        if not question.text.strip():
            return redirect(page_url("home"))
        links = Links(question, parse_view(request.args, 1), settings.recent_half_life_days)
        with slots.hold("spellings"):
            usage = archive.spellings(question)
        if is_csv_wanted():
            return partial_problem(usage.is_partial) or csv_response(
                "khabarkhoj-spellings.csv", _rows(usage.matrices)
            )
        return render_template(
            "spellings.html",
            question=question,
            query=question.text,
            usage=usage,
            warnings=with_out_of_time(parsed.warnings, usage.is_partial),
            links=links,
        )


def _rows(matrices: Iterable[SpellingMatrix]) -> list[list[object]]:
    """Return a row for each source and spelling that it uses."""
    rows: list[list[object]] = [["word", "source", "spelling", "articles"]]
    for matrix in matrices:
        for source in matrix.sources:
            counts = zip(matrix.spellings, source.counts, strict=True)
            rows += [
                [matrix.word, source.source, spelling, count] for (spelling, _total), count in counts if count
            ]
    return rows
