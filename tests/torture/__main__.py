"""The long versions: `make torture`, or `make torture PARTS="bits power"`. Prints what was found; exits 1 on any loss."""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from tests.conftest import ROOT
from tests.opensearch.nodes import Nodes
from tests.torture import bits, calls, cluster, fuzz, kills, living, load, power
from tests.torture.archive import answers, faults, published, write_batches

KILLS = int(os.environ.get("KILLS", "1000"))
FLIPS = int(os.environ.get("FLIPS", "300"))
FILES = int(os.environ.get("FILES", "100000"))
COLUMN_FILES = int(os.environ.get("COLUMN_FILES", "20000"))
QUERIES = int(os.environ.get("QUERIES", "300000"))
MINUTES = float(os.environ.get("MINUTES", "10"))
PUBLICATIONS = 20
CUTS = int(os.environ.get("CUTS", "12"))


def torture_operations(folder: Path) -> list[str]:
    """kill -9 before every file operation of a run: reading, merging, and each step of publication."""
    settings = Settings(index=folder / "index", processes=1)
    first, second = write_batches(folder, 2, 20)
    reindex([first], settings)
    old = answers(settings)
    bad: list[str] = []

    def after(operation: int) -> None:
        bad.extend(f"operation {operation}: {fault}" for fault in faults(settings))
        if published(settings) == 1 and answers(settings) != old:
            bad.append(f"operation {operation}: other answers")

    deaths = kills.at_every_operation([first, second], settings, after)
    held = open_archive(settings).overview().documents
    bad += [f"{held} articles instead of 40"] * (held != 40)
    print(
        f"kill -9 before each of {deaths} file operations: {len(bad)} losses; the run after them published all"
    )
    return bad


def torture_kills(folder: Path) -> list[str]:
    """kill -9 at random moments, while the sources grow."""
    settings = Settings(index=folder / "index", processes=2)
    batches = write_batches(folder, 20, 100)
    bad: list[str] = []
    newest = least = 0

    def after() -> None:
        nonlocal newest, least
        if published(settings) < newest:
            bad.append(f"generation {newest} was lost")
        newest = published(settings)
        if newest:
            bad.extend(faults(settings))
            held = open_archive(settings).overview().documents
            if held < least:
                bad.append(f"{least - held} published articles were lost")
            least = held

    ended = kills.at_random(batches, settings, KILLS, 0.6, after)
    reindex(batches, settings)
    held = open_archive(settings).overview().documents
    bad += [f"{held} articles instead of 2,000"] * (held != 2_000)
    print(f"kill -9 at {KILLS} random moments ({ended} runs had ended by then, {newest} generations): {len(bad)} losses, "
          f"{held} of 2,000 articles, none twice")  # fmt: skip
    return bad


def torture_living(folder: Path) -> list[str]:
    """kill -9 at random moments of `follow`, of its merges and of takedowns, while files arrive."""
    settings = Settings(index=folder / "index", processes=1, max_merged_articles=40)
    found = living.at_random(settings, folder / "arriving", KILLS)
    print(f"kill -9 at {found.killed} random moments of following, merging and taking down: {len(found.bad)} losses; "
          f"{found.arrived} articles arrived, {len(found.taken)} were taken down and stayed away, "
          f"{len(found.merged)} merged segments were published")  # fmt: skip
    return found.bad


def torture_power(folder: Path) -> list[str]:
    """A power cut around every sync and rename."""
    settings = Settings(index=folder / "index", processes=1)
    first, second = write_batches(folder, 2, 20)
    reindex([first], settings)
    images, chance = folder / "images", random.Random(1)
    images.mkdir()
    bad: list[str] = []
    seen = {20: 0, 40: 0}

    def check(disk: power.Disk) -> None:
        for image in disk.images(images, 12, chance):
            found = Settings(index=image, processes=1)
            bad.extend(faults(found))
            held = open_archive(found).overview().documents
            seen[held] = seen.get(held, 0) + 1

    cuts = power.cut_everywhere(settings.index, lambda: reindex([second], settings), check)
    bad += [f"{held} articles" for held in seen if held not in (20, 40)]
    print(f"power cut at {cuts} points, 12 disks each: {seen[20]} opened to the old generation, {seen[40]} to the new one, "
          f"{len(bad)} faults")  # fmt: skip
    return bad


def torture_bits(folder: Path) -> list[str]:
    """Flipped bits."""
    settings = Settings(index=folder / "index", processes=1)
    reindex(write_batches(folder, 1, 500), settings)
    right, missed, wrong = answers(settings), [], []
    for place in bits.flips(settings.index / "generations" / "000001", FLIPS):
        if not bits.found_by_verify(settings):
            missed.append(f"not found by verify: {place}")
        if bits.silent_wrong_answers(settings, right):
            wrong.append(f"answers wrongly: {place}")
    print(f"{FLIPS} flipped bits: {FLIPS - len(missed)} found by verify, {len(wrong)} silent wrong answers")
    return missed + wrong


