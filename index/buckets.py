"""Buckets: terms filed under one or more keys, as two arrays that are read by mmap.

    NAME_keys.npy     uint64[entries], ascending: hash of the key
    NAME_terms.npy    uint32[entries]: number of the term

Two keys with one hash only make a bucket larger: whoever looks here compares the terms anyway.
"""

from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint32]


class Buckets:
    """Which terms are filed under a key."""

    def __init__(self, name: str, array: Callable[[str], NDArray[Any]]) -> None:
        self._keys = array(f"{name}_keys")
        self._terms: Numbers = array(f"{name}_terms")

    def terms(self, keys: Iterable[str]) -> Numbers:
        """uint32[terms]: the distinct terms under any of the keys, ascending."""
        hashes = np.array([hashed(key) for key in keys], np.uint64)
        starts = np.searchsorted(self._keys, hashes, side="left")
        ends = np.searchsorted(self._keys, hashes, side="right")
        found = [self._terms[start:end] for start, end in zip(starts, ends, strict=True)]
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.uint32)


def bucket_arrays(name: str, entries: Iterable[tuple[str, int]]) -> dict[str, NDArray[Any]]:
    """The arrays to store for (key, term number) pairs."""
    filed = sorted((hashed(key), term) for key, term in entries)
    return {
        f"{name}_keys": np.array([key for key, _ in filed], np.uint64),
        f"{name}_terms": np.array([term for _, term in filed], np.uint32),
    }


def hashed(key: str) -> int:
    """64 bits of BLAKE2b, the same on every machine."""
    return int.from_bytes(blake2b(key.encode("utf-8"), digest_size=8).digest(), "little")
