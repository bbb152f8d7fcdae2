"""Who wrote how much, when, and who was first: a question's articles by source and time."""

import datetime
from dataclasses import dataclass, replace

from index.article import Article
from index.settings import Settings
from search.archive import Archive
from search.model.aggregations import AggregationRequest, Aggregations
from search.model.question import Question, SortOrder
from search.model.results import SearchRequest
from search.model.timeline import Bucket, Outliers, TimeUnit


@dataclass(frozen=True)
class SourceRow:
    """A source, its articles of each bucket, its earliest dated one, and those too far away in time for a bucket."""

    source: str
    total: int
    buckets: tuple[Bucket, ...]
    first: Article | None
    outliers: tuple[Outliers, ...] = ()

    @property
    def first_day(self) -> str:
        """What rows are sorted by: the day of the earliest article; after all days for none."""
        return str(self.first.date) if self.first else "~"


@dataclass(frozen=True)
class SourceTable:
    """The rows, most articles first; `first_day` is the earliest day of all: the sources of that day share first place.

    `others` are sources without a row of their own; `undated` articles are in no column.
    """

    rows: tuple[SourceRow, ...]
    unit: TimeUnit
    others: int
    first_day: str
    is_partial: bool
    total: int
    revision: str
    undated: int = 0


def source_table(
    archive: Archive,
    question: Question,
    settings: Settings,
    unit: TimeUnit | None = None,
    *,
    leaves_out_outliers: bool = False,
) -> SourceTable:
    """Count a question by source and time; ask for the earliest article of each source.

    `leaves_out_outliers`: a few articles far from all others get no columns; the `outliers` of their rows name them.
    """
    question = replace(question, any_word=False, collapse=False)
    counted = AggregationRequest(
        facets=frozenset({"source"}),
        all_values=frozenset({"source"}),
        leaves_out_outliers=leaves_out_outliers,
    )
    found = archive.search(SearchRequest(question, size=0, aggregations=counted))
    chosen = question.filters.values_of("source")
    values = [
        source.value for source in found.counted().facets[0].values
        if source.count and (not chosen or source.value in chosen)
    ]  # fmt: skip
    asked = [in_source(question, value) for value in values[: settings.max_listed_sources]]
    timelines: tuple[Aggregations, ...] = ()
    units = _units(found.counted().timeline.buckets, unit, settings.max_source_columns)
    for tried in units if asked else ():
        timelines = archive.compare(asked, tried, leaves_out_outliers=leaves_out_outliers)
        if len(timelines[0].timeline.buckets) <= settings.max_source_columns:
            break
    rows = []
    for value, of_source, counts in zip(values, asked, timelines, strict=False):
        oldest = archive.search(SearchRequest(replace(of_source, sort=SortOrder.OLDEST), size=1))
        is_known = oldest.hits and oldest.hits[0].article.date and not oldest.is_partial
        first = oldest.hits[0].article if is_known else None
        rows.append(SourceRow(value, counts.total, counts.timeline.buckets, first, counts.timeline.outliers))
    earliest = min((row.first_day for row in rows if row.first), default="")
    is_partial = found.is_partial or any(timeline.is_partial for timeline in timelines)
    shown_unit = timelines[0].timeline.unit if timelines else TimeUnit.YEAR
    others = max(0, len(values) - settings.max_listed_sources)
    undated = found.counted().timeline.undated
    return SourceTable(
        tuple(rows), shown_unit, others, earliest, is_partial, found.total, found.revision, undated
    )


def in_source(question: Question, source: str) -> Question:
    """Return the question of one source alone."""
    return replace(question, filters=question.filters.with_values("source", {source}))


def _units(buckets: tuple[Bucket, ...], unit: TimeUnit | None, most: int) -> tuple[TimeUnit | None, ...]:
    """Return the unit that a reader asked for, or those to try: the first may make more columns than there is room."""
    if unit is not None or not buckets:
        return (unit,)
    days = (buckets[-1].until - buckets[0].since + datetime.timedelta(days=1)).days
    units = (TimeUnit.DAY, TimeUnit.MONTH, TimeUnit.YEAR)
    return units[2 if days > 30 * most else int(days > most) :]
