"""Drives the real server on loopback with wrk: `make bench-serve ARTICLES=100000`.

Every request is a search of its own, with all tiers on: words, pairs and phrases drawn from the archive.
Results join docs/speed.json.
"""

import argparse
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.bench import corpus, watch
from tests.bench.queries import queries
from tests.quality.table import show

ROOT = Path(__file__).parents[2]
CONNECTIONS = (1, 8, 64)
SECONDS = 10
WARM_UP = 15
"""Seconds in which the workers meet words for the first time, as a server does on its first morning."""
PATHS = {"page": "/search?q=", "JSON": "/api/v1/search?q="}
GROUPS = (
    "one common word",
    "one middling word",
    "AND of 2–3 words",
    "OR of 2–4 words",
    "phrase of 2–3 words",
)
_SCRIPT = """
local paths, at = {}, 0
for line in io.lines("%s") do paths[#paths + 1] = line end
function setup(thread) thread:set("first", math.random(#paths)) end
function init() at = first end
function request() at = at %% #paths + 1; return wrk.format("GET", paths[at]) end
"""


def main() -> None:
    """Index, serve, drive, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is not there; on Debian: apt-get install wrk")
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    articles = work / f"{arguments.articles}.jsonl"
    corpus.write_corpus(articles, arguments.articles)
    index = work / "index" / f"served-{arguments.articles}"
    if not (index / "CURRENT").exists():
        command = [sys.executable, "-m", "web.commands", "reindex", str(articles), "--index", str(index)]
        subprocess.run(command, check=True)
    asked = [_text(query.kind, query.words) for query in queries(articles) if query.group in GROUPS]
    found = _measure(index, work, asked)
    results = ROOT / "docs" / "speed.json"
    kept = json.loads(results.read_text("utf-8")) if results.exists() else {}
    kept.setdefault("served", {})[str(arguments.articles)] = found
    results.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    lines = [
        [f"{run['what']}, {run['connections']} connections", f"{run['searches_a_second']:,.0f}",
         f"{run['p50_ms']:.1f}", f"{run['p99_ms']:.1f}", run["errors"], f"{run['memory'] / 1e6:.0f}",
         f"{run['anonymous'] / 1e6:.0f}"]
        for run in found["runs"]
    ]  # fmt: skip
    head = ["", "searches/s", "p50 ms", "p99 ms", "errors", "memory MB", "anonymous MB"]
    show(f"Served by {found['workers']} workers, {arguments.articles:,} articles", head, lines)


def _text(kind: str, words: tuple[str, ...]) -> str:
    if kind == "phrase":
        return f'"{" ".join(words)}"'
    return (" OR " if kind == "or" else " ").join(words)


def _measure(index: Path, work: Path, asked: list[str]) -> dict[str, Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "web.commands", "serve", "--index", str(index), "--port", str(port)]
    limits = {"KHABARKHOJ_RATE_LIMIT_PER_MINUTE": "60000000", "KHABARKHOJ_RATE_LIMIT_BURST": "6000000"}
    server = subprocess.Popen(command, env={**os.environ, **limits})
    address = f"http://127.0.0.1:{port}"
    runs = []
    try:
        wait_for(address)
        for what, path in PATHS.items():
            (work / "paths").write_text("\n".join(path + quote(text) for text in asked), "ascii")
            (work / "wrk.lua").write_text(_SCRIPT % (work / "paths"), "ascii")
            _drive(address, work, 8, WARM_UP)
            for connections in CONNECTIONS:
                run = _drive(address, work, connections, SECONDS)
                memory, anonymous = watch.memory_of(server.pid)
                runs.append(
                    {
                        "what": what,
                        "connections": connections,
                        **run,
                        "memory": memory,
                        "anonymous": anonymous,
                    }
                )
    finally:
        server.terminate()
        server.wait(timeout=30)
    return {"runs": runs, "workers": 2, "measured": time.strftime("%Y-%m-%d"), "queries": len(asked)}


def wait_for(address: str) -> None:
    """Wait until a server answers; give up after a minute."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the server did not answer within a minute")


def _drive(address: str, work: Path, connections: int, seconds: int) -> dict[str, float]:
    command = [
        "wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "--latency",
        "--timeout", "10s", "-s", str(work / "wrk.lua"), address,
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    failures = re.findall(r"(?:Non-2xx or 3xx responses:|connect|read|write|timeout) (\d+)", output)
    return {
        "searches_a_second": float(re.findall(r"Requests/sec:\s+([\d.]+)", output)[0]),
        "p50_ms": _ms(output, "50"),
        "p99_ms": _ms(output, "99"),
        "errors": sum(map(int, failures)),
    }


def _ms(output: str, percentile: str) -> float:
    value, unit = re.findall(rf"{percentile}%\s+([\d.]+)(us|ms|s)", output)[0]
    return float(value) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[unit]


if __name__ == "__main__":
    main()
