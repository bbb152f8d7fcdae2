"""khabarkhoj remove."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from index.reindex.build import reindex
from index.settings import Settings
from web.commands.remove import remove_command

RECORDS = [
    {
        "id": f"{number}",
        "title": f"सुर्खी {number}",
        "body": "नहर टूटी" if number else "पुल बना",
        "url": f"https://a.in/{number}",
    }
    for number in range(3)
]


@pytest.fixture
def index(tmp_path: Path) -> str:
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    reindex([tmp_path / "a.jsonl"], Settings(index=tmp_path / "index", processes=1))
    return str(tmp_path / "index")


def run(index: str, *arguments: str, said: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(remove_command, [*arguments, "--index", index], input=said)
    return result.exit_code, result.output


def test_by_query_after_a_question(index: str) -> None:
    code, output = run(index, "--query", "नहर", "--reason", "अदालत", said="n\n")
    assert (code, "this removes 2 articles for good:" in output) == (1, True)
    code, output = run(index, "--query", "नहर", "--reason", "अदालत", said="y\n")
    assert (code, output.count("removed: ")) == (0, 2)


def test_a_named_id_is_not_asked_about(index: str) -> None:
    code, output = run(index, "1", "--reason", "अदालत")
    assert (code, output.count("removed: "), "this removes" in output) == (0, 1, False)


def test_by_address_as_json_and_back(index: str) -> None:
    code, output = run(index, "--url", "http://a.in/1", "--reason", "अदालत", "--json")
    assert code == 0
    said = json.loads(output)
    assert ([each["id"] for each in said["removed"]], said["documents"], said["purged"]) == (["1"], 2, False)
    code, output = run(index, "--list")
    assert (code, "remove  1  (अदालत)" in output) == (0, True)
    assert json.loads(run(index, "1", "--undo", "--reason", "भूल", "--json")[1])["restored"] == ["1"]
    assert run(index, "1", "--undo", "--reason", "भूल")[0] == 1


def test_an_unknown_id_and_missing_words_are_said(index: str) -> None:
    code, output = run(index, "7", "0", "--reason", "क", "--yes", "--purge")
    assert (code, "not found: 7" in output, "rewritten or deleted" in output) == (1, True, True)
    for arguments in (
        ["0"],
        ["--reason", "क"],
        ["--undo", "--reason", "क"],
        ["--query", "कुछनहीं", "--reason", "क"],
    ):
        assert run(index, *arguments)[0] == 2
