"""Three nodes: one killed while articles are indexed, published and searched, and cut off from the others (SIGSTOP)."""

import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.errors import ClusterUnavailableError, KhabarkhojError
from index.opensearch.comparison import compare_with_ledger
from index.reindex.build import reindex
from index.settings import Settings
from search.engines import open_archive
from search.model.question import Question
from search.model.results import SearchRequest
from tests.opensearch.nodes import Nodes

QUESTIONS = ("मोदी", "सरकार बैठक", "modi OR चुनाव", '"की बैठक"')
NODES = 3
SEARCHERS = 3
REJOIN_SECONDS = 180.0


@dataclass
class Searches:
    """What searching found while nodes came and went."""

    count: int = 0
    partial: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Truth:
    """What each state answers, noted when it was published: the right totals by documents of the archive."""

    def __init__(self) -> None:
        self.totals: dict[int, dict[str, int]] = {}

    def note(self, settings: Settings) -> None:
        """Ask the index directory itself, which no node can harm."""
        archive = open_archive(replace(settings, engine="embedded"))
        documents = archive.overview().documents
        self.totals[documents] = {
            text: _total(archive.search(SearchRequest(Question(text)))) for text in QUESTIONS
        }
        archive.close()


def _total(page: object) -> int:
    return int(page.total)  # type: ignore[attr-defined]


@contextmanager
def searching(settings: Settings, truth: Truth) -> Iterator[Searches]:
    """Search in threads; every whole answer must have the totals of one state that was published."""
    found = Searches()
    ended = threading.Event()

    def search(seed: int) -> None:
        chance = random.Random(seed)
        archive = open_archive(settings)
        while not ended.is_set():
            text = chance.choice(QUESTIONS)
            began = time.monotonic()
            try:
                page = archive.search(SearchRequest(Question(text)))
            except (ClusterUnavailableError, KhabarkhojError):
                with found.lock:
                    found.refused += 1
                time.sleep(0.05)
                continue
            with found.lock:
                found.count += 1
                found.slowest = max(found.slowest, time.monotonic() - began)
                if page.is_partial:
                    found.partial += 1
                elif page.total not in {totals[text] for totals in truth.totals.values()}:
                    right = {documents: totals[text] for documents, totals in truth.totals.items()}
                    found.wrong.append(f"{text}: {page.total} in {page.revision}, where states had {right}")
        archive.close()

    threads = [threading.Thread(target=search, args=(seed,), daemon=True) for seed in range(SEARCHERS)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        ended.set()
        for thread in threads:
            thread.join(30)


def publish_through(
    settings: Settings, batches: Sequence[Path], truth: Truth, disturb: Callable[[int], None]
) -> Counter[str]:
    """Publish batch after batch; `disturb(number)` runs beside each. What fails is published by the next try."""
    outcomes: Counter[str] = Counter()
    for number, batch in enumerate(batches):
        # The truth of the state to come must be known before anybody can see it.
        reindex([batch], replace(settings, engine="embedded"))
        truth.note(settings)
        beside = threading.Thread(target=disturb, args=(number % NODES,))
        beside.start()
        until = time.monotonic() + REJOIN_SECONDS
        while True:
            try:
                reindex([batch], settings)
                outcomes["published"] += 1
                break
            except KhabarkhojError as error:
                outcomes[str(error)[:90]] += 1
                if time.monotonic() > until:
                    raise
                time.sleep(0.5)
        beside.join()
    return outcomes


def kill_and_start(nodes: Nodes, number: int) -> None:
    """Kill a node in the middle of what goes on, and start it again."""
    time.sleep(random.uniform(0.0, 0.6))
    nodes.kill(number)
    time.sleep(random.uniform(0.5, 3.0))
    nodes.start(number)
    nodes.wait(REJOIN_SECONDS)
    nodes.wait_until_green(REJOIN_SECONDS)


def cut_off(nodes: Nodes, number: int) -> None:
    """Stop a node's process for a while: to the others it is as if its cable were pulled."""
    time.sleep(random.uniform(0.0, 0.6))
    os.kill(nodes.pid(number), signal.SIGSTOP)
    time.sleep(random.uniform(0.5, 4.0))
    os.kill(nodes.pid(number), signal.SIGCONT)


def wrong_in_cluster(settings: Settings) -> list[str]:
    """What the cluster holds otherwise than its ledger."""
    return [what for what, is_fault in compare_with_ledger(settings, 200) if is_fault]
