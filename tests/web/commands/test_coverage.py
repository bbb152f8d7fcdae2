"""khabarkhoj coverage."""

import json
from pathlib import Path

from click.testing import CliRunner

from index.reindex.build import reindex
from index.settings import Settings
from web.commands.coverage import coverage_command

RECORDS = [
    {"title": "एक", "body": "पाठ एक", "source": "अमर", "date": "2024-01-05"}, {"title": "दो", "body": "पाठ दो", "source": "अमर", "date": "2024-03-05"},
    {"title": "तीन", "body": "पाठ तीन", "source": "अमर"}, {"title": "चार", "body": "पाठ चार", "date": "2024-03-06"},
]  # fmt: skip


def test_as_lines_as_json_and_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    reindex([tmp_path / "a.jsonl"], Settings(index=tmp_path / "index", processes=1))
    index = ["--index", str(tmp_path / "index")]
    lines = CliRunner().invoke(coverage_command, index).output.splitlines()
    assert lines[0].split() == [
        "3",
        "अमर;",
        "2024-01-05",
        "to",
        "2024-03-05;",
        "1",
        "without",
        "a",
        "date;",
        "nothing",
        "in",
        "2024-02",
    ]
    assert "(no source)" in lines[1]
    said = json.loads(CliRunner().invoke(coverage_command, [*index, "--json"]).output)
    assert said["sources"][0]["months"] == {"2024-01": 1, "2024-03": 1}
    table = CliRunner().invoke(coverage_command, [*index, "--csv"]).output.splitlines()
    assert table == ["source,month,articles", "अमर,2024-01,1", "अमर,2024-03,1", "अमर,,1", ",2024-03,1"]


def test_no_source_becomes_a_formula_of_a_spreadsheet(tmp_path: Path) -> None:
    record = {"title": "एक", "body": "पाठ एक", "source": '=HYPERLINK("http://x","y")', "date": "2024-01-05"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    reindex([tmp_path / "a.jsonl"], Settings(index=tmp_path / "index", processes=1))
    table = CliRunner().invoke(coverage_command, ["--index", str(tmp_path / "index"), "--csv"]).output
    assert table.splitlines()[1].startswith("\"'=HYPERLINK")
