"""The documents stay true: paths exist, commands run."""

import re
import shlex

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from index.reindex.build import reindex
from index.settings import Settings
from tests.conftest import ROOT, SEEDS
from web.commands import cli

DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "docs/settings.md",
    "docs/deployment.md",
    "docs/formats.md",
    "docs/speed.md",
    "docs/words.md",
    "seeds/README.md",
)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_path_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    paths = [ROOT / path for path in re.findall(r"`((?:index|search|web|tests|seeds|docs)/[\w./-]*)`", text)]
    links = [path for path in re.findall(r"\]\(([\w./-]+)\)", text) if "://" not in path]
    paths += [(ROOT / name).parent / path for path in links]
    assert [str(path) for path in paths if not path.exists()] == []


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
        response = client.post(path, data=body, content_type="application/json") if body else client.get(path)
        assert response.status_code == 200, example
