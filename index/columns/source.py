"""Source: a run or segment that goes into a merge, and which of its documents stay."""

from dataclasses import dataclass
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import Array
from index.columns.segment_columns import SegmentColumns
from index.columns.strings import Strings


@dataclass(frozen=True)
class Source:
    """A run or segment to merge, and bool[documents]: which of its documents stay (None: all)."""

    columns: SegmentColumns
    live_docs: NDArray[np.bool_] | None = None

    @property
    def documents(self) -> int:
        """Documents that stay."""
        return self.columns.documents if self.live_docs is None else int(self.live_docs.sum())


def live_values(source: Source, values: Array) -> Array:
    """Return the values of the documents that stay."""
    return values if source.live_docs is None else values[source.live_docs]


def live_items(source: Source, strings: Strings) -> list[bytes]:
    """Return the strings of the documents that stay."""
    every = strings.all()
    if source.live_docs is None:
        return every
    return list(compress(every, source.live_docs.tolist()))
