"""Damaged gzip files."""

import gzip
import json
from pathlib import Path

from index.readers.outcome import Accepted, Refused
from tests.index.readers.reading import GOOD, outcomes


def test_a_cut_gzip_is_refused_and_what_came_before_stands(tmp_path: Path) -> None:
    lines = "".join(json.dumps({**GOOD, "title": f"सुर्खी {n} {hash((n, n)):x}"}) + "\n" for n in range(5_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode("utf-8"))[:-200])
    *before, last = outcomes(tmp_path / "a.jsonl.gz")
    assert len(before) > 100
    assert all(isinstance(result, Accepted) for result in before[:-1])
    assert isinstance(last, Refused)
    assert "gzip" in last.reason
