"""The front page: the search box, what the archive holds, and its newest articles."""

from flask import render_template

from search.archive import Archive
from search.model.coverage import span_of
from search.model.deadline import OutOfTimeError
from search.model.question import Question
from web.formatting import month_text
from web.pages.links import Links
from web.url_params import View

SHOWN_SOURCES = 6
"""The largest sources that the front page names."""


def render_home(archive: Archive, question: Question = Question(), *, empty: bool = False) -> str:  # noqa: B008 - immutable
    """Return the page; `empty`: the reader sent the search box without a word in it."""
    try:
        held = archive.coverage()
    except (
        OutOfTimeError
    ):  # a large cluster counts them once for each state: the search box does not wait for that
        held = ()
    return render_template(
        "home.html",
        overview=archive.overview(),
        question=question,
        empty=empty,
        span=span_of(held),
        sources=[coverage.source for coverage in held if coverage.source],
        shown_sources=SHOWN_SOURCES,
        month_of=month_text,
        links=Links(Question(), View()),
    )
