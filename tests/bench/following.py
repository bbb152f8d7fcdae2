"""One article a second through `follow`, beside searches: when is each found, and what do searches take meanwhile?

    python -m tests.bench.following INDEX QUERIES

INDEX is copied by hard links and stays as it was; QUERIES has a search a line (tests/bench/queries.py).
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.bench.publishing import copy_by_links
from tests.conftest import ROOT, free_port
from tests.torture.load import files_of, memory_of, wait_until_it_answers

ARTICLES = 60
CLIENTS = 8
QUIET_SECONDS = 30.0
LIMITS = {"KHABARKHOJ_RATE_LIMIT_PER_MINUTE": "60000000", "KHABARKHOJ_RATE_LIMIT_BURST": "6000000"}


def main() -> None:
    """Print when articles were found, the times of searches without and with publications, memory and open files."""
    index, queries = Path(sys.argv[1]), _words(Path(sys.argv[2]))
    with tempfile.TemporaryDirectory(dir=index.parent) as name:
        folder = Path(name)
        copy = folder / "index"
        shutil.copytree(index, copy, copy_function=copy_by_links)
        arriving = folder / "arriving"
        arriving.mkdir()
        port = free_port()
        server = _start("serve", "--index", copy, "--port", port)
        follow = _start("follow", arriving, "--index", copy)
        try:
            wait_until_it_answers(port)
            _measure(port, arriving, queries, server.pid)
        finally:
            for process in (follow, server):
                process.terminate()
                process.wait(30)


def _start(*arguments: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "web.commands", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **LIMITS}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _words(path: Path) -> list[str]:
    """Return the texts of the queries, as readers type them."""
    queries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    joined = {"or": " OR ", "and": " ", "phrase": " "}
    return [joined[query["kind"]].join(query["words"]) for query in queries if query["kind"] in joined]


def _measure(port: int, arriving: Path, queries: Sequence[str], server: int) -> None:
    times: list[float] = []
    stop = threading.Event()
    clients = [
        threading.Thread(target=_search, args=(port, queries[at::CLIENTS], times, stop))
        for at in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    time.sleep(QUIET_SECONDS)
    quiet, times[:] = sorted(times), []
    files, memory = files_of(server), memory_of(server)
    found = [_publish(port, arriving, number) for number in range(ARTICLES)]
    busy = sorted(times)
    stop.set()
    for client in clients:
        client.join()
    print(f"found after {statistics.median(found):.2f} s, at most {max(found):.2f} s ({len(found)} articles)")
    for name, taken in (("without", quiet), ("with", busy)):
        print(
            f"searches {name} publications: {len(taken)}, p50 {_percentile(taken, 0.5):.0f} ms, p99 {_percentile(taken, 0.99):.0f} ms"
        )
    print(f"p99 with / without: {_percentile(busy, 0.99) / _percentile(quiet, 0.99):.2f}")
    print(
        f"open files {files} → {files_of(server)}, own memory {memory >> 20} → {memory_of(server) >> 20} MB"
    )


def _percentile(taken: Sequence[float], share: float) -> float:
    return 1000 * taken[min(len(taken) - 1, int(share * len(taken)))]


def _search(port: int, queries: Sequence[str], times: list[float], stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        text = urllib.parse.quote(queries[number % len(queries)])
        number += 1
        began = time.monotonic()
        urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/search?q={text}", timeout=60).read()
        times.append(time.monotonic() - began)


def _publish(port: int, arriving: Path, number: int) -> float:
    """Let an article arrive; return the seconds until a search finds it, but wait until one has passed at least."""
    word = f"नवशब्द{number}"
    record = {"id": f"new-{number}", "title": f"{word} की ख़बर", "body": f"यह {word} का पाठ है।"}
    written = arriving.with_name("written")
    written.write_text(json.dumps(record, ensure_ascii=False) + "\n", "utf-8")
    began = time.monotonic()
    written.replace(arriving / f"{number}.jsonl")
    address = f"http://127.0.0.1:{port}/api/v1/search?q={urllib.parse.quote('=' + word)}"
    while not json.load(urllib.request.urlopen(address, timeout=60))["total"]:
        time.sleep(0.05)
    seconds = time.monotonic() - began
    time.sleep(max(0.0, 1.0 - seconds))
    return seconds


if __name__ == "__main__":
    main()
