"""Compare: the coverage of up to five queries over time, in one chart, and the same numbers as a table."""

from dataclasses import replace

from flask import Blueprint, render_template, request

from index.settings import Settings
from search.archive import Archive
from search.question import Question
from search.survey import SurveyOptions
from search.timeline import Timeline, TimeUnit
from web.asking import filters_from, view_from
from web.plots import curve_plot

COUNTS_ONLY = SurveyOptions(facets=frozenset())


def add_compare(pages: Blueprint, archive: Archive, settings: Settings) -> None:
    """The route of the comparison."""

    @pages.get("/compare")
    def compare() -> str:
        texts = list(dict.fromkeys(text.strip() for text in request.args.getlist("q") if text.strip()))
        texts = [text[: settings.max_query_chars] for text in texts[: settings.max_compared]]
        view = view_from(request.args, 1)
        shares = request.args.get("shares", "on") != "off"
        questions = [
            Question(text, filters=filters_from(request.args), folded=False, any_word=False) for text in texts
        ]
        lines, totals = _timelines(archive, questions, view.unit)
        return render_template(
            "compare.html",
            texts=texts,
            boxes=[*texts, *[""] * (settings.max_compared - len(texts))],
            lines=lines,
            totals=totals,
            shares=shares,
            unit=lines[0].unit if lines else view.unit,
            filters=filters_from(request.args),
            plot=curve_plot(texts, lines, shares=shares) if lines else None,
        )


def _timelines(
    archive: Archive, questions: list[Question], unit: TimeUnit | None
) -> tuple[list[Timeline], list[int]]:
    """Timelines over the same days in the same unit, and how many articles each question finds."""
    surveys = [archive.survey(question, COUNTS_ONLY) for question in questions]
    totals = [survey.total for survey in surveys]
    buckets = [bucket for survey in surveys for bucket in survey.timeline.buckets]
    if not buckets:
        return [], totals
    first, last = min(bucket.since for bucket in buckets), max(bucket.until for bucket in buckets)
    options = replace(COUNTS_ONLY, unit=unit, span=(first.toordinal(), last.toordinal()))
    return [archive.survey(question, options).timeline for question in questions], totals
