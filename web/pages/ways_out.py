"""Alternatives for a search without results, each with the number of articles it would find."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from index.fields import FIELD_BY_NAME, FILTER_FIELDS
from search.archive import Archive
from search.model.deadline import Deadline
from search.model.filters import NO_FILTERS
from search.model.question import Question
from search.model.results import Hit, SearchRequest, SearchResponse
from search.query.parser import OR_IN_HINDI, QUOTES
from web.i18n import gettext as _
from web.url_params import with_expansion, with_filters

MAX_WAYS = 6
NEAR = 10
"""Words among which those of a quotation are looked for."""
LIKELY = 3
"""Articles shown that an inexact quotation may have meant."""
_QUOTED = re.compile(f"(?<![^\\s(])[{QUOTES}]([^{QUOTES}]+)[{QUOTES}](~\\S+)?")
_EXACT = re.compile(r"(?<!\S)=(?=\S)")


class WayOut(NamedTuple):
    """Another question, what makes it another one, and how many articles it finds."""

    label: str
    question: Question
    total: int


class WaysOut(NamedTuple):
    """What a page without results offers instead.

    `likely` are articles that the words of a quotation lead to; `held` is how many articles the archive has of what was
    chosen (days, sources), whatever they say; None where nothing was chosen, or some of the words were found there.
    """

    ways: tuple[WayOut, ...]
    likely: tuple[Hit, ...]
    unquoted: Question | None
    held: int | None


def find_ways_out(archive: Archive, page: SearchResponse, seconds: float) -> WaysOut | None:
    """Return what else could be asked, as far as `seconds` allow; None where something was found."""
    if (page.total and not page.is_relaxed) or page.is_partial or page.page > 1:
        return None
    deadline = Deadline(seconds)
    ways: list[WayOut] = []
    seen = {page.question}
    for label, question in _others(page.question):
        if len(ways) == MAX_WAYS or deadline.is_over:
            break
        if question in seen:
            continue
        seen.add(question)
        found = archive.search(SearchRequest(replace(question, any_word=False), size=0))
        if found.total > (0 if page.is_relaxed else page.total) and not found.is_partial:
            ways.append(WayOut(label, question, found.total))
    unquoted = _without_quotes(page.question)
    likely = (
        archive.search(SearchRequest(unquoted, size=LIKELY)).hits if unquoted and not deadline.is_over else ()
    )
    held = None
    if page.question.filters != NO_FILTERS and not page.is_relaxed and not deadline.is_over:
        everything = Question("", filters=page.question.filters, collapse=False)
        found = archive.search(SearchRequest(everything, size=0))
        held = None if found.is_partial else found.total
    return WaysOut(tuple(ways), likely, unquoted, held)


def _others(question: Question) -> Iterator[tuple[str, Question]]:
    """Yield questions that ask for less, each with what it leaves out."""
    text = question.text
    if (near := _QUOTED.sub(rf'"\1"~{NEAR}', text)) != text:
        yield _("%(n)s शब्दों के भीतर", n=NEAR), replace(question, text=near)
    if (unquoted := _without_quotes(question)) is not None:
        yield _("बिना उद्धरण चिह्न"), unquoted
    if (plain := _EXACT.sub("", text)) != text:
        yield _("बिना ="), replace(question, text=plain)
    if (either := OR_IN_HINDI.sub(" OR ", text)) != text:
        yield _("‘या’ की जगह OR"), replace(question, text=either)
    if not question.expansion.variants:
        yield _("सभी वर्तनियों में"), with_expansion(question, variants=True)
    filters = question.filters
    if filters.since or filters.until:
        yield _("तारीख़ के फ़िल्टर के बिना"), with_filters(question, since=None, until=None)
    for field in FILTER_FIELDS:
        if filters.values_of(field):
            label = _("%(field)s के फ़िल्टर के बिना", field=_(FIELD_BY_NAME[field].label))
            yield label, replace(question, filters=filters.with_values(field, ()))
    if filters != NO_FILTERS:
        yield _("बिना किसी फ़िल्टर के"), replace(question, filters=NO_FILTERS)


def _without_quotes(question: Question) -> Question | None:
    """Return the question with its quotations as plain words; None if it has none."""
    text = _QUOTED.sub(r"\1", question.text)
    return replace(question, text=text) if text != question.text else None
