"""The cluster engine beside OpenSearch's own Hindi: `make bench-opensearch ARTICLES=100000`.

One node, the same articles twice: once as Khabarkhoj publishes them, once with OpenSearch's `hindi` analyzer fed by a
plain bulk client. Then the same queries over HTTP, in turn, so that noise hits all alike: ours on the cluster and ours
embedded through the JSON endpoint, OpenSearch's own with its highlighter. The rounds with more shards come last.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import urllib3

from index.opensearch.replication import replicate
from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from tests.bench import corpus
from tests.bench.queries import queries
from tests.bench.serve import wait_for
from tests.opensearch.nodes import Nodes
from tests.quality.table import show

ROOT = Path(__file__).parents[2]
KINDS = {
    "one common word": "one common word",
    "one rare word": "one rare word",
    "OR of 2–4 words": "OR of 2-4 words",
    "AND of 2–3 words": "AND of 2-3 words",
    "phrase of 2–3 words": "phrase of 2-3 words",
}
QUERIES = 60
"""Queries of a kind that are timed, and as many to warm up."""
BULK = 500
TOO_MANY, MAX_ATTEMPTS = 429, 60
LEASE_SECONDS = 100
PEER = "peer-hindi"
HINDI = "OpenSearch's hindi, highlighted"
PEER_FIELDS = ("headline", "standfirst", "body")


def main() -> None:
    """Index both ways, search all ways, print and keep the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", default="100000", help="how many synthetic ones, or news")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--shards", type=int, default=1)
    parser.add_argument("--heap", default="2g")
    arguments = parser.parse_args()
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)
    articles = _articles(work, arguments.articles)
    folder = work / "cluster"
    shutil.rmtree(folder, ignore_errors=True)
    nodes = Nodes(folder, heap=arguments.heap, is_for_speed=True)
    try:
        nodes.wait()
        settings = Settings(
            index=work / "cluster-index", cluster=nodes.addresses[0], cluster_name="bench", cluster_replicas=0,
            cluster_shards=arguments.shards, cluster_seconds=600.0,
        )  # fmt: skip
        found = _indexing(settings, articles)
        found |= {"searches": _searching(settings, articles), "shards": arguments.shards}
    finally:
        nodes.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _keep(f"{arguments.articles}, {arguments.shards} shards", found)


def _articles(work: Path, name: str) -> Path:
    path = work / f"{name}.jsonl"
    if path.exists():
        return path
    if name == "news":
        with gzip.open(corpus.NEWS, "rb") as packed, path.open("wb") as file:
            shutil.copyfileobj(packed, file)
    else:
        corpus.write_corpus(path, int(name))
    return path


def _indexing(settings: Settings, articles: Path) -> dict[str, Any]:
    """Index with both engines of ours and with the peer; articles a second, bytes."""
    shutil.rmtree(settings.index, ignore_errors=True)
    began = time.perf_counter()
    count = reindex([articles], settings).documents
    embedded = time.perf_counter() - began
    began = time.perf_counter()
    with Generations(settings.index).writing():
        replicate(settings)
    sending = time.perf_counter() - began
    began = time.perf_counter()
    peers = _index_peer(settings.cluster, articles)
    peer = time.perf_counter() - began
    assert peers == count, (peers, count)
    rows = [
        ["reindex, embedded", f"{count / embedded:,.0f}"],
        ["sending to the cluster", f"{count / sending:,.0f}"],
        ["both: reindex --engine opensearch", f"{count / (embedded + sending):,.0f}"],
        ["OpenSearch's hindi, plain bulk client", f"{count / peer:,.0f}"],
    ]
    show(f"{count:,} articles", ["indexing", "articles/s"], rows)
    # What was sent is kept beside the articles until no copy can ask for it any more; here, for a minute.
    _ask(
        settings.cluster,
        "PUT",
        "/bench-000001/_settings",
        {"index.soft_deletes.retention_lease.period": "1m"},
    )
    time.sleep(LEASE_SECONDS)
    sizes = {}
    for name, index in (("ours", "bench-000001"), ("hindi", PEER)):
        _ask(settings.cluster, "POST", f"/{index}/_flush", {})
        before = _bytes(settings.cluster, index)
        _ask(settings.cluster, "POST", f"/{index}/_forcemerge?max_num_segments=1", {})
        _ask(settings.cluster, "POST", f"/{index}/_flush", {})
        sizes[name] = {"before_merge": before / count, "merged": _bytes(settings.cluster, index) / count}
    show("bytes an article", ["", "before the merge", "merged"], [
        [name, f"{item['before_merge']:,.0f}", f"{item['merged']:,.0f}"] for name, item in sizes.items()
    ])  # fmt: skip
    return {
        "articles": count,
        "embedded_seconds": embedded,
        "sending_seconds": sending,
        "peer_seconds": peer,
        "bytes": sizes,
    }


