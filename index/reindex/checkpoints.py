"""Checkpoints: results of an interrupted run that the next run reuses.

    INDEX/unfinished/RUN.json      what the run was: base generation, versions, options
    INDEX/unfinished/r000000.*     the column files of a batch (index/reindex/batch_indexer.py)
    INDEX/unfinished/r000000.done  what came of it, and the fingerprint of the splits it was made of

A batch counts only if its files are those that would be read now (size and time of change) and its column
files are sound; anything else is read again. Nothing here is trusted, and nothing is durable.
"""

import hashlib
import json
import shutil
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from index.columns.column_file import ColumnFile
from index.errors import KhabarkhojError
from index.readers.outcome import Refused
from index.reindex.batch_indexer import SEEN, BatchResult
from index.reindex.batches import Batch

UNFINISHED_FOLDER = "unfinished"
RUN = "RUN.json"
DONE = ".done"


class Checkpoints:
    """The checkpoints of one run in one index directory."""

    def __init__(self, index: Path, run: dict[str, Any]) -> None:
        self.folder = index / UNFINISHED_FOLDER
        facts = json.dumps(run, sort_keys=True, default=str)
        path = self.folder / RUN
        try:
            is_same_run = path.read_bytes() == facts.encode()
        except OSError:
            is_same_run = False
        if not is_same_run:
            self.clear()
            self.folder.mkdir(mode=0o700)
            path.write_text(facts, "utf-8")

    def clear(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def base(self, number: int) -> Path:
        """Return the path of the column files of a batch."""
        return self.folder / f"r{number:06d}"

    def finished(self, number: int, batch: Batch) -> BatchResult | None:
        """Return the result of a batch from an earlier run; None if it has none: then its files are removed."""
        base = self.base(number)
        try:
            facts = json.loads(base.with_name(base.name + DONE).read_bytes())
            if facts["unit"] == fingerprint(batch):
                for path in self.folder.glob(f"{base.name}.*"):
                    if path.suffix != DONE:
                        ColumnFile(path).verify()
                if facts["seen"] == base.with_name(base.name + SEEN).exists():
                    return _batch_result(base, facts)
        except (OSError, ValueError, KeyError, TypeError, KhabarkhojError):
            pass
        for path in self.folder.glob(f"{base.name}.*"):
            path.unlink()
        return None

    def record(self, result: BatchResult, read_at: str) -> None:
        """Record the result of a batch once its files are complete; `read_at` is the fingerprint before reading."""
        facts = {
            "unit": read_at,
            "seen": result.base.with_name(result.base.name + SEEN).exists(),
            "articles": result.articles,
            "written": result.written,
            "refused": [asdict(refusal) for refusal in result.refused],
            "passed_over": result.skipped,
            "warned": result.warned,
            "warned_at": result.warned_at,
        }
        path = result.base.with_name(result.base.name + DONE)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(facts), "utf-8")
        new.replace(path)


def fingerprint(batch: Batch) -> str:
    """Return a hash of a batch's splits and of the size and mtime of their files; missing files are allowed."""
    state = hashlib.sha256()
    for split in batch:
        try:
            status = split.path.stat()
            changed = (status.st_size, status.st_mtime_ns)
        except OSError:
            changed = (-1, -1)
        facts = (split.name, split.format, split.offset, split.size, split.before, *changed)
        state.update(repr((*facts, split.context)).encode("utf-8", "surrogateescape"))
        if split.content is not None:
            state.update(hashlib.sha256(split.content).digest())
    return state.hexdigest()


def _batch_result(base: Path, facts: dict[str, Any]) -> BatchResult:
    return BatchResult(
        base,
        int(facts["articles"]),
        int(facts["written"]),
        [Refused(**fact) for fact in facts["refused"]],
        Counter(facts["passed_over"]),
        Counter(facts["warned"]),
        {kind: list(map(str, places)) for kind, places in facts["warned_at"].items()},
    )
