"""Deduplicate: which records of all batches count, which repeat others, and what they replace.

The same article twice is counted once. Of several texts with one id the latest counts, if their format tells which
that is (a crawl's moment, an agency's version); if nothing tells, the first one counts and the others are refused.
Ids are compared by their hashes first, so that memory holds eight bytes per article and no text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.strings import Strings
from index.readers.outcome import Place, Refused
from index.readers.splits import Split
from index.reindex.batch_indexer import ABSENT, NOWHERE, SEEN, BatchResult, Succession
from index.reindex.batches import Batch

RecordAddress = tuple[int, int]
"""(number of the batch, number of the record in it)"""

_DERIVED = re.compile("[0-9a-f]{16}")
"""How an id looks that was made of an address or of a text, which nobody has seen."""


@dataclass(frozen=True)
class DedupResult:
    """What counts of the batches, and what they change in the published segments."""

    live_docs: list[NDArray[np.bool_]]
    """bool[written] per batch: the documents to be indexed."""
    deleted: list[NDArray[np.int64]]
    """Per published segment: the documents that are replaced, ascending."""
    present: list[NDArray[np.int64]]
    """Per published segment: the documents whose ids occur in this run, ascending."""
    added: int
    unchanged: int
    repeated: int
    superseded: int
    """Older versions of texts that occur elsewhere in this run."""
    refused: list[Refused]
    successions: list[Succession]
    """The changed texts of this run that have older ones in it."""


class _Records:
    """The records that one batch accepted."""

    def __init__(self, result: BatchResult, batch: Batch) -> None:
        file = ColumnFile(result.base.with_name(result.base.name + SEEN))
        self.ids = Strings(file["id_bytes"], file["id_offsets"])
        self.hashes = file["id_hashes"].all()
        self.digests = file["digests"].all().reshape(-1, 32)
        self.lines = file["lines"].all()
        self.documents, self.published = file["documents"].all(), file["published"].all()
        self.text_versions = file["text_versions"].all()
        self._splits = file["pieces"].all()
        self._batch = batch

    def split(self, record: int) -> Split:
        return self._batch[int(self._splits[record])]

    def place(self, record: int) -> str:
        """Return the file and line of a record, as messages name it."""
        split = self.split(record)
        return str(Place(split.name, int(self.lines[record]), split.line_unit))


def deduplicate(results: list[BatchResult], batches: list[Batch], segments: int) -> DedupResult:
    """Decide about every record of a run over a number of published segments."""
    pairs = zip(results, batches, strict=True)
    records = [_Records(result, batch) if _has_records(result) else None for result, batch in pairs]
    counted = [np.ones(len(record.ids) if record else 0, np.bool_) for record in records]
    repeats = _drop_repeats(records, counted)
    live_docs = [np.zeros(result.written, np.bool_) for result in results]
    replaced, present, added, unchanged = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)], 0, 0
    for number, run_records in enumerate(records):
        if run_records is None:
            continue
        changed = counted[number] & (run_records.documents != NOWHERE)
        live_docs[number][run_records.documents[changed]] = True
        is_published = run_records.published != ABSENT
        added += int((changed & ~is_published).sum())
        unchanged += int((counted[number] & ~changed).sum())
        replaced.append(run_records.published[changed & is_published])
        present.append(run_records.published[counted[number] & is_published])
    return DedupResult(
        live_docs, _by_segment(replaced, segments), _by_segment(present, segments), added, unchanged,
        repeats.same, repeats.older, repeats.refused, _successions(records, counted, repeats),
    )  # fmt: skip


def _by_segment(addresses: list[NDArray[np.uint64]], segments: int) -> list[NDArray[np.int64]]:
    """Group addresses from BASE.seen by segment: the documents of each, ascending."""
    ordered = np.sort(np.concatenate(addresses))
    return [
        (ordered[(ordered >> 32) == segment] & 0xFFFF_FFFF).astype(np.int64) for segment in range(segments)
    ]


def _has_records(result: BatchResult) -> bool:
    return result.base.with_name(result.base.name + SEEN).exists()


@dataclass
class _Repeats:
    """What became of records whose id another record has, too."""

    same: int = 0
    older: int = 0
    refused: list[Refused] = field(default_factory=list)
    later_of: dict[RecordAddress, RecordAddress] = field(default_factory=dict)
    """Record that gave way → the one that it gave way to."""
    older_texts: list[RecordAddress] = field(default_factory=list)
    """Records with an older text than the one that they gave way to."""


def _drop_repeats(records: Sequence[_Records | None], counted: list[NDArray[np.bool_]]) -> _Repeats:
    """Keep, for each id, the record with the highest text version, or the first if none has one."""
    sizes = [len(flags) for flags in counted]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(record.hashes for record in records if record)])
    batches = np.repeat(np.arange(len(records)), sizes)
    numbers = np.arange(len(hashes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    order = np.argsort(hashes, kind="stable")
    same = np.flatnonzero(hashes[order][1:] == hashes[order][:-1])
    suspects = np.unique(np.concatenate((same, same + 1)))
    best: dict[bytes, tuple[_Records, RecordAddress]] = {}
    repeats = _Repeats()
    for position in np.sort(order[suspects]).tolist():
        address = int(batches[position]), int(numbers[position])
        own = records[address[0]]
        if own is None:
            continue
        article_id = own.ids[address[1]]
        winner, winning = best.setdefault(article_id, (own, address))
        if winning == address:
            continue
        loser, losing = own, address
        if own.text_versions[address[1]] > winner.text_versions[winning[1]]:
            best[article_id] = own, address
            (winner, winning), (loser, losing) = (own, address), (winner, winning)
        counted[losing[0]][losing[1]] = False
        repeats.later_of[losing] = winning
        if _note(repeats, (winner, winning[1]), (loser, losing[1])):
            repeats.older_texts.append(losing)
    return repeats


def _note(repeats: _Repeats, winner: tuple[_Records, int], loser: tuple[_Records, int]) -> bool:
    """Count a record that gave way to another one, or refuse it if nothing tells which is later.

    Return whether it is an older text of the same article.
    """
    (one, first), (other, record) = winner, loser
    if (one.digests[first] == other.digests[record]).all():
        repeats.same += 1
    elif one.text_versions[first] > other.text_versions[record]:
        repeats.older += 1
        return True
    else:
        article_id = other.ids[record].decode()
        reason = (
            f"another text has the same address or id at {one.place(first)}; give it its own"
            if _DERIVED.fullmatch(article_id)
            else f"another text has its id {article_id!r} at {one.place(first)}; give it its own id"
        )
        split = other.split(record)
        repeats.refused.append(
            Refused(split.name, int(other.lines[record]), reason, line_unit=split.line_unit)
        )
    return False


def _successions(
    records: Sequence[_Records | None], counted: Sequence[NDArray[np.bool_]], repeats: _Repeats
) -> list[Succession]:
    """Return what was written of each id that has older texts in the run, oldest first, the one that counts last."""
    older: dict[RecordAddress, list[RecordAddress]] = {}
    for losing in repeats.older_texts:
        winning = repeats.later_of[losing]
        while not counted[winning[0]][winning[1]]:  # which gave way to another one itself
            winning = repeats.later_of[winning]
        older.setdefault(winning, []).append(losing)
    found: list[Succession] = []
    for last, others in older.items():
        texts = [_written(records, place) for place in (*sorted(others, key=partial(_age, records)), last)]
        if texts[-1] is not None and any(text is not None for text in texts[:-1]):
            found.append([text for text in texts if text is not None])
    return found


def _age(records: Sequence[_Records | None], address: RecordAddress) -> tuple[int, RecordAddress]:
    own = records[address[0]]
    return (int(own.text_versions[address[1]]) if own else 0), address


def _written(records: Sequence[_Records | None], address: RecordAddress) -> tuple[int, int] | None:
    """Return the batch and the document of a record; None if the archive holds its text already."""
    own = records[address[0]]
    document = int(own.documents[address[1]]) if own else NOWHERE
    return None if document == NOWHERE else (address[0], document)
