"""Survey: all that a question finds, counted by value and by time."""

from dataclasses import dataclass

from search.facets import Facet
from search.timeline import Timeline


@dataclass(frozen=True)
class Survey:
    """`total` articles; facets follow the question but for what they themselves filter by."""

    total: int
    facets: tuple[Facet, ...]
    timeline: Timeline
    generation: int
    is_partial: bool = False
