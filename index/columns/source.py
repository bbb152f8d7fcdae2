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
    kept: NDArray[np.bool_] | None = None

    @property
    def documents(self) -> int:
        """Documents that stay."""
        return self.columns.documents if self.kept is None else int(self.kept.sum())


def kept(source: Source, values: Array) -> Array:
    """The values of the documents that stay."""
    return values if source.kept is None else values[source.kept]


def kept_items(source: Source, strings: Strings) -> list[bytes]:
    """The strings of the documents that stay."""
    every = strings.all()
    if source.kept is None:
        return every
    return list(compress(every, source.kept.tolist()))
