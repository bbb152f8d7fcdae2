"""The command line, run as a user runs it."""

from pathlib import Path

import pytest

from index.settings import Settings
from tests.conftest import SEEDS, khabarkhoj


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("search", "मोदी"), "no index here yet"),
        (("serve",), "no index here yet"),
        (("reindex", "/no/such/path"), "no such file or folder"),
    ],
)
def test_failures_are_one_clear_line(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    result = khabarkhoj(*arguments, "--index", tmp_path / "none")
    assert result.returncode == 2
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_trouble_with_files_is_one_clear_line(tmp_path: Path, seed_settings: Settings) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = khabarkhoj("reindex", SEEDS, "--index", tmp_path / "file" / "index")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert str(tmp_path / "file") in result.stderr
    assert khabarkhoj("search", " ", "--index", seed_settings.index).returncode == 2


def test_a_bad_setting_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABARKHOJ_PAGE_SIZE", "many")
    result = khabarkhoj("search", "मोदी")
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert "KHABARKHOJ_PAGE_SIZE=many" in result.stderr
