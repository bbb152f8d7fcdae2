"""Runs a command and watches the memory of all its processes."""

import os
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

EVERY_SECONDS = 0.1


@dataclass(frozen=True)
class Watched:
    """What a command printed, and the most memory that its processes took together, in bytes.

    Memory is proportional (PSS): a page that two processes share counts half for each. Pages of mapped
    files count too, whoever could drop them; `anonymous` is without them.
    """

    output: str
    peak: int
    anonymous: int


def run(command: list[str], **environment: str) -> Watched:
    """Run a command to its end; raises CalledProcessError when it fails."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env={**os.environ, **environment}
    )
    peaks = [0, 0]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(EVERY_SECONDS):
            for place, amount in enumerate(memory_of(process.pid)):
                peaks[place] = max(peaks[place], amount)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    done.set()
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Watched(output, *peaks)


def memory_of(parent: int) -> tuple[int, int]:
    """PSS and anonymous PSS of a process and all below it, in bytes."""
    total = anonymous = 0
    for pid in (parent, *_below(parent)):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
        except OSError:
            continue  # it ended meanwhile
        sizes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
        total += 1024 * sizes["Pss"]
        anonymous += 1024 * sizes["Pss_Anon"]
    return total, anonymous


def _below(parent: int) -> list[int]:
    try:
        tasks = Path(f"/proc/{parent}/task").iterdir()
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [each for child in children for each in (child, *_below(child))]
