"""One engine in a process of its own: `index MODULE CORPUS FOLDER N` or `search MODULE FOLDER QUERIES`.

Prints JSON: for an index its articles and seconds, for a search the opening and then one line a query.
"""

import gc
import json
import sys
import time
from pathlib import Path

from tests.bench.engine import engine
from tests.bench.queries import read_queries

MOST_SECONDS = 30.0
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
        key = query.group, query.warm
        if spent.get(key, 0.0) > MOST_SECONDS:
            continue
        started = time.perf_counter()
        answer = searcher.answer(query)
        seconds = time.perf_counter() - started
        spent[key] = spent.get(key, 0.0) + seconds
        if not query.warm:
            line = {"class": query.group, "ms": 1000 * seconds, "total": answer.total, "words": query.words}
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main()
