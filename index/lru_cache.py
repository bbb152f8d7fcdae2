"""lru_method: a bound method that remembers what it returned, the least recently used dropped first.

functools.lru_cache around a bound method ties the instance to its own cache: such a cycle keeps mapped files
open until the garbage collector comes by. Here the cache refers to its instance weakly and goes with it; a hit
costs what it costs in functools, where it is C and hashes its key once.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakMethod

Arguments = ParamSpec("Arguments")
Value = TypeVar("Value")


def lru_method(max_entries: int, method: Callable[Arguments, Value]) -> Callable[Arguments, Value]:
    """Return the method with at most `max_entries` values remembered; an attribute of its own instance.

    Threads share it; two that miss the same arguments may both compute the value.
    """
    weak = WeakMethod(method)

    def compute(*arguments: Arguments.args, **named: Arguments.kwargs) -> Value:
        bound = weak()
        if bound is None:
            raise ReferenceError("the instance of a remembered method is gone")
        return bound(*arguments, **named)

    return cast("Callable[Arguments, Value]", lru_cache(max_entries)(compute))


def remembered_entries(method: Callable[..., Any]) -> int:
    """Return how many values a method made by lru_method remembers."""
    return int(cast("Any", method).cache_info().currsize)
