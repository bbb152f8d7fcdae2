"""khabarkhoj generations, rollback and verify."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from index.reindex.build import reindex
from index.settings import Settings
from web.commands import cli


@pytest.fixture
def index(tmp_path: Path) -> Path:
    for number in (1, 2):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps({"title": f"सुर्खी {number}", "body": "पाठ है।"}))
        reindex([tmp_path / f"{number}.jsonl"], Settings(index=tmp_path / "index"))
    return tmp_path / "index"


def run(command: str, *arguments: object) -> Result:
    return CliRunner().invoke(cli, [command, *map(str, arguments)], catch_exceptions=False)


def test_generations_are_listed_and_the_published_one_marked(index: Path) -> None:
    lines = run("generations", "--index", index).output.splitlines()
    assert [line[:1] for line in lines if " article" in line] in (["*", " "], [" ", "*"])
    found = [json.loads(line) for line in run("generations", "--index", index, "--json").output.splitlines()]
    assert {each["generation"]: each["documents"] for each in found} == {1: 1, 2: 2}
    assert [each["generation"] for each in found if each["published"]] == [2]
    assert all(each["bytes"] > 0 and not each["fault"] for each in found)


def test_rollback_publishes_the_one_before(index: Path) -> None:
    assert "generation 1 is published: 1 article\n" in run("rollback", "--index", index).output
    found = [json.loads(line) for line in run("generations", "--index", index, "--json").output.splitlines()]
    assert [each["generation"] for each in found if each["published"]] == [1]


def test_verify_says_what_is_wrong_and_exits_with_1(index: Path, tmp_path: Path) -> None:
    sound = run("verify", "--index", index, "--json")
    assert sound.exit_code == 0
    assert not any(json.loads(line)["fault"] for line in sound.output.splitlines())
    largest = max(
        (index / "generations").rglob("*"), key=lambda path: path.stat().st_size if path.is_file() else -1
    )
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.chmod(0o600)
    largest.write_bytes(content)
    broken = run("verify", "--index", index)
    assert broken.exit_code == 1
    assert "wrong: " in broken.output
