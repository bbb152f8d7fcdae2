"""What searches remember: values by key, the least recently used dropped first, bounded in bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

ENTRY_BYTES = 400
"""What an entry costs besides its arrays."""


class Sized(Protocol):
    """A value that knows how many bytes it takes."""

    @property
    def size(self) -> int: ...


Value = TypeVar("Value", bound=Sized)


class Memory:
    """Safe to share between threads; two that miss the same key may both make its value."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def recall(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key, made when it is not remembered. A value too large to keep is only returned."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
                known: Value = found[0]
                return known
        value = make()
        size = value.size + ENTRY_BYTES
        if size <= self._most:
            with self._lock:
                if key not in self._held:
                    self._held[key] = value, size
                    self.size += size
                while self.size > self._most:
                    _, (_, dropped) = self._held.popitem(last=False)
                    self.size -= dropped
        return value
