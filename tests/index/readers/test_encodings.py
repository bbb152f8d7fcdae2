"""Encodings: Unicode in any of them."""

from pathlib import Path

import pytest

from index.readers.outcome import Accepted
from tests import source_exports
from tests.index.readers.test_source_exports import outcomes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("name", ["json-lines", "json", "table"])
def test_unicode_in_any_encoding(tmp_path: Path, name: str, encoding: str) -> None:
    file, writer = source_exports.WRITERS[name]
    (tmp_path / file).write_bytes(writer(source_exports.articles(5)).decode().encode(encoding))
    found = outcomes(tmp_path / file)
    assert [outcome.article.headline for outcome in found if isinstance(outcome, Accepted)] == [
        record["title"] for record in source_exports.articles(5)
    ]
