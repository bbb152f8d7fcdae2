"""Several runs of one archive put together: which records count, which repeat, and what they replace.

The same article twice is counted. Of several texts under one id the latest counts, where their format tells which
that is (a crawl's moment, an agency's version); where nothing tells, the first one counts and others are refused.
Ids are compared by their hashes first, so that memory holds eight bytes an article and no text.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.columns.column_file import ColumnFile
from index.columns.strings import Strings
from index.readers.outcome import Refused, place
from index.readers.splits import Piece
from index.reindex.batch_indexer import ABSENT, NOWHERE, SEEN, Taken
from index.reindex.batches import Unit


@dataclass(frozen=True)
class Sorted:
    """What counts of the runs, and what they change in the published segments."""

    kept: list[NDArray[np.bool_]]
    """bool[written] of each run: documents to be indexed."""
    deleted: list[NDArray[np.int64]]
    """Documents of each published segment that are replaced, ascending."""
    held: list[NDArray[np.int64]]
    """Documents of each published segment whose ids were met in this run, ascending."""
    added: int
    unchanged: int
    repeated: int
    superseded: int
    """Older versions of texts that stand elsewhere in this run."""
    refused: list[Refused]


class _Seen:
    """The records that one run accepted."""

    def __init__(self, taken: Taken, unit: Unit) -> None:
        file = ColumnFile(taken.base.with_name(taken.base.name + SEEN))
        self.ids = Strings(file["id_bytes"], file["id_offsets"])
        self.hashes = file["id_hashes"].all()
        self.digests = file["digests"].all().reshape(-1, 32)
        self.pieces, self.lines = file["pieces"].all(), file["lines"].all()
        self.documents, self.published = file["documents"].all(), file["published"].all()
        self.revisions = file["revisions"].all()
        self._unit = unit

    def piece(self, record: int) -> Piece:
        return self._unit[int(self.pieces[record])]

    def place(self, record: int) -> str:
        """Where a record stands, as people are told it."""
        piece = self.piece(record)
        return place(piece.name, int(self.lines[record]), piece.unit)


def sort_out(taken: list[Taken], units: list[Unit], segments: int) -> Sorted:
    """Decide about every record of a run over so many published segments."""
    seen: list[Any] = [
        _Seen(each, unit) if _seen_file(each) else None for each, unit in zip(taken, units, strict=True)
    ]
    counted = [np.ones(len(each.ids) if each else 0, np.bool_) for each in seen]
    repeats = _drop_repeats(seen, counted)
    kept = [np.zeros(each.written, np.bool_) for each in taken]
    replaced, met, added, unchanged = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)], 0, 0
    for number, each in enumerate(seen):
        if each is None:
            continue
        changed = counted[number] & (each.documents != NOWHERE)
        kept[number][each.documents[changed]] = True
        held = each.published != ABSENT
        added += int((changed & ~held).sum())
        unchanged += int((counted[number] & ~changed).sum())
        replaced.append(each.published[changed & held])
        met.append(each.published[counted[number] & held])
    return Sorted(
        kept, _by_segment(replaced, segments), _by_segment(met, segments), added, unchanged,
        repeats.same, repeats.older, repeats.refused,
    )  # fmt: skip


def _by_segment(places: list[NDArray[np.uint64]], segments: int) -> list[NDArray[np.int64]]:
    """Documents of each segment, ascending, of places as BASE.seen writes them."""
    held = np.sort(np.concatenate(places))
    return [(held[(held >> 32) == segment] & 0xFFFF_FFFF).astype(np.int64) for segment in range(segments)]


def _seen_file(taken: Taken) -> bool:
    return taken.base.with_name(taken.base.name + SEEN).exists()


@dataclass
class _Repeats:
    """What became of records whose id another record has too."""

    same: int = 0
    older: int = 0
    refused: list[Refused] = field(default_factory=list)


def _drop_repeats(seen: list[Any], counted: list[NDArray[np.bool_]]) -> _Repeats:
    """Uncount all records of one id but the one of the highest revision, or else the first."""
    sizes = [len(each) for each in counted]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(each.hashes for each in seen if each)])
    runs = np.repeat(np.arange(len(seen)), sizes)
    records = np.arange(len(hashes)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    order = np.argsort(hashes, kind="stable")
    same = np.flatnonzero(hashes[order][1:] == hashes[order][:-1])
    suspects = np.unique(np.concatenate((same, same + 1)))
    best: dict[bytes, tuple[int, int]] = {}
    found = _Repeats()
    for at in np.sort(order[suspects]).tolist():
        place = int(runs[at]), int(records[at])
        held = best.setdefault(seen[place[0]].ids[place[1]], place)
        if held == place:
            continue
        older = place
        if _revision(seen, place) > _revision(seen, held):
            best[seen[place[0]].ids[place[1]]], older, held = place, held, place
        counted[older[0]][older[1]] = False
        _note(found, seen, held, older)
    return found


def _revision(seen: list[Any], place: tuple[int, int]) -> int:
    return int(seen[place[0]].revisions[place[1]])


def _note(found: _Repeats, seen: list[Any], held: tuple[int, int], dropped: tuple[int, int]) -> None:
    """Count a record that gave way to another one."""
    (one, first), (other, record) = (seen[held[0]], held[1]), (seen[dropped[0]], dropped[1])
    if (one.digests[first] == other.digests[record]).all():
        found.same += 1
    elif _revision(seen, held) > _revision(seen, dropped):
        found.older += 1
    else:
        article_id = other.ids[record].decode()
        reason = f"another text stands under its id {article_id!r} at {one.place(first)}; give it its own id"
        piece = other.piece(record)
        found.refused.append(Refused(piece.name, int(other.lines[record]), reason, unit=piece.unit))