def _index_peer(address: str, articles: Path) -> int:
    """Feed OpenSearch's own analyzer, two requests at a time; return how many articles it has."""
    fields = {name: {"type": "text", "analyzer": "hindi"} for name in PEER_FIELDS}
    _ask(address, "PUT", f"/{PEER}", {
        "settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0, "refresh_interval": -1}},
        "mappings": {"properties": {**fields, "date": {"type": "keyword"}, "source": {"type": "keyword"}}},
    })  # fmt: skip
    pool = urllib3.PoolManager(maxsize=4)

    def requests() -> Iterator[bytes]:
        with articles.open(encoding="utf-8") as file:
            while lines := list(islice(file, BULK)):
                parts = []
                for line in lines:
                    raw = json.loads(line)
                    kept = {"headline": raw.get("title", ""), "standfirst": raw.get("standfirst", ""),
                            "body": raw.get("body", ""), "date": str(raw.get("date") or ""),
                            "source": str(raw.get("source") or "")}  # fmt: skip
                    parts += [json.dumps({"index": {"_id": raw["id"]}}), json.dumps(kept, ensure_ascii=False)]
                yield ("\n".join(parts) + "\n").encode("utf-8", "replace")

    def send(body: bytes) -> None:
        for _ in range(MAX_ATTEMPTS):
            reply = pool.request(
                "POST", f"{address}/{PEER}/_bulk?filter_path=errors", body=body,
                headers={"content-type": "application/x-ndjson"},
            )  # fmt: skip
            if reply.status != TOO_MANY:  # a node that is short of memory asks to wait
                break
            time.sleep(1)
        assert reply.json() == {"errors": False}, reply.data[:300]

    with ThreadPoolExecutor(2) as senders:
        waiting = []
        for body in requests():
            waiting.append(senders.submit(send, body))
            while len(waiting) > 3:
                waiting.pop(0).result()
        for each in waiting:
            each.result()
    _ask(address, "POST", f"/{PEER}/_refresh", {})
    return int(_ask(address, "GET", f"/{PEER}/_count", None)["count"])


def _searching(settings: Settings, articles: Path) -> dict[str, Any]:
    """Send the same queries to all, in turn; p50 and p99 in ms."""
    servers = {
        "ours, cluster": _Server(replace(settings, engine="opensearch")),
        "ours, embedded": _Server(settings),
    }
    pool = urllib3.PoolManager(maxsize=4)
    spent: dict[tuple[str, str], list[float]] = {}
    totals: dict[str, int] = {}
    try:
        for server in servers.values():
            server.wait()
        asked = [each for each in queries(articles) if each.group in KINDS]
        chosen = [
            each
            for warm in (True, False)
            for group in KINDS
            for each in [each for each in asked if each.group == group and each.warm is warm][:QUERIES]
        ]
        random.Random(1).shuffle(chosen)
        chosen.sort(key=lambda each: not each.warm)
        for query in chosen:
            text = _text(query.kind, query.words)
            ways: dict[str, Callable[[], int]] = {
                name: partial(server.search, pool, text) for name, server in servers.items()
            }
            ways[HINDI] = partial(_search_peer, pool, settings.cluster, query.kind, query.words)
            for name, way in ways.items():
                began = time.perf_counter()
                total = way()
                if not query.warm:
                    spent.setdefault((name, query.group), []).append((time.perf_counter() - began) * 1000)
                    totals[name] = totals.get(name, 0) + total
    finally:
        for server in servers.values():
            server.stop()
    names = [*servers, HINDI]
    rows, kept = [], {}
    for group in KINDS:
        figures = {name: np.percentile(spent[name, group], [50, 99]).round(1).tolist() for name in names}
        kept[group] = figures
        rows.append([group, *(f"{p50:.1f} / {p99:.1f}" for p50, p99 in figures.values())])
    everything = {
        name: np.percentile(np.concatenate([spent[name, group] for group in KINDS]), [50, 99])
        .round(1)
        .tolist()
        for name in names
    }
    rows.append(["all", *(f"{p50:.1f} / {p99:.1f}" for p50, p99 in everything.values())])
    show("ten marked hits over HTTP, p50 / p99 ms", ["", *names], rows)
    return {"kinds": kept, "all": everything, "totals": totals}


