"""Parquet: rows of named columns."""

import datetime
import importlib.util
import io
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from index.readers import parquet
from index.readers.format import InputPart, ReadOptions
from index.readers.formats import format_of
from index.readers.outcome import Accepted, Outcome, Refused


def file(**columns: list[Any]) -> bytes:
    packed = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), packed)
    return packed.getvalue()


def read(content: bytes) -> list[Outcome]:
    return list(parquet.read(InputPart("a.parquet", content), ReadOptions()))


def test_a_row_is_an_article() -> None:
    moment = datetime.datetime(2024, 6, 25, 10, tzinfo=datetime.UTC)
    found = read(file(headline=["नहर टूटी", "दूसरी"], text=["पिपरौली में।", "पाठ।"], published=[moment, None]))
    articles = [outcome.article for outcome in found if isinstance(outcome, Accepted)]
    assert [(article.headline, article.body, str(article.date)) for article in articles] == [
        ("नहर टूटी", "पिपरौली में।", "2024-06-25"), ("दूसरी", "पाठ।", "None"),
    ]  # fmt: skip


def test_what_cannot_be_read_is_said() -> None:
    (unknown,) = read(file(a=["x"], b=["y"]))
    assert "--column title=NAME" in str(unknown)
    whole = file(headline=["नहर"] * 1000, text=["पाठ"] * 1000)
    (broken,) = read(b"PAR1" + whole[4:40] + b"PAR1")
    assert isinstance(broken, Refused)


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert "khabarkhoj[parquet]" in str(read(b"PAR1")[0])


def test_it_is_told_by_its_beginning() -> None:
    assert format_of("a.bin", b"PAR1\x15\x04", named=False) is parquet.FORMAT
