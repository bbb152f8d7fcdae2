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
from pathlib import Path
from typing import Any

from tests.bench import corpus, lucene_peer, plot, report, watch
from tests.bench.queries import write_queries

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "docs" / "speed.json"
THREADS = (1, 2)
SMALLEST = 10_000
MOST_FOR_SLOW = 100_000
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
        for name in arguments.engines.split(","):
            found = _measure(name, archive, path, arguments.work)
            if found:
                _compare_totals(found, arguments.work / f"{archive}.totals")
                _keep(archive, found)
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


def _measure(name: str, archive: str, path: Path, work: Path) -> dict[str, dict[str, Any]]:
    """engine → what was measured; empty where it cannot run."""
    if name in ("whoosh_peer", "sqlite_peer") and archive != "news" and int(archive) > MOST_FOR_SLOW:
        return {}
    if name == "lucene":
        return _measure_lucene(path, work)
    label = {
        "ours": "ख़बरखोज",
        "tantivy_peer": "tantivy",
        "sqlite_peer": "SQLite FTS5",
        "whoosh_peer": "Whoosh",
    }[name]
    found: dict[str, Any] = {"indexing": {}}
    folder = work / "index" / name
    for threads in THREADS[:1] if name == "sqlite_peer" else THREADS:
        _say(f"{label}: indexing {archive} with {threads}")
        shutil.rmtree(folder, ignore_errors=True)
        command = [
            sys.executable,
            "-m",
            "tests.bench.child",
            "index",
            name,
            str(path),
            str(folder),
            str(threads),
        ]
        found["indexing"][str(threads)] = _indexed(watch.run(command))
    found["index_bytes"] = _size(folder)
    found["source_bytes"] = path.stat().st_size
    measured = {label: found}
    for module in (name, "ours_expanding") if name == "ours" else (name,):
        _say(f"{label}: searching {archive}")
        watched = watch.run([
            sys.executable, "-m", "tests.bench.child", "search", module, str(folder), str(path.with_suffix(".queries"))
        ])  # fmt: skip
        answers = _answers(watched)
        if module == name:
            found.update(answers)
        else:
            measured[f"{label}, all tiers"] = answers
    return measured


def _measure_lucene(path: Path, work: Path) -> dict[str, dict[str, Any]]:
    if lucene_peer.jar() is None:
        print("Lucene is left out: LUCENE_JAR names no jar, or there is no javac")
        return {}
    measured = {}
    for label, keeping in (("Lucene", True), ("Lucene without stop words", False)):
        folder = work / "index" / ("lucene" + "-all" * keeping)
        found: dict[str, Any] = {"indexing": {}}
        for threads in THREADS:
            _say(f"{label}: indexing {path.stem} with {threads}")
            shutil.rmtree(folder, ignore_errors=True)
            arguments = ["index", str(path), str(folder), str(threads)]
            command = lucene_peer.command(work / "java", *arguments, keeping=keeping)
            found["indexing"][str(threads)] = _indexed(watch.run(command))
        found["index_bytes"], found["source_bytes"] = _size(folder), path.stat().st_size
        arguments = ["search", str(folder), str(path.with_suffix(".queries")), "3", "title,standfirst,body"]
        found.update(_answers(watch.run(lucene_peer.command(work / "java", *arguments, keeping=keeping))))
        measured[label] = found
    return measured


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


def _answers(watched: watch.Watched) -> dict[str, Any]:
    lines = [json.loads(line) for line in watched.output.splitlines() if line.startswith("{")]
    classes: dict[str, list[float]] = {}
    totals: dict[str, int] = {}
    for line in lines:
        if "class" in line:
            classes.setdefault(line["class"], []).append(line["ms"])
            if len(line["words"]) == 1 and line["total"] is not None:
                totals[line["words"][0]] = line["total"]
    opening = next(line for line in lines if "opened_ms" in line)
    return {
        "opening": opening,
        "search_bytes": watched.peak,
        "latency": {name: report.percentiles(spent) for name, spent in classes.items()},
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
