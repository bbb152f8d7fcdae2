"""What the benchmark asks of every engine."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from tests.bench.queries import Query


@dataclass(frozen=True)
class Answer:
    """The best articles' ids (or the engine's own numbers), and how many match where that was counted."""

    ids: tuple[str, ...]
    total: int | None


class Searcher(Protocol):
    """An opened index."""

    def answer(self, query: Query) -> Answer:
        """From query string to the first ten."""


class Engine(Protocol):
    """One engine of the comparison; a module of this package that has these names."""

    NAME: str
    index: Callable[[Path, Path, int], int]
    """(JSON Lines, folder, processes or threads) → articles written, durably."""
    open_index: Callable[[Path], Searcher]


ENGINES = ("ours", "ours_expanding", "tantivy_peer", "sqlite_peer", "whoosh_peer")


def engine(module: str) -> Engine:
    """An engine by the name of its module."""
    return import_module(f"tests.bench.{module}")
