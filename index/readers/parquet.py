"""Parquet, in which collections of data are kept: a row an article, by the names of the columns."""

import importlib.util
import io
from collections.abc import Iterator
from typing import Any

from index.readers.field_aliases import chosen
from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Place, Refused, Skipped
from index.readers.table import row_outcome
from index.readers.time_limit import UnreadableError, each_in_time, time_limited

UNIT = "row"
SIGNATURE = b"PAR1"
BATCH_ROWS = 256
NO_LIBRARY = (
    "Parquet; to have it read: pip install 'khabarkhoj[parquet]', or write it as JSON Lines with pandas: "
    "to_json(orient='records', lines=True)"
)


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a row."""
    if importlib.util.find_spec("pyarrow") is None:
        yield Refused(part.path, 0, NO_LIBRARY)
        return
    number = 0
    if not part.content.endswith(SIGNATURE):
        yield Refused(part.path, 0, "not readable as Parquet: cut off")
        return
    try:
        rows = time_limited(lambda: _rows(part.content), options.max_record_seconds)
        for number, row in enumerate(each_in_time(rows, options.max_record_seconds), 1):
            if number == 1 and not chosen(row, options.columns).keys() & {"title", "body"}:
                listed = ", ".join(list(row)[:8])[:200]
                reason = (
                    f"no column for title or body among {listed}; say which is which: --column title=NAME"
                )
                yield Refused(part.path, 0, reason)
                return
            yield row_outcome(row, Place(part.path, number, UNIT), options)
        if not number:
            yield Skipped(part.path, "a table without rows")
    except Exception as error:  # noqa: BLE001 - whatever the library raises is a refusal of what is left
        reason = str(error) if isinstance(error, UnreadableError) else f"broken: {str(error)[:200]}"
        yield Refused(part.path, number + 1, f"not readable as Parquet: {reason}", line_unit=UNIT)


def _rows(content: bytes) -> Iterator[dict[str, Any]]:
    import pyarrow  # noqa: PLC0415 - an extra, loaded by the processes that need it
    import pyarrow.parquet as columns  # noqa: PLC0415

    pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # whose bytes the limit of this process counts
    file = columns.ParquetFile(io.BytesIO(content), memory_map=False, pre_buffer=False)
    for batch in file.iter_batches(batch_size=BATCH_ROWS, use_threads=False):
        yield from ({name: _plain(value) for name, value in row.items()} for row in batch.to_pylist())


def _plain(value: Any) -> Any:
    """Return a moment as text, and bytes that are text; all else as it is."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if hasattr(value, "isoformat") else value


FORMAT = Format(
    name="parquet",
    title="Parquet whose columns are named, with pyarrow",
    suffixes=(".parquet",),
    read=read,
    recognises=lambda head: head.startswith(SIGNATURE),
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    binary=True,
    isolated=True,
    libraries=("pyarrow.parquet",),
)
