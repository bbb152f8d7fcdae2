"""Searching while the archive is published anew: no request may fail, and nothing may pile up."""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations
from tests.torture.archive import QUESTIONS

ROOT = Path(__file__).parents[2]
CLIENTS = 4


@dataclass
class Load:
    """What came of it; memory (bytes) and open files are of all server processes, at the start and at the end."""

    requests: int = 0
    failed: list[str] = field(default_factory=list)
    publications: int = 0
    slowest_to_show: float = 0.0
    """Seconds from publication until every worker had shown it for the first time."""
    files: tuple[int, int] = (0, 0)
    mapped: int = 0
    """Files of the last generation that all server processes together may have open."""
    memory: tuple[int, int] = (0, 0)


def searched_while_published(
    batches: Sequence[Path], settings: Settings, port: int, seconds: float, publications: int
) -> Load:
    """Serve, search with several clients, and publish so many times within so many seconds."""
    load = Load()
    reindex(batches[:1], settings)
    limits = {"KHABARKHOJ_RATE_LIMIT_PER_MINUTE": "60000000", "KHABARKHOJ_RATE_LIMIT_BURST": "6000000"}
    server = subprocess.Popen(
        [sys.executable, "-m", "web.commands", "serve", "--index", settings.index, "--port", str(port)],
        cwd=ROOT, env={**os.environ, **limits}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    stop = threading.Event()
    try:
        wait_until_it_answers(port)
        clients = [threading.Thread(target=_search, args=(port, load, stop)) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        time.sleep(min(5.0, seconds / 4))
        files, memory = files_of(server.pid), memory_of(server.pid)
        for number in range(publications):
            began = time.monotonic()
            report = reindex(batches[: 2 + number], settings)
            load.publications += report.published
            load.slowest_to_show = max(load.slowest_to_show, _until_shown(port, report.generation))
            time.sleep(max(0.0, seconds / (publications + 1) - (time.monotonic() - began)))
        current = Generations(settings.index).current().path
        load.mapped = len(list(current.iterdir())) * len(_processes(server.pid))
        load.files, load.memory = (files, files_of(server.pid)), (memory, memory_of(server.pid))
        stop.set()
        for client in clients:
            client.join()
    finally:
        stop.set()
        server.terminate()
        server.wait(30)
    return load


def _search(port: int, load: Load, stop: threading.Event) -> None:
    number = 0
    while not stop.is_set():
        number += 1
        question = urllib.parse.quote(QUESTIONS[number % len(QUESTIONS)])
        path = "/api/v1/search" if number % 2 else "/search"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}?q={question}", timeout=20) as answer:
                answer.read()
        except (OSError, urllib.error.HTTPError) as error:
            load.failed.append(f"{path}: {error}")
        load.requests += 1


def _generation(port: int) -> int:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=20) as answer:
        return int(json.loads(answer.read())["revision"].partition("-")[0])


def _until_shown(port: int, generation: int) -> float:
    """Seconds until forty answers on end come from this generation: then every worker has it."""
    began = last = time.monotonic()
    on_end = 0
    while on_end < 40:
        if _generation(port) == generation:
            on_end += 1
        else:
            on_end, last = 0, time.monotonic()
    return last - began


def wait_until_it_answers(port: int) -> None:
    for _ in range(300):
        try:
            _generation(port)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


def _processes(parent: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{parent}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [parent, *(process for child in children for process in _processes(child))]


def files_of(parent: int) -> int:
    return sum(1 for process in _processes(parent) for _ in Path(f"/proc/{process}/fd").iterdir())


def memory_of(parent: int) -> int:
    """Anonymous memory of all processes: pages of mapped files belong to the machine."""
    total = 0
    for process in _processes(parent):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss_Anon"))
    return total