def torture_load(folder: Path) -> list[str]:
    """Searching while the archive is published anew."""
    settings = Settings(index=folder / "index")
    batches = write_batches(folder, PUBLICATIONS + 1, 500)
    found = load.searched_while_published(batches, settings, 8765, MINUTES * 60, PUBLICATIONS)
    print(f"{MINUTES:g} minutes of searching with {found.publications} publications: {found.requests:,} requests, "
          f"{len(found.failed)} failed; shown by every worker within {found.slowest_to_show:.1f} s; open files "
          f"{found.files[0]} → {found.files[1]}, own memory {found.memory[0] >> 20} → {found.memory[1] >> 20} MB")  # fmt: skip
    bad = found.failed[:20]
    if found.slowest_to_show > 2:
        bad.append(f"shown after {found.slowest_to_show:.1f} s")
    if found.files[1] > found.files[0] + found.mapped:  # an archive of more segments has more files
        bad.append(f"open files grew from {found.files[0]} to {found.files[1]}")
    return bad


def torture_faults(folder: Path) -> list[str]:
    """Every system call of a reindex, an incremental one and a rollback fails once."""
    settings = Settings(index=folder / "index", processes=1)
    first, second = write_batches(folder, 2, 20)
    shim = calls.library(folder)
    bad: list[str] = []
    count = 0
    for command in (
        calls.Command("reindex", ("reindex", str(first))),
        calls.Command("incremental reindex", ("reindex", str(first), str(second))),
        calls.Command("rollback", ("rollback",)),
    ):
        settings.index.mkdir(exist_ok=True)
        for where, wrong in calls.at_every_call(command, shim, settings):
            count += 1
            bad += [f"{where}: {each}" for each in wrong]
        reindex([first] if command.name == "reindex" else [first, second], settings)
    print(f"each of {count} calls failed once: {len(bad)} losses or untrue messages")
    return bad


def torture_files(folder: Path) -> list[str]:
    """Mutated files of every format and packing are read."""
    bad = list(fuzz.files(folder / "files", FILES))
    print(f"{FILES} mutated files: {len(bad)} escaped or took too long")
    return bad


def torture_columns(folder: Path) -> list[str]:
    """Changed column files are opened and read."""
    settings = Settings(index=folder / "index", processes=1)
    reindex(write_batches(folder, 1, 20), settings)
    paths = list((settings.index / "generations" / "000001").glob("g*.*"))
    bad = list(fuzz.columns(paths, folder, COLUMN_FILES))
    print(f"{COLUMN_FILES} changed column files: {len(bad)} were no damage")
    return bad


def torture_queries(folder: Path) -> list[str]:
    """Random queries are planned and searched, on the index that INDEX names or on the seeds."""
    named = os.environ.get("INDEX")
    settings = Settings(index=Path(named) if named else folder / "index")
    if not named:
        reindex([ROOT / "seeds"], settings)
    *bad, slowest = fuzz.queries(open_archive(settings), settings, QUERIES)
    assert isinstance(slowest, fuzz.Slow)
    print(
        f"{QUERIES} queries: {len(bad)} raised or took too long; the slowest {slowest.seconds:.2f} s: {slowest.what[:60]!r}"
    )
    return [str(each) for each in bad]


def torture_cluster(folder: Path) -> list[str]:
    """Nodes of three are killed and cut off while articles are indexed, published and searched."""
    nodes = Nodes(folder / "nodes", 3, "640m")
    try:
        nodes.wait()
        settings = Settings(
            index=folder / "index", engine="opensearch", cluster=",".join(nodes.addresses), cluster_shards=3,
            cluster_replicas=1, cluster_seconds=60.0, max_query_seconds=5.0, poll_seconds=0.2, processes=1,
        )  # fmt: skip
        batches = write_batches(folder, 2 * CUTS + 1, 150)
        truth = cluster.Truth()
        reindex(batches[:1], settings)
        truth.note(settings)
        bad: list[str] = []
        for what, disturb, part in (
            ("killed", cluster.kill_and_start, batches[1 : CUTS + 1]),
            ("cut off", cluster.cut_off, batches[CUTS + 1 :]),
        ):
            with cluster.searching(settings, truth) as searches:
                outcomes = cluster.publish_through(settings, part, truth, partial(disturb, nodes))
            nodes.wait(cluster.REJOIN_SECONDS)
            wrong = cluster.wrong_in_cluster(settings)
            print(f"a node of three {what} in {len(part)} publications: {dict(outcomes)}, {len(wrong)} articles lost or wrong; "
                  f"{searches.count} searches beside, {len(searches.wrong)} with a wrong total, {searches.partial} marked "
                  f"partial, {searches.refused} refused, the slowest {searches.slowest:.1f} s")  # fmt: skip
            bad += wrong + searches.wrong
            if not searches.count:
                bad.append("nothing was searched")
        return bad
    finally:
        nodes.stop()


PARTS: dict[str, Callable[[Path], list[str]]] = {
    "operations": torture_operations,
    "kills": torture_kills,
    "living": torture_living,
    "faults": torture_faults,
    "files": torture_files,
    "columns": torture_columns,
    "queries": torture_queries,
    "power": torture_power,
    "bits": torture_bits,
    "load": torture_load,
    "cluster": torture_cluster,
}


def main() -> None:
    """Run the parts that are named, or all."""
    bad = []
    for name in sys.argv[1:] or PARTS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            faults_found = PARTS[name](Path(folder))
        print(f"    {name}: {time.monotonic() - began:.0f} s")
        for fault in faults_found[:20]:
            print(f"    {fault}")
        bad += faults_found
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
