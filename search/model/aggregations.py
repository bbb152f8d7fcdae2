"""Aggregations: everything that matches, counted by value, by time and by spelling."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from index.fields import FACET_FIELDS
from search.model.timeline import Span, Timeline, TimeUnit


class AggregationRequest(NamedTuple):
    """What to count.

    `unit` is the timeline's, None for one that fits, and `span` the days it covers, None for those of the
    matches. `facets` are fields; those of `all_values` are listed in full. `spellings` counts the articles that
    contain each added spelling. `leaves_out_outliers` keeps one wrong date from making a timeline of a century.
    """

    unit: TimeUnit | None = None
    all_values: frozenset[str] = frozenset()
    facets: frozenset[str] = frozenset(FACET_FIELDS)
    span: Span | None = None
    spellings: bool = False
    leaves_out_outliers: bool = False


@dataclass(frozen=True)
class FacetValue:
    """A facet value: `count` of the matching articles have it, and `background` of all that pass the other filters."""

    value: str
    count: int
    background: int

    @property
    def share(self) -> float:
        """The part (0 to 1) of the articles of this value that was found."""
        return self.count / self.background if self.background else 0.0


class Facet(NamedTuple):
    """The most frequent values of a field among the matching articles.

    `other_values` is the number of values that are not listed, `missing` the number of found articles that
    have no value.
    """

    field: str
    values: tuple[FacetValue, ...]
    other_values: int
    missing: int = 0


class Aggregations(NamedTuple):
    """Counts of `total` matching articles.

    Each facet is counted with every filter applied except the one on its own field, as facets of several
    choices are. `spellings` is the number of found articles that contain each added spelling.
    """

    total: int
    facets: tuple[Facet, ...]
    timeline: Timeline
    is_partial: bool = False
    spellings: Mapping[str, int] = MappingProxyType({})


class SourceSpellings(NamedTuple):
    """A source and how many of its found articles have each spelling; an article may have several."""

    source: str
    counts: tuple[int, ...]


class SpellingMatrix(NamedTuple):
    """One typed word: its spellings, most frequent first, with the number of found articles; and the sources."""

    word: str
    spellings: tuple[tuple[str, int], ...]
    sources: tuple[SourceSpellings, ...]


class SpellingUsage(NamedTuple):
    """The matrices of a question that matches `total` articles; `is_relaxed`: articles with any of its words."""

    matrices: tuple[SpellingMatrix, ...]
    total: int
    revision: str
    is_partial: bool = False
    is_relaxed: bool = False
