"""Strings of a column file: UTF-8 bytes one after another, and the offsets of their parts."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.columns.column import Column


class Strings:
    """Read-only sequence of byte strings."""

    def __init__(self, blob: Column, offsets: Column) -> None:
        self._blob = blob
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> bytes:
        if index < 0:
            raise IndexError(index)
        return self._blob.bytes(self._offsets.at(index), self._offsets.at(index + 1))

    def find(self, text: bytes) -> int | None:
        """Return the index of a string in an ascending sequence, or None."""
        index = bisect_left(self, text)
        return index if index < len(self) and self[index] == text else None

    def all(self) -> list[bytes]:
        """Return every string; mind the memory that they take."""
        blob = self._blob.all().tobytes()
        offsets = self._offsets.all().tolist()
        return [blob[start:end] for start, end in pairwise(offsets)]


def string_arrays(name: str, parts: Sequence[bytes]) -> dict[str, NDArray[np.unsignedinteger]]:
    """Return the two arrays that hold byte strings under a name."""
    return {
        f"{name}_bytes": np.frombuffer(b"".join(parts), np.uint8),
        f"{name}_offsets": offsets_of(map(len, parts)),
    }


def offsets_of(sizes: Iterable[int]) -> NDArray[np.uint64]:
    """Return uint64[parts + 1]: where each of the parts begins, and the end of the last."""
    return np.cumsum(np.array([0, *sizes], np.uint64), dtype=np.uint64)
