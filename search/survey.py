"""Survey: all that a question finds, counted by value and by time."""

from dataclasses import dataclass

from index.settings import Settings
from search.asked import Asked
from search.candidates import listed
from search.facets import FACETS, Facet
from search.filters import NOTHING
from search.timeline import Timeline, TimeUnit, by_day, timeline


@dataclass(frozen=True)
class SurveyOptions:
    """How a survey is made: the unit of its timeline (None: one that fits), and the facets to be shown whole."""

    unit: TimeUnit | None = None
    whole: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset(FACETS)
    span: tuple[int, int] | None = None
    """The ordinals that the timeline covers, whatever is found."""


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


def survey(asked: Asked, options: SurveyOptions, settings: Settings) -> Survey:
    """Count everything that is found."""
    opened, filters = asked.opened, asked.filters
    if asked.is_nothing:
        line = timeline(by_day([]), opened.all_days, options.unit, options.span)
        return Survey(0, (), line, opened.generation.number)
    found = opened.matching(asked.clause, filters, asked.deadline)
    documents = [listed(bits) for bits in found.bits]
    facets = []
    for field in (name for name in FACETS if name in options.facets):
        without = filters.allowing_all(field)
        counted = documents
        if without != filters:
            matching = opened.matching(asked.clause, without, asked.deadline)
            counted = [listed(bits) for bits in matching.bits]
        most = settings.max_facet_values if field in options.whole else settings.facet_values
        chosen = getattr(filters, field) | {value for name, value in filters.excluded if name == field}
        facets.append(opened.facet_counter(field).facet(counted, most, chosen - {NOTHING}))
    span = options.span
    if span is None and filters.since and filters.until and filters.since <= filters.until:
        span = filters.since.toordinal(), filters.until.toordinal()
    line = timeline(opened.days_of(found), opened.all_days, options.unit, span)
    number = opened.generation.number
    return Survey(
        found.total, tuple(facets), line, number, found.is_partial or asked.deadline.is_over, asked.relaxed
    )
