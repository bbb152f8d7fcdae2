"""Years of days, by arrays. Days are proleptic ordinals, as datetime.date.toordinal counts them; 0 is no day."""

import numpy as np
from numpy.typing import NDArray

from index.columns.layout import distinct

EPOCH = 719_163
"""Ordinal of 1 January 1970, from which numpy counts."""


def dates(days: NDArray[np.integer]) -> NDArray[np.datetime64]:
    """Return datetime64[D] of ordinals."""
    found: NDArray[np.datetime64] = (days.astype(np.int64) - EPOCH).astype("datetime64[D]")
    return found


def years(days: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return int64: the year of each day, 0 for none."""
    known = distinct(days)
    found = dates(known).astype("datetime64[Y]").astype(np.int64) + 1970
    return np.where(known > 0, found, 0)[np.searchsorted(known, days)]
