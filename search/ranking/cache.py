"""ByteBoundedCache: values by key, the least recently used dropped first, bounded in bytes."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, Protocol, TypeVar

from search.model.results import CacheSize

ENTRY_BYTES = 400
"""What an entry costs besides its arrays."""


class Sized(Protocol):
    """A value that knows how many bytes it takes."""

    @property
    def nbytes(self) -> int:
        """Bytes of memory."""
        ...


Value = TypeVar("Value", bound=Sized)


class Count(NamedTuple):
    """A number of documents, as a value of a cache."""

    documents: int
    nbytes: int = 0


class ByteBoundedCache:
    """Threads share it; two that miss the same key may both compute its value. Keys count, too."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._entries: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.nbytes = 0

    def size(self, name: str) -> CacheSize:
        """Return how much it holds."""
        return CacheSize(name, "bytes", self.nbytes, self._max_bytes)

    def get_or_compute(self, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return the value of a key, computed if it is not cached. A value too large to keep is only returned."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
                cached: Value = entry[0]
                return cached
        value = compute()
        nbytes = value.nbytes + ENTRY_BYTES + key_bytes(key)
        if nbytes <= self._max_bytes:
            with self._lock:
                if key not in self._entries:
                    self._entries[key] = value, nbytes
                    self.nbytes += nbytes
                while self.nbytes > self._max_bytes:
                    _, (_, dropped) = self._entries.popitem(last=False)
                    self.nbytes -= dropped
        return value


def key_bytes(key: object) -> int:
    """Return the bytes that a key takes: its texts, and the tuples and sets around them."""
    size = sys.getsizeof(key)
    if isinstance(key, tuple | frozenset):
        return size + sum(map(key_bytes, key))
    return size
