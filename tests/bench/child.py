"""One engine in a process of its own: `index MODULE CORPUS FOLDER N` or `search MODULE FOLDER QUERIES`.

Prints JSON: for an index its articles and seconds, for a search the opening, and then whatever is asked for on standard
input, one line a query; see interleave.py.
"""

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.engine import Searcher, engine
from tests.bench.queries import Query, read_queries

MAX_SECONDS = 30.0
"""Spent on one class; a slow engine answers fewer queries."""


def main() -> None:
    """Do what the arguments say."""
    task, module, *arguments = sys.argv[1:]
    if task == "index":
        corpus, folder, threads = arguments
        started = time.perf_counter()
        articles = engine(module).index(Path(corpus), Path(folder), int(threads))
        print(json.dumps({"articles": articles, "seconds": time.perf_counter() - started}))
    else:
        _search(module, Path(arguments[0]), Path(arguments[1]))


def _search(module: str, folder: Path, queries: Path) -> None:
    asked = read_queries(queries)
    peer = engine(module)
    started = time.perf_counter()
    searcher = peer.open_index(folder)
    opened = time.perf_counter()
    searcher.answer(asked[0])
    first = time.perf_counter()
    print(json.dumps({"opened_ms": 1000 * (opened - started), "first_ms": 1000 * (first - opened)}))
    gc.collect()
    gc.freeze()
    spent: dict[tuple[str, bool], float] = {}
    for query in asked:
        if query.warm:
            _answer(searcher, query, spent)
    print(flush=True)
    for line in sys.stdin:
        for number in map(int, line.split()):
            facts = _answer(searcher, asked[number], spent)
            if facts is not None:
                print(json.dumps(facts, ensure_ascii=False))
        print(flush=True)


def _answer(searcher: Searcher, query: Query, spent: dict[tuple[str, bool], float]) -> dict[str, Any] | None:
    """Answer a query and return what it took; None if its class has taken too long already."""
    key = query.group, query.warm
    if spent.get(key, 0.0) > MAX_SECONDS:
        return None
    started = time.perf_counter()
    answer = searcher.answer(query)
    seconds = time.perf_counter() - started
    spent[key] = spent.get(key, 0.0) + seconds
    return {"class": query.group, "ms": 1000 * seconds, "total": answer.total, "words": query.words}


if __name__ == "__main__":
    main()
