"""The documents stay true: paths exist, commands run."""

import re
import shlex
import tomllib

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from index.store.manifest import FORMAT_VERSION
from tests.conftest import ROOT, SEEDS
from web.commands import cli

DOCUMENTS = (
    "README.md",
    "README.hi.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "seeds/README.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = [ROOT / path for path in re.findall(r"`((?:index|search|web|tests|seeds|docs)/[\w./-]*)`", text)]
    links = [path for path in re.findall(r"\]\(([\w./-]+)\)", text) if "://" not in path]
    paths += [(ROOT / name).parent / path for path in links]
    assert [str(path) for path in paths if not path.exists()] == []


def commands_of(name: str) -> list[str]:
    """Return the commands of a README, in order, without their comments."""
    readme = (ROOT / name).read_text(encoding="utf-8")
    return [line.partition(" # ")[0].strip() for line in re.findall(r"^    (\S.*)$", readme, re.MULTILINE)]


def test_both_readmes_have_the_same_commands_and_queries() -> None:
    assert commands_of("README.md") == commands_of("README.hi.md")
    assert len(commands_of("README.md")) > 15
    queries = [
        set(re.findall(r"^\| `([^`]+)`", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("README.md", "README.hi.md")
    ]
    assert len(queries[0] & queries[1]) >= 7


def test_both_readmes_name_the_same_addresses_and_commands() -> None:
    named = []
    for name in ("README.md", "README.hi.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        named.append((
            set(re.findall(r"`(/[a-z][\w/.]*)`", text)),
            set(re.findall(r"khabarkhoj ([a-z]+)", text)),
            set(re.findall(r"^\*\*JSON.*?\n\n", text, re.M | re.S)[0].split("`")[1::2]) - {"refuse=SPELLING", "refuse=वर्तनी"},
        ))  # fmt: skip
    assert named[0] == named[1]


def test_the_readme_names_every_page_that_is_a_table_for_a_spreadsheet() -> None:
    pages = {
        path.stem
        for path in (ROOT / "web" / "pages").glob("*.py")
        if "is_csv_wanted()" in path.read_text("utf-8")
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pages - {"table_page"} <= set(re.findall(r"^\| `/(\w+)` \|", readme, re.M)) - {"search", "kept"}


def test_every_make_target_that_documents_name_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    for name in DOCUMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^    |`)make ([a-z-]+)", text, re.MULTILINE))
        assert named <= targets, name
    offered = set(re.findall(r"make ([a-z-]+)", makefile[: makefile.index("\ninstall:")]))
    assert {"run", "test", "check", "lint", "cover", "screenshots"} <= offered


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [path.parent for top in ("index", "search", "web") for path in (ROOT / top).rglob("__init__.py")]
    named = [str(room.relative_to(ROOT)) for room in rooms if room.parent != ROOT]
    assert [room for room in named if f"`{room}/`" not in text] == []
    assert all((room / "__init__.py").read_text(encoding="utf-8").startswith('"""') for room in rooms)


def test_the_changelog_has_the_version_and_the_index_format() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    section = changelog.partition(f"## {version}\n")[2].partition("\n## ")[0]
    assert "### Changed" in section
    newest = re.search("Index format ([0-9]+)", changelog)
    assert newest is not None
    assert int(newest[1]) == FORMAT_VERSION


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command, options in re.findall(r"khabarkhoj (\w+)((?: .*)?)$", readme, re.MULTILINE):
        shown = CliRunner().invoke(cli, [command, "--help"])
        assert shown.exit_code == 0, command
        for option in re.findall(r"--[a-z]+", options):
            assert option in shown.output, f"{command} {option}"


def test_every_seed_is_read_without_a_warning(tmp_path_factory: pytest.TempPathFactory) -> None:
    report = reindex([SEEDS], Settings(index=tmp_path_factory.mktemp("seeds") / "index"))
    assert (report.refused, report.warned) == ([], {})
    assert report.documents > 80


def test_the_examples_of_the_readme_are_answered(client: FlaskClient) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"^    curl (.+)$", readme, re.MULTILINE)
    assert len(examples) >= 3
    for example in examples:
        words = shlex.split(example)
        path = words[-1].removeprefix("http://127.0.0.1:8000")
        body = words[words.index("--json") + 1] if "--json" in words else None
        given = words[words.index("--data-urlencode") + 1] if "--data-urlencode" in words else ""
        parameters = dict([given.split("=", 1)]) if given else None
        response = (
            client.post(path, data=body, content_type="application/json")
            if body
            else client.get(path, query_string=parameters)
        )
        assert response.status_code == 200, example
