"""Buckets: terms filed under one or more keys, as two arrays of a column file.

    NAME_keys     uint32[entries], ascending: hash of the key
    NAME_terms    uint32[entries]: number of the term

Two keys with one hash only make a bucket larger: look-ups compare the terms anyway.
"""

from collections.abc import Iterable
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.layout import distinct

Numbers = NDArray[np.uint32]


class Buckets:
    """Which terms are filed under a key."""

    def __init__(self, file: ColumnFile, name: str) -> None:
        self._keys = file[f"{name}_keys"]
        self._terms = file[f"{name}_terms"]

    def terms(self, keys: Iterable[str]) -> Numbers:
        """Return uint32[terms]: the distinct terms under any of the keys, ascending."""
        found = []
        for key in keys:
            start, end = self._keys.range_of(hashed(key))
            if start < end:
                found.append(self._terms.slice(start, end))
        return distinct(np.concatenate(found)) if found else np.zeros(0, np.uint32)


def bucket_arrays(name: str, hashes: Numbers, terms: Numbers) -> dict[str, Numbers]:
    """Return the arrays to store for (hash of the key, term number) pairs."""
    order = np.lexsort((terms, hashes))
    return {f"{name}_keys": hashes[order], f"{name}_terms": terms[order]}


def hashed(key: str) -> int:
    """Return CRC-32 of the key."""
    return crc32(key.encode("utf-8"))
