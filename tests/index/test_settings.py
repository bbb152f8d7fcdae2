"""Settings: each is documented, read from the environment, and refused clearly."""

from dataclasses import fields
from pathlib import Path

import pytest

from index.errors import SettingError
from index.settings import PREFIX, Settings

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "settings.md"


def test_every_setting_is_documented_with_its_default() -> None:
    text = DOCUMENTATION.read_text(encoding="utf-8")
    for field in fields(Settings):
        row = next((line for line in text.splitlines() if f"`{PREFIX}{field.name.upper()}`" in line), "")
        shown = f"`{field.default}`"
        if isinstance(field.default, bool):
            shown = "`on`" if field.default else "`off`"
        assert (shown if field.default != "" else "unset: none") in row, field.name


def test_nothing_else_is_documented() -> None:
    documented = DOCUMENTATION.read_text(encoding="utf-8").count(f"`{PREFIX}")
    assert documented == len(fields(Settings))


def test_the_environment_is_read() -> None:
    settings = Settings.from_environ(
        {"KHABARKHOJ_INDEX": "/tmp/x", "KHABARKHOJ_PAGE_SIZE": "25", "OTHER": "1"}
    )
    assert (settings.index, settings.page_size) == (Path("/tmp/x"), 25)


def test_switches_and_texts_are_read() -> None:
    settings = Settings.from_environ(
        {
            "KHABARKHOJ_METRICS": "on",
            "KHABARKHOJ_CORS_ORIGINS": "https://a.example",
            "KHABARKHOJ_TRUSTED_PROXIES": "0",
        }
    )
    assert (settings.metrics, settings.cors_origins, settings.trusted_proxies) == (
        True,
        "https://a.example",
        0,
    )
    with pytest.raises(SettingError, match="on or off"):
        Settings.from_environ({"KHABARKHOJ_METRICS": "perhaps"})


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_value_that_cannot_be_used_names_its_variable(value: str) -> None:
    with pytest.raises(SettingError, match="KHABARKHOJ_PAGE_SIZE"):
        Settings.from_environ({"KHABARKHOJ_PAGE_SIZE": value})


def test_a_mistyped_number_of_processes_is_refused() -> None:
    assert Settings.from_environ({"KHABARKHOJ_PROCESSES": "256"}).working_processes == 256
    with pytest.raises(SettingError, match="KHABARKHOJ_PROCESSES=200000: expected at most 256"):
        Settings.from_environ({"KHABARKHOJ_PROCESSES": "200000"})
    with pytest.raises(SettingError, match="expected 0 or a number above 0"):
        Settings.from_environ({"KHABARKHOJ_PROCESSES": "-2"})


def test_replicas_may_be_none_though_the_default_is_one() -> None:
    assert Settings.from_environ({"KHABARKHOJ_CLUSTER_REPLICAS": "0"}).cluster_replicas == 0
    with pytest.raises(SettingError, match="0 or a number above 0"):
        Settings.from_environ({"KHABARKHOJ_CLUSTER_REPLICAS": "-1"})
    with pytest.raises(SettingError, match="a number above 0"):
        Settings.from_environ({"KHABARKHOJ_CLUSTER_SHARDS": "0"})
