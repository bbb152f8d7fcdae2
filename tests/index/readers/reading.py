"""Short ways to read source files in tests."""

import json
from pathlib import Path

from index.readers.files import source_files
from index.readers.format import ReadOptions
from index.readers.isolated import read_file
from index.readers.outcome import Accepted, Outcome, Refused
from index.readers.splits import Split, SplitOptions, splits
from index.readers.splits import outcomes as read_split

GOOD = {"title": "सुर्खी", "body": "एक अच्छा वाक्य।", "date": "2024-01-01"}
LINE = json.dumps(GOOD).encode() + b"\n"


def outcomes(path: Path, options: ReadOptions | None = None) -> list[Outcome]:
    """Return what is read below a path."""
    return [
        outcome
        for file in source_files([path])
        for outcome in read_file(file, SplitOptions(options or ReadOptions()))
    ]


def outcomes_here(path: Path, options: ReadOptions | None = None) -> list[Outcome]:
    """Return the same, read in this process, which is where tests measure what they cover."""
    options = options or ReadOptions()
    found: list[Outcome] = []
    for file in source_files([path]):
        for split in splits(file, SplitOptions(options)):
            found += read_split(split, options) if isinstance(split, Split) else [split]
    return found


def accepted(found: list[Outcome]) -> list[str]:
    """Return the headlines of what was accepted."""
    return [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)]


def reasons(found: list[Outcome]) -> str:
    """Return what is said of what was refused."""
    return "\n".join(str(refusal) for refusal in found if isinstance(refusal, Refused))
