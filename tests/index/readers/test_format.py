"""The options of readers are the settings of the same names."""

from dataclasses import fields, replace
from typing import Any

from index.readers.format import ReadOptions
from index.settings import Settings


def test_every_limit_is_a_setting() -> None:
    limits = [
        field.name
        for field in fields(ReadOptions)
        if field.name not in {"columns", "date_order", "shared_values", "ocr_cache", "ocr_keeps"}
    ]
    values: dict[str, Any] = dict.fromkeys(limits, 7)
    found = ReadOptions.of(replace(Settings(), **values), (("title", "शीर्षक"),))
    assert {name: getattr(found, name) for name in limits} == values
    assert found.ocr_cache.parent == Settings().index
    assert found.columns == (("title", "शीर्षक"),)
    assert ReadOptions() == ReadOptions.of(Settings())
