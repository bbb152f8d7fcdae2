"""The engine that a setting names."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import IndexMissingError, SettingError
from index.settings import ENGINES, Settings
from search.engines import open_archive


def test_the_engine_is_chosen_by_a_setting(seed_settings: Settings) -> None:
    for name in ENGINES:
        settings = replace(seed_settings, engine=name, cluster="http://127.0.0.1:9")
        assert open_archive(settings, must_exist=False)
    with pytest.raises(SettingError, match="KHABARKHOJ_ENGINE=none"):
        open_archive(replace(seed_settings, engine="none"))


def test_a_missing_index_is_an_error_at_once_only_if_it_must_exist(tmp_path: Path) -> None:
    missing = Settings(index=tmp_path / "none")
    with pytest.raises(IndexMissingError):
        open_archive(missing)
    archive = open_archive(missing, must_exist=False)
    with pytest.raises(IndexMissingError):
        archive.overview()


def test_a_cluster_without_its_library_or_address_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingError, match="KHABARKHOJ_CLUSTER is not set"):
        open_archive(Settings(engine="opensearch"))
    loaded = [
        name for name in sys.modules if name.startswith(("search.opensearch", "index.opensearch", "urllib3"))
    ]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "urllib3", None)
    with pytest.raises(SettingError, match=r"pip install 'khabarkhoj\[opensearch\]'"):
        open_archive(Settings(engine="opensearch"))