def _text(kind: str, words: tuple[str, ...]) -> str:
    if kind == "phrase":
        return f'"{" ".join(words)}"'
    return (" OR " if kind == "or" else " ").join(words)


def _search_peer(pool: urllib3.PoolManager, address: str, kind: str, words: tuple[str, ...]) -> int:
    """Return the total of OpenSearch's own search, with ten highlighted hits."""
    if kind == "phrase":
        query: dict[str, Any] = {
            "multi_match": {
                "query": " ".join(words),
                "fields": ["headline^4", "standfirst^2", "body"],
                "type": "phrase",
            }
        }
    else:
        query = {"multi_match": {
            "query": " ".join(words), "fields": ["headline^4", "standfirst^2", "body"],
            "type": "cross_fields", "operator": "or" if kind == "or" else "and",
        }}  # fmt: skip
    highlight = {"fields": {name: {"number_of_fragments": 2, "fragment_size": 280} for name in PEER_FIELDS}}
    body = {"size": 10, "track_total_hits": True, "query": query, "highlight": highlight}
    reply = pool.request(
        "POST",
        f"{address}/{PEER}/_search",
        body=json.dumps(body),
        headers={"content-type": "application/json"},
    ).json()
    return int(reply["hits"]["total"]["value"])


class _Server:
    """A gunicorn of ours with two workers."""

    def __init__(self, settings: Settings) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        env = {
            "KHABARKHOJ_ENGINE": settings.engine, "KHABARKHOJ_CLUSTER": settings.cluster,
            "KHABARKHOJ_CLUSTER_NAME": settings.cluster_name, "KHABARKHOJ_RATE_LIMIT_PER_MINUTE": "60000000",
            "KHABARKHOJ_RATE_LIMIT_BURST": "6000000",
        }  # fmt: skip
        command = [
            sys.executable,
            "-m",
            "web.commands",
            "serve",
            "--index",
            str(settings.index),
            "--port",
            str(port),
        ]
        self._process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL)

    def wait(self) -> None:
        """Wait until it answers."""
        wait_for(self.address)

    def search(self, pool: urllib3.PoolManager, text: str) -> int:
        """Return the total of a search with ten marked hits."""
        return int(pool.request("GET", f"{self.address}/api/v1/search?q={quote(text)}").json()["total"])

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=30)


def _ask(address: str, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    asked = urllib.request.Request(address + path, data, {"content-type": "application/json"}, method=method)
    with urllib.request.urlopen(asked, timeout=1_800) as reply:
        found: dict[str, Any] = json.load(reply)
        return found


def _bytes(address: str, index: str) -> int:
    return int(
        _ask(address, "GET", f"/{index}/_stats/store", None)["_all"]["primaries"]["store"]["size_in_bytes"]
    )


def _keep(name: str, found: dict[str, Any]) -> None:
    path = ROOT / "docs" / "speed.json"
    kept = json.loads(path.read_text("utf-8"))
    kept.setdefault("opensearch", {})[name] = {**found, "measured": time.strftime("%Y-%m-%d")}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
