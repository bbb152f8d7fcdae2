"""Asks several engines the same queries in turn, so that whatever else the machine does hits all of them alike.

Each engine runs in a process of its own that has opened its index and warmed up. It reads a line of numbers of queries,
answers them, and prints one line of JSON a query; an empty line of its own says that it is done.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.queries import read_queries
from tests.bench.watch import memory_of

ROUNDS = 10
"""Times that each engine has its turn; the spread of a ratio is that of its rounds."""


class SearchProcess:
    """An engine that waits for queries."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.opening = self._read()[0]

    def ask(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        """Answer some queries; one line each."""
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(map(str, numbers)) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> tuple[int, int]:
        """Let it end; return the memory that it took, in bytes, and how much of it was no mapped file."""
        memory = memory_of(self._process.pid)
        self._process.communicate()
        return memory

    def _read(self) -> list[dict[str, Any]]:
        assert self._process.stdout is not None
        found: list[dict[str, Any]] = []
        for line in self._process.stdout:
            if not line.strip():
                return found
            if line.startswith("{"):
                found.append(json.loads(line))
        raise subprocess.CalledProcessError(self._process.wait() or 1, self._command)


def rounds(queries: Path) -> list[list[int]]:
    """Return the numbers of the timed queries in ROUNDS parts, each with its share of every class."""
    groups: dict[str, list[int]] = {}
    for number, query in enumerate(read_queries(queries)):
        if not query.warm:
            groups.setdefault(query.group, []).append(number)
    return [[number for group in groups.values() for number in group[turn::ROUNDS]] for turn in range(ROUNDS)]


def interleaved(commands: Mapping[str, Sequence[str]], queries: Path) -> dict[str, dict[str, Any]]:
    """Return for each engine its opening, its memory, and the lines of each round."""
    processes = {name: SearchProcess(command) for name, command in commands.items()}
    found: dict[str, dict[str, Any]] = {
        name: {"opening": process.opening, "rounds": []} for name, process in processes.items()
    }
    names = list(processes)
    for turn, numbers in enumerate(rounds(queries)):
        first = turn % len(names)
        for name in (*names[first:], *names[:first]):
            found[name]["rounds"].append(processes[name].ask(numbers))
    for name, process in processes.items():
        found[name]["memory"] = process.close()
    return found
