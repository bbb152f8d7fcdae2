"""Survey: all that a question finds, counted by value and by time."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.settings import Settings
from search.asked import Asked
from search.facets import FACETS, Facet
from search.filters import NO_FILTERS, NOTHING, Filters
from search.open_generation import Matching
from search.spelling_table import spelled_so
from search.timeline import LENGTHS, MOST_BUCKETS, DayCounts, Span, Timeline, TimeUnit, by_day, timeline


@dataclass(frozen=True)
class SurveyOptions:
    """How a survey is made: the unit of its timeline (None: one that fits), and the facets to be shown whole."""

    unit: TimeUnit | None = None
    whole: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset(FACETS)
    span: Span | None = None
    """What the timeline covers, whatever is found."""
    spellings: bool = False
    """Whether the articles of each added spelling are counted."""


COUNTED = SurveyOptions()


@dataclass(frozen=True)
class Survey:
    """`total` articles; facets follow the question but for what they themselves filter by."""

    total: int
    facets: tuple[Facet, ...]
    timeline: Timeline
    generation: int
    is_partial: bool = False
    relaxed: bool = False
    """Not all words were found together, so any of them count."""
    spellings: Mapping[str, int] = field(default_factory=dict)
    """How many of the found articles have each added spelling."""


def survey(asked: Asked, options: SurveyOptions, settings: Settings) -> Survey:
    """Count everything that is found."""
    opened, filters = asked.opened, asked.filters
    passing = None if filters == NO_FILTERS else opened.matching(None, filters, asked.deadline)
    everything = opened.all_days if passing is None else opened.days_of(passing.documents)
    if asked.is_nothing:
        line = timeline(by_day([]), everything, options.unit, options.span)
        return Survey(0, (), line, opened.generation.number)
    found = opened.matching(asked.clause, filters, asked.deadline)
    facets = [
        _facet(asked, name, (found, passing), options, settings) for name in FACETS if name in options.facets
    ]
    days = opened.days_of(found.documents)
    by_spelling = _by_spelling(asked) if options.spellings else {}
    line = timeline(days, everything, *_covered(days, filters, options))
    return Survey(
        found.total,
        tuple(facets),
        line,
        opened.generation.number,
        found.is_partial or asked.deadline.is_over,
        asked.relaxed,
        by_spelling,
    )


def _facet(
    asked: Asked,
    field: str,
    both: tuple[Matching, Matching | None],
    options: SurveyOptions,
    settings: Settings,
) -> Facet:
    """A facet follows the question but for what it itself filters by.

    `both` are the articles that are found, and all that pass the filters, None for the whole archive.
    """
    opened, filters, (found, passing) = asked.opened, asked.filters, both
    without = filters.allowing_all(field)
    if without != filters:
        found = opened.matching(asked.clause, without, asked.deadline)
        passing = None if without == NO_FILTERS else opened.matching(None, without, asked.deadline)
    most = settings.max_facet_values if field in options.whole else settings.facet_values
    chosen = getattr(filters, field) | {value for name, value in filters.excluded if name == field}
    counter = opened.facet_counter(field)
    return counter.facet(found.documents, most, chosen - {NOTHING}, passing.documents if passing else None)


def _covered(
    found: DayCounts, filters: Filters, options: SurveyOptions
) -> tuple[TimeUnit | None, Span | None]:
    """The unit and the days of a timeline: those that are asked for, or whole units around those that are found."""
    if options.span is not None:
        return options.unit, options.span
    since, until = filters.since, filters.until
    years = sorted(
        int(year) for year in filters.year if year.isdecimal() and 0 < int(year) < datetime.MAXYEAR
    )
    if years:
        since = max(filter(None, (since, datetime.date(years[0], 1, 1))))
        until = min(filter(None, (until, datetime.date(years[-1], 12, 31))))
    if not (since or until):
        return options.unit, None
    if found.last < found.first and not (since and until):
        return options.unit, None
    asked = Span(found.first, found.last).within(since, until)
    if not 0 < asked.days <= MOST_BUCKETS * LENGTHS[TimeUnit.YEAR]:
        return options.unit, None
    unit = asked.fitting(options.unit)
    return unit, asked.whole(unit).within(since, until)


def _by_spelling(asked: Asked) -> dict[str, int]:
    """How many of the found articles have each added spelling, as long as there is time."""
    counts: dict[str, int] = {}
    if asked.clause is None:
        return counts
    for expansion in asked.planned.added:
        if " " in expansion.spelling or asked.deadline.is_over:
            continue
        spelling = expansion.spelling.lower() if expansion.spelling.isascii() else expansion.spelling
        matching = asked.opened.matching(spelled_so(asked.clause, spelling), asked.filters, asked.deadline)
        counts[expansion.spelling] = matching.total
    return counts
