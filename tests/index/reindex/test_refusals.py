"""Refusals are all counted and written, the first ones kept."""

import json
import os
from pathlib import Path

from index.readers.outcome import Refused
from index.reindex.refusals import MAX_EARLIER, Refusals, as_json


def test_every_refusal_is_in_the_report_and_only_the_first_are_kept(tmp_path: Path) -> None:
    report = tmp_path / "refused" / "000007.jsonl"
    refused = [Refused("अ.csv", line, f"broken at {line}", "excerpt\ud800") for line in range(1, 6)]
    with Refusals(report, kept=2) as refusals:
        for refusal in refused:
            refusals.add(refusal)
        assert len(refusals) == 5
        assert refusals.first == refused[:2]
        assert refusals.kinds == {"broken at …": 5}
    lines = [json.loads(line) for line in report.read_text("utf-8").splitlines()]
    assert [line["line"] for line in lines] == [1, 2, 3, 4, 5]
    assert set(lines[0]) == set(as_json(refused[0]))


def test_the_report_of_a_run_that_published_nothing_is_kept_by_its_time(tmp_path: Path) -> None:
    report = tmp_path / "000007.jsonl"
    for minute in range(MAX_EARLIER + 2):
        report.write_text(f"old {minute}")
        os.utime(report, (minute * 60, minute * 60))
        with Refusals(report, kept=2):
            pass
        assert not report.exists()
    kept = sorted(tmp_path.iterdir())
    assert len(kept) == MAX_EARLIER
    assert (kept[0].name, kept[0].read_text()) == ("000007-19700101T000200-000000.jsonl", "old 2")


def test_reports_of_old_generations_go(tmp_path: Path) -> None:
    for name in ("000001", "000002", "000002-20240625T143000", "000003", "000003-20240625T143000", "notes"):
        (tmp_path / f"{name}.jsonl").touch()
    Refusals(tmp_path / "000004.jsonl", kept=2).drop_before(3)
    assert sorted(path.stem for path in tmp_path.iterdir()) == ["000003", "000003-20240625T143000", "notes"]
