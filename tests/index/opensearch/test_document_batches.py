"""Batches are of one segment each, and become requests wherever they are done."""

import json
from pathlib import Path

import pytest

from index.opensearch import document_batches
from index.opensearch.difference import GenerationContents
from index.opensearch.document_batches import RequestWriter, group_by_segment, new_document_batches, rewritten
from index.opensearch.mapping import NEVER_DIED
from index.reindex.build import reindex
from index.settings import Settings
from index.store.generations import Generations


@pytest.fixture
def contents(tmp_path: Path) -> GenerationContents:
    settings = Settings(index=tmp_path / "index", processes=1)
    for name, count in (("a", 30), ("b", 5)):
        path = tmp_path / f"{name}.jsonl"
        records = ({"id": f"{name}{n}", "title": f"शीर्षक {n}", "body": "पाठ"} for n in range(count))
        path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        reindex([path], settings)
    return GenerationContents(Generations(settings.index).current())


def test_batches_hold_documents_of_one_segment_and_count_on(
    contents: GenerationContents, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document_batches, "BATCH", 12)
    batches = list(new_document_batches(contents.all(), 3))
    assert [len(batch.documents) for batch in batches] == [12, 12, 6, 5]
    assert len({batch.segment for batch in batches}) == 2
    sequences = [sequence for batch in batches for sequence in batch.sequences]
    assert sequences == list(range(sequences[0], sequences[0] + 35))
    assert {(batch.version, batch.died, batch.is_old) for batch in batches} == {(3, NEVER_DIED, False)}


def test_a_batch_becomes_requests_that_name_its_documents(contents: GenerationContents) -> None:
    writer = RequestWriter(contents, None, 2_000)
    for batch in new_document_batches(contents.all(), 3):
        lines = [line for request in writer.of(batch) for line in request]
        said = [json.loads(line.content.decode().splitlines()[1]) for line in lines]
        assert [each["id"] for each in said] == [
            contents.by_name[batch.segment].columns.ids[number].decode() for number in batch.documents
        ]
        assert {(each["born"], each["died"]) for each in said} == {(3, NEVER_DIED)}
        assert len(writer.of(batch)) >= len(lines) // 5  # no request is longer than allowed


def test_what_is_written_once_more_keeps_its_beginning_and_place(contents: GenerationContents) -> None:
    located = next(iter(group_by_segment(contents.all())))[:2]
    known = {ref.id: (1, 77 + at) for at, ref in enumerate(located)}
    batch = rewritten(located, known, 4, 4)
    assert (batch.is_old, list(batch.born), list(batch.sequences), batch.died) == (True, [1, 1], [77, 78], 4)
