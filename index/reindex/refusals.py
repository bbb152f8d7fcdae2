"""What a run refused: counted by reason, the first ones kept, every one written to a report.

    INDEX/refused/000042.jsonl   one object a refusal: path, line, unit, reason, kind, excerpt

The report has the number that the run's generation has, or would have had. Where nothing was published, the next run
has the same number: then the earlier report is kept by when it was written, to the microsecond (UTC):
000042-20240625T143000-250000.jsonl.
"""

import datetime
import json
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from index.readers.outcome import Refused

REFUSALS_FOLDER = "refused"
MAX_EARLIER = 20
"""Reports of runs that published nothing that are kept, the newest ones."""


def as_json(refused: Refused) -> dict[str, Any]:
    """Return a refusal as it is written in reports."""
    return {
        "path": refused.path,
        "line": refused.line,
        "unit": refused.line_unit,
        "reason": refused.reason,
        "kind": refused.kind,
        "excerpt": refused.excerpt,
    }


class Refusals:
    """The refusals of one run. The report is only made when there is something to report."""

    def __init__(self, report: Path, kept: int) -> None:
        self.path = report
        self.first: list[Refused] = []
        self.kinds: Counter[str] = Counter()
        self._kept = kept
        self._file: IO[str] | None = None

    def __enter__(self) -> "Refusals":
        self._set_aside()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def __len__(self) -> int:
        return self.kinds.total()

    def add(self, refused: Refused) -> None:
        """Count one and write it down."""
        self.kinds[refused.kind] += 1
        if len(self.first) < self._kept:
            self.first.append(refused)
        if self._file is None:
            self.path.parent.mkdir(exist_ok=True, mode=0o700)
            self._file = self.path.open("w", encoding="utf-8", errors="replace")
        self._file.write(json.dumps(as_json(refused), ensure_ascii=False) + "\n")

    def drop_before(self, generation: int) -> None:
        """Remove the reports of generations that are kept no longer."""
        for path in self.path.parent.glob("*.jsonl"):
            number = path.stem.partition("-")[0]
            if number.isdigit() and int(number) < generation:
                path.unlink(missing_ok=True)

    def _set_aside(self) -> None:
        """Rename the report of an earlier run that published nothing."""
        try:
            written = datetime.datetime.fromtimestamp(self.path.stat().st_mtime, datetime.UTC)
        except FileNotFoundError:
            return
        self.path.rename(self.path.with_stem(f"{self.path.stem}-{written:%Y%m%dT%H%M%S-%f}"))
        earlier = sorted(self.path.parent.glob(f"{self.path.stem}-*.jsonl"))
        for path in earlier[:-MAX_EARLIER]:
            path.unlink(missing_ok=True)
