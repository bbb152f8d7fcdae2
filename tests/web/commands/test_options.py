"""Options that several commands share."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from index.settings import Settings
from tests.conftest import khabarkhoj
from web.commands.options import engine_option, index_option, settings_for


def test_switches_and_refusals_are_options_of_search_too(seed_settings: Settings) -> None:
    def added(*options: str) -> set[str]:
        result = khabarkhoj("search", "कज़ाखस्तान", *options, "--json", "--index", seed_settings.index)
        return {expansion["spelling"] for expansion in json.loads(result.stdout)["expansions"]}

    assert added() - added("--refuse", "कजाखिस्तान") == {"कजाखिस्तान"}
    assert added("--sounds", "off") == {"कजाखस्तान"}
    assert added("--variants", "off") == set()


def test_commands_that_write_everything_take_their_time(seed_settings: Settings, tmp_path: Path) -> None:
    hurried = {"KHABARKHOJ_MAX_QUERY_SECONDS": "0.000000001", "XDG_STATE_HOME": str(tmp_path)}
    told = ("मोदी", "--index", seed_settings.index)
    whole = khabarkhoj("export", *told).stdout
    assert khabarkhoj("export", *told, env=hurried).stdout.count("\n") == whole.count("\n") > 10
    assert khabarkhoj("watch", *told, "--all", env=hurried).stdout


@pytest.mark.parametrize("command", ["search", "export", "watch"])
def test_a_mistyped_option_is_no_word_and_an_excluded_word_no_option(command: str, tmp_path: Path) -> None:
    mistyped = khabarkhoj(command, "मोदी", "--jsn", "--index", tmp_path)
    assert (mistyped.returncode, "--jsn" in mistyped.stderr) == (2, True)
    excluded = khabarkhoj(command, "मोदी", "-hindi", "--index", tmp_path)
    assert "no index here yet" in excluded.stderr


def test_the_engine_of_one_command_is_not_that_of_the_next() -> None:
    chosen = []

    @click.command()
    @index_option
    @engine_option
    def command(index: Path | None) -> None:
        chosen.append(settings_for(index).engine)

    for arguments in (["--engine", "opensearch"], []):
        assert not CliRunner().invoke(command, arguments).exception
    assert chosen == ["opensearch", "embedded"]


@pytest.mark.parametrize("command", ["coverage", "generations", "lists"])
def test_what_reads_the_index_directory_alone_takes_no_engine(command: str) -> None:
    refused = khabarkhoj(command, "--engine", "opensearch")
    assert (refused.returncode, "No such option" in refused.stderr) == (2, True)
