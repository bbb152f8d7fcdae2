"""Damaged gzip files."""

import gzip
import json
from pathlib import Path

import pytest

from index.readers.outcome import Accepted, Refused
from tests.index.readers.reading import GOOD, accepted, outcomes, reasons


def test_a_cut_gzip_is_refused_and_what_came_before_stands(tmp_path: Path) -> None:
    lines = "".join(json.dumps({**GOOD, "title": f"सुर्खी {n} {hash((n, n)):x}"}) + "\n" for n in range(5_000))
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode("utf-8"))[:-200])
    *before, last = outcomes(tmp_path / "a.jsonl.gz")
    assert len(before) > 100
    assert all(isinstance(result, Accepted) for result in before[:-1])
    assert isinstance(last, Refused)
    assert "gzip" in last.reason


@pytest.mark.parametrize("at", [-8, -1, "middle"])
def test_what_stands_before_damage_is_read_to_the_last_line(tmp_path: Path, at: int | str) -> None:
    lines = [
        json.dumps({**GOOD, "title": f"सुर्खी {number}", "id": str(number)}).encode() + b"\n"
        for number in range(2_000)
    ]
    packed = bytearray(gzip.compress(b"".join(lines)))
    where = len(packed) // 2 if isinstance(at, str) else at
    packed[where] ^= 0xFF
    (tmp_path / "a.jsonl.gz").write_bytes(packed)
    found = outcomes(tmp_path)
    assert len(accepted(found)) == 2_000 if isinstance(at, int) else len(accepted(found)) > 700
    assert "damaged gzip file" in reasons(found)
    assert "not UTF-8; convert" not in reasons(found)
