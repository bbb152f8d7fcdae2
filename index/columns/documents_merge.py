"""Merge per-document data: lengths, values, ids, digests, article frames."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.columns.article_store import ArticleStore, own_dictionary
from index.columns.column_file import Array, ColumnFileWriter, narrowest
from index.columns.impacts import average_field_lengths
from index.columns.layout import Numbers, ranges
from index.columns.source import Source, live_items, live_values
from index.columns.strings import string_arrays
from index.columns.term_table import term_slots
from index.fields import TEXT_FIELDS, VALUE_FIELDS
from index.text_units import TextUnit


def merged_documents(sources: Sequence[Source], average: Array | None) -> dict[str, Array]:
    """Return the arrays of the .documents file; `average` are the field lengths to compute impacts with, or None."""
    columns: dict[str, Array] = {}
    for name in (*TEXT_FIELDS, "day", "arrived", "text_version"):
        columns[name] = np.concatenate(
            [live_values(source, source.columns.values(name)) for source in sources]
        )
    for name in VALUE_FIELDS:
        values = [source.columns.value_strings(name).all() for source in sources]
        numbers = [live_values(source, source.columns.values(name)) for source in sources]
        present: set[bytes] = set()
        for strings, used in zip(values, numbers, strict=True):
            present.update(strings[number] for number in np.unique(used).tolist())
        distinct = sorted(present)
        ordinal = {value: position for position, value in enumerate(distinct)}
        parts = []
        for strings, used in zip(values, numbers, strict=True):
            parts.append(np.array([ordinal.get(value, 0) for value in strings], np.int64)[used])
        columns[name] = np.concatenate(parts).astype(narrowest(len(distinct) - 1))
        columns |= string_arrays(name, distinct)
    ids = [item for source in sources for item in live_items(source, source.columns.ids)]
    columns |= string_arrays("id", ids)
    columns["id_slots"] = term_slots(ids)
    for name in TextUnit:
        columns |= _merged_starts(name, sources)
    digests = [live_values(source, source.columns.digests()) for source in sources]
    columns["digests"] = np.concatenate(digests).reshape(-1)
    looks = [live_values(source, source.columns.signatures()) for source in sources]
    columns["signatures"] = np.concatenate(looks).reshape(-1)
    columns["usual_lengths"] = average_field_lengths(columns) if average is None else average
    return columns


def _merged_starts(name: str, sources: Sequence[Source]) -> dict[str, Array]:
    """Return the position lists of the documents that stay, one after another."""
    counts = [source.columns.values(f"{name}_counts") for source in sources]
    starts = []
    for source, sizes in zip(sources, counts, strict=True):
        positions = source.columns.values(f"{name}_starts")
        if source.live_docs is not None:
            firsts = np.cumsum(sizes, dtype=np.int64) - sizes
            positions = positions[ranges(firsts[source.live_docs], sizes[source.live_docs].astype(np.int64))]
        starts.append(positions)
    return {
        f"{name}_counts": np.concatenate([live_values(*pair) for pair in zip(sources, counts, strict=True)]),
        f"{name}_starts": np.concatenate(starts),
    }


def write_articles(path: Path, sources: Sequence[Source]) -> None:
    """Copy frames; pack those again that were written with another dictionary."""
    sizes = [np.diff(_frame_offsets(source)) for source in sources]
    foreign = [source.columns.dictionary() != own_dictionary() for source in sources]
    packed: dict[int, list[bytes]] = {}
    for position, source in enumerate(sources):
        if foreign[position]:
            packed[position] = _packed_anew(source)
            sizes[position] = np.array([len(frame) for frame in packed[position]], np.int64)
    sizes_kept = [live_values(source, size) for source, size in zip(sources, sizes, strict=True)]
    offsets = np.concatenate(([0], np.cumsum(np.concatenate(sizes_kept)))).astype(np.uint64)
    dictionary = np.frombuffer(own_dictionary(), np.uint8)
    writer = ColumnFileWriter(path, {
        "frames": ("|u1", int(offsets[-1])), "frame_offsets": ("<u8", len(offsets)),
        "dictionary": ("|u1", len(dictionary)),
    })  # fmt: skip
    writer["frame_offsets"][:] = offsets
    writer["dictionary"][:] = dictionary
    frames, position = writer["frames"], 0
    for number, source in enumerate(sources):
        if number in packed:
            content = np.frombuffer(b"".join(packed[number]), np.uint8)
        else:
            content = source.columns.frames()
        if source.live_docs is not None:
            starts = np.concatenate(([0], np.cumsum(sizes[number])))[:-1]
            content = content[ranges(starts[source.live_docs], sizes[number][source.live_docs])]
        frames[position : position + len(content)] = content
        position += len(content)
    writer.seal()


def _frame_offsets(source: Source) -> Numbers:
    return source.columns.frame_offsets().astype(np.int64)


def _packed_anew(source: Source) -> list[bytes]:
    store = ArticleStore()
    return [
        store.pack(source.columns.article(number).encoded()) for number in range(source.columns.documents)
    ]
