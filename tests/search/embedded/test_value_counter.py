"""How many documents have each value, with values numbered through all segments."""

from collections import Counter

import numpy as np

from search.embedded.local_archive import LocalArchive
from search.embedded.value_counter import ValueCounter
from tests.search.execution.conftest import Record, archive, held  # noqa: F401 - fixtures


def test_all_documents_are_counted_by_value_and_by_year(archive: LocalArchive, held: list[Record]) -> None:  # noqa: F811
    segments = archive.current().segments
    for field in ("source", "author", "section"):
        found = ValueCounter(segments, field).everything
        expected = Counter(record[field] for record in held)
        counts = dict(zip(found.values, found.counts.tolist(), strict=True))
        assert {value: count for value, count in counts.items() if count} == expected
    found = ValueCounter(segments, "year").everything
    expected = Counter(record["date"][:4] for record in held)
    assert dict(zip(found.values, found.counts.tolist(), strict=True)) == expected


def test_only_the_given_documents_are_counted(archive: LocalArchive) -> None:  # noqa: F811
    segments = archive.current().segments
    chosen = [np.arange(0, segment.documents, 7) for segment in segments]
    found = ValueCounter(segments, "source").count(chosen)
    expected = Counter(
        segment.columns.value_at("source", number)
        for segment, own in zip(segments, chosen, strict=True)
        for number in own.tolist()
    )
    counts = dict(zip(found.values, found.counts.tolist(), strict=True))
    assert {value: count for value, count in counts.items() if count} == expected
    assert not ValueCounter(segments, "source").count([np.zeros(0, np.int64)] * len(segments)).counts.any()
