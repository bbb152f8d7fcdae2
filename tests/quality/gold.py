"""The gold sets: tab-separated tables beside the project that are measured with and never shipped."""

import csv
import os
from pathlib import Path

SHARED = Path(os.environ.get("KHABARKHOJ_SHARED", Path(__file__).parents[3] / "shared"))
"""Where gold/ and data/ lie."""

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of gold/NAME.dev.tsv, or of gold/NAME.tsv."""
    folder = SHARED / "gold"
    path = next(path for path in (folder / f"{name}.dev.tsv", folder / f"{name}.tsv") if path.exists())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def missing() -> str | None:
    """A line that says what is not there, or None."""
    return None if (SHARED / "gold").is_dir() else f"no gold sets in {SHARED / 'gold'}: nothing to measure"
