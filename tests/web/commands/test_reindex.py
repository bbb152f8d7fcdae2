"""khabarkhoj reindex."""

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, SEEDS, khabarkhoj


def test_reindex_reports_refusals_and_exits_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "सुर्खी", "body": "मोदी"}\n{broken\n', encoding="utf-8")
    result = khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index")
    assert result.returncode == 1
    assert "1 added" in result.stdout
    assert f"warning: no date (1: {tmp_path / 'a.jsonl'}:1)" in result.stdout
    assert (
        result.stderr
        == f"refused: {tmp_path / 'a.jsonl'}:2: broken JSON: " + result.stderr.split("JSON: ")[1]
    )
    again = khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index", "--json")
    report = json.loads(again.stdout)
    assert (report["unchanged"], report["refused"][0]["line"]) == (1, 2)


def test_each_kind_of_warning_names_its_first_places(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"सुर्खी {number}", "body": "मोदी आए"}) for number in range(9)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = khabarkhoj("reindex", tmp_path / "a.jsonl", "--index", tmp_path / "index", "--json")
    report = json.loads(result.stdout)
    assert report["warnings"] == {"no date": 9}
    assert report["warnings_at"] == {"no date": [f"{tmp_path / 'a.jsonl'}:{line}" for line in (1, 2, 3)]}


def test_the_standard_input_is_read_in_any_format(tmp_path: Path) -> None:
    for content, total in (('{"title": "पहली", "body": "मोदी"}\n', 1), ("title,body\nदूसरी,पाठ है\n", 2)):
        result = subprocess.run(
            [sys.executable, "-m", "web.commands", "reindex", "-", "--index", tmp_path / "index", "--json"],
            input=content, capture_output=True, text=True, check=True, cwd=ROOT,
        )  # fmt: skip
        assert json.loads(result.stdout)["documents"] == total


def test_reindex_is_quiet_in_a_pipe_and_takes_the_seeds(tmp_path: Path) -> None:
    result = khabarkhoj("reindex", SEEDS, "--index", tmp_path / "index")
    assert (result.returncode, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 3
    assert "skipped: has no front matter (.md); name the file itself to read it (1)" in result.stdout
