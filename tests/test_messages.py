"""Messages: a command that an error names as its remedy can be typed as it stands."""

import ast
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
import pytest

from web.commands import COMMANDS, LazyGroup, main

ROOT = Path(__file__).parents[1]
_COMMAND = re.compile(r"khabarkhoj ([a-z]+)((?: (?:--?[a-z-]+|[A-Z]{2,}|[0-9.]+|opensearch))*)")


def texts(file: Path) -> Iterator[str]:
    """Yield a module's string literals but docstrings, inserted values as 1, and the commands that command_for gets."""
    tree = ast.parse(file.read_text("utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "1" for part in node.values)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings | inside
        ):
            yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"command_for", "self._command"}:
            command = node.args[-1]
            if isinstance(command, ast.Constant) and isinstance(command.value, str):
                yield f"khabarkhoj {command.value}"


def named_commands() -> list[tuple[str, str]]:
    """Return every command with its options that a message of the product names."""
    files = [file for folder in ("index", "search", "web") for file in sorted((ROOT / folder).rglob("*.py"))]
    found = {
        (match[1], match[2].strip())
        for file in files
        for text in texts(file)
        for match in _COMMAND.finditer(text)
    }
    return sorted(found)


def test_messages_name_commands() -> None:
    assert len(named_commands()) > 10
    assert ("reindex", "--full PATH --index INDEX") in named_commands()


@pytest.mark.parametrize(("name", "options"), named_commands())
def test_a_command_that_a_message_names_can_be_typed(name: str, options: str, tmp_path: Path) -> None:
    assert name in COMMANDS
    command = LazyGroup().get_command(click.Context(LazyGroup()), name)
    assert command is not None
    values = {"PATH": str(tmp_path), "PATHS": str(tmp_path), "INDEX": str(tmp_path), "NUMBER": "1"}
    arguments = [values.get(word, word) for word in options.split()]
    with click.Context(command, info_name=name) as context, suppress(click.exceptions.Exit):
        command.parse_args(context, arguments)


def test_the_remedy_for_a_damaged_index_repairs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "a.txt"
    source.write_text("शीर्षक\n\nकज़ाखस्तान में चुनाव हुए।", "utf-8")
    index = tmp_path / "an archive"

    def run(*arguments: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        return int(ended.value.code or 0)

    assert run("reindex", str(source), "--index", str(index)) == 0
    (manifest,) = index.glob("generations/*/MANIFEST.json")
    manifest.write_text("{", "utf-8")
    capsys.readouterr()
    assert run("search", "कज़ाखस्तान", "--index", str(index)) == 2
    remedy = capsys.readouterr().err.partition("all its sources as PATH: ")[2]
    command = [{"PATH": str(source), "INDEX": str(index)}.get(word, word) for word in shlex.split(remedy)]
    assert command.pop(0) == "khabarkhoj"
    assert run(*command) == 0
    assert run("search", "कज़ाखस्तान", "--index", str(index)) == 0
