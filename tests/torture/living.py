"""kill -9 while an archive lives: files arrive, `follow` publishes and merges, articles are taken down."""

import random
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from index.reindex.background_merge import BackgroundMerge
from index.reindex.follow import follow
from index.reindex.removal import remove
from index.reindex.report import ReindexOptions
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests import source_exports
from tests.torture import kills
from tests.torture.archive import faults

NEW_ARTICLES = 3
KEPT_FILES = 20
"""The crawler's folder is cleaned up: only so many files stay in it."""
MAX_LIFE_SECONDS = 1.2
"""Seconds that a process lives at most before it is killed."""


@dataclass
class Living:
    """What must be true of the archive: the ids that arrived, were shown, were taken down, and may have been."""

    settings: Settings
    folder: Path
    chance: random.Random
    shown: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    perhaps: set[str] = field(default_factory=set)
    arrived: int = 0
    killed: int = 0
    merged: set[str] = field(default_factory=set)
    bad: list[str] = field(default_factory=list)

    def arrive(self) -> None:
        """Move a file with new articles into the folder; drop the oldest."""
        first = self.arrived
        self.arrived += NEW_ARTICLES
        records = [
            {"id": f"{number:06}", "title": f"सुर्खी {number}", "body": f"पाठ संख्या {number} का"}
            for number in range(first, self.arrived)
        ]
        written = self.folder.with_name("written")
        written.write_bytes(source_exports.json_lines(records))
        written.replace(self.folder / f"{first:06}.jsonl")
        for old in sorted(self.folder.glob("*.jsonl"))[:-KEPT_FILES]:
            if all(f"{int(old.stem) + each:06}" in self.shown | self.taken for each in range(NEW_ARTICLES)):
                old.unlink()

    def live(self, *, takes_down: bool) -> None:
        """Follow the folder, and take an article down beside it, each killed at some moment."""
        removing = None
        article = self.chance.choice(sorted(self.shown)) if takes_down and self.shown else ""
        if article:
            self.perhaps.add(article)
            removing = threading.Thread(target=self._take_down, args=(article,))
            removing.start()
        self.killed += (
            kills.in_a_child(self._following(), self.chance.uniform(0, MAX_LIFE_SECONDS)) == -signal.SIGKILL
        )
        if removing is not None:
            removing.join()

    def _take_down(self, article: str) -> None:
        work = partial(remove, [article], self.settings, "आदेश", wait_seconds=5)
        status = kills.in_a_child(work, self.chance.uniform(0, 2 * MAX_LIFE_SECONDS))
        self.killed += status == -signal.SIGKILL
        if status == 0:
            self.taken.add(article)

    def _following(self) -> Callable[[], object]:
        def work() -> None:
            merge = BackgroundMerge(self.settings)
            for _ in follow([self.folder], self.settings, ReindexOptions(), threading.Event()):
                merge.start_if_needed()

        return work

    def look(self) -> None:
        """Note whatever is wrong with what is published."""
        if Generations(self.settings.index).current_number() is None:
            return
        segments = Segments.open(Generations(self.settings.index).current().path)
        self.merged |= {segment.name for segment in segments if segment.name.startswith("m")}
        held = [
            segment.columns.article(document).id
            for segment in segments
            for document in range(segment.documents)
            if not segment.is_deleted(document)
        ]
        now = set(held)
        self.bad += [f"{each}: is there twice" for each in sorted(now) if held.count(each) > 1][:3]
        self.bad += [
            f"{perhap}: was lost" for perhap in sorted(self.shown - now - self.taken - self.perhaps)
        ][:3]
        self.bad += [f"{each}: came back" for each in sorted(now & self.taken)][:3]
        self.bad += faults(self.settings)
        self.shown = now


def at_random(settings: Settings, folder: Path, wanted: int) -> Living:
    """Kill until so many processes have died; then let all arrive, and look once more."""
    folder.mkdir()
    living = Living(settings, folder, random.Random(wanted))
    while living.killed < wanted and not living.bad:
        living.arrive()
        living.live(takes_down=living.chance.random() < 0.3)
        living.look()
    stop = threading.Event()
    threading.Timer(3.0, stop.set).start()
    for _ in follow([folder], settings, ReindexOptions(), stop):
        pass
    living.look()
    missing = (
        {f"{number:06}" for number in range(living.arrived)} - living.shown - living.taken - living.perhaps
    )
    living.bad += [f"{each}: never arrived" for each in sorted(missing)][:10]
    return living
