"""Runs every engine on the same articles and queries, in one go: `make bench ARTICLES=100000`.

Results are kept in docs/speed.json by archive and engine; docs/speed.svg is drawn from them.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench import corpus, lucene_peer, plot, report, watch
from tests.bench.interleave import interleaved
from tests.bench.queries import write_queries

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "speed.json"
THREADS = (1, 2)
SMALLEST = 10_000
MAX_FOR_SLOW = 100_000
"""Plain Whoosh and FTS5 are left out of larger archives: they would take hours, or answer in seconds."""
PYTHON_ENGINES = ("ours", "tantivy_peer", "sqlite_peer", "whoosh_peer")


def main() -> None:
    """Measure, print the table, keep the results, draw the plot."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--engines", default=",".join((*PYTHON_ENGINES, "lucene")))
    parser.add_argument("--archives", default="")
    arguments = parser.parse_args()
    if not corpus.SENTENCES.exists():
        sys.exit(f"{corpus.SENTENCES} is not there: the benchmark builds its articles from it")
    arguments.work.mkdir(parents=True, exist_ok=True)
    sizes = {f"{size}": size for size in sorted({SMALLEST, arguments.articles})}
    wanted = arguments.archives.split(",") if arguments.archives else [*sizes, "news"]
    for archive in wanted:
        path = _archive(arguments.work, archive)
        measured: dict[str, dict[str, Any]] = {}
        commands: dict[str, list[str]] = {}
        for name in arguments.engines.split(","):
            for label, facts, command in _indexed_by(name, archive, path, arguments.work):
                measured[label], commands[label] = facts, command
        _say(f"asking {', '.join(commands)} in turn")
        for label, answers in interleaved(commands, path.with_suffix(".queries")).items():
            measured[label] |= _answers(answers)
        _compare_totals(measured, arguments.work / f"{archive}.totals")
        _keep(archive, measured)
        report.table(_kept()[archive], archive)
    plot.draw(_kept(), ROOT / "docs" / "speed.svg")


def _archive(work: Path, archive: str) -> Path:
    path = work / f"{archive}.jsonl"
    if archive == "news" and not path.exists():
        with gzip.open(corpus.NEWS, "rb") as packed, path.open("wb") as file:
            shutil.copyfileobj(packed, file)
    elif archive != "news":
        _say(f"writing {archive} articles")
        corpus.write_corpus(path, int(archive))
    queries = path.with_suffix(".queries")
    if not queries.exists():
        write_queries(path, queries)
    return path


def _indexed_by(
    name: str, archive: str, path: Path, work: Path
) -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Index an archive with an engine; yield its name, what was measured, and the command that searches."""
    if name in ("whoosh_peer", "sqlite_peer") and archive != "news" and int(archive) > MAX_FOR_SLOW:
        return
    queries = str(path.with_suffix(".queries"))
    if name == "lucene":
        for label, keeping in (
            (("Lucene", True), ("Lucene without stop words", False)) if lucene_peer.library() else ()
        ):
            folder = work / "index" / ("lucene" + "-all" * keeping)
            build = partial(lucene_peer.command, "index", str(path), str(folder), keeping=keeping)
            facts = _indexing(label, path, folder, THREADS, build)
            search = ("search", str(folder), queries, "3", "title,standfirst,body")
            yield label, facts, lucene_peer.command(*search, keeping=keeping)
        return
    label = {
        "ours": "ख़बरखोज",
        "tantivy_peer": "tantivy",
        "sqlite_peer": "SQLite FTS5",
        "whoosh_peer": "Whoosh",
    }[name]
    folder = work / "index" / name
    child = [sys.executable, "-m", "tests.bench.child"]
    threads = THREADS[:1] if name == "sqlite_peer" else THREADS
    facts = _indexing(
        label, path, folder, threads, lambda count: [*child, "index", name, str(path), str(folder), count]
    )
    yield label, facts, [*child, "search", name, str(folder), queries]
    if name == "ours":
        yield f"{label}, all tiers", {}, [*child, "search", "ours_expanding", str(folder), queries]


def _indexing(
    label: str, path: Path, folder: Path, threads: tuple[int, ...], command: Callable[[str], list[str]]
) -> dict[str, Any]:
    """Index an archive with each number of threads or processes; the last index stays."""
    found: dict[str, Any] = {"indexing": {}}
    for count in threads:
        _say(f"{label}: indexing {path.stem} with {count}")
        shutil.rmtree(folder, ignore_errors=True)
        found["indexing"][str(count)] = _indexed(watch.run(command(str(count))))
    return {**found, "index_bytes": _size(folder), "source_bytes": path.stat().st_size}


def _compare_totals(measured: dict[str, dict[str, Any]], ours: Path) -> None:
    """Put in place of all totals in how many single words they equal ours, of how many both counted."""
    if report.OURS in measured:
        ours.write_text(json.dumps(measured[report.OURS]["totals"], ensure_ascii=False), "utf-8")
    known = json.loads(ours.read_text("utf-8")) if ours.exists() else {}
    for facts in measured.values():
        totals = facts.pop("totals")
        both = [word for word in totals if word in known]
        facts["same_totals"] = [sum(totals[word] == known[word] for word in both), len(both)]


def _indexed(watched: watch.Watched) -> dict[str, float]:
    facts = json.loads(watched.output.splitlines()[-1])
    return {**facts, "peak_bytes": watched.peak, "anonymous_bytes": watched.anonymous}


def _answers(found: dict[str, Any]) -> dict[str, Any]:
    classes: dict[str, list[float]] = {}
    medians: dict[str, list[float]] = {}
    totals: dict[str, int] = {}
    for lines in found["rounds"]:
        of_round: dict[str, list[float]] = {}
        for line in lines:
            of_round.setdefault(line["class"], []).append(line["ms"])
            if len(line["words"]) == 1 and line["total"] is not None:
                totals[line["words"][0]] = line["total"]
        for name, spent in of_round.items():
            classes.setdefault(name, []).extend(spent)
            medians.setdefault(name, []).append(round(median(spent), 4))
    return {
        "opening": found["opening"],
        "search_bytes": found["memory"][0],
        "anonymous_search_bytes": found["memory"][1],
        "latency": {
            name: report.percentiles(spent) | {"rounds": medians[name]} for name, spent in classes.items()
        },
        "totals": totals,
    }


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _kept() -> dict[str, dict[str, Any]]:
    return json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}


def _keep(archive: str, found: dict[str, dict[str, Any]]) -> None:
    kept = _kept()
    day = time.strftime("%Y-%m-%d")
    kept.setdefault(archive, {}).update({name: {**facts, "measured": day} for name, facts in found.items()})
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"failed: {' '.join(map(str, error.cmd))}")
