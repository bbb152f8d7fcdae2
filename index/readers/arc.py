"""ARC crawls, as the Internet Archive wrote them before WARC: warcio reads their records as those of a WARC."""

from collections.abc import Iterator
from typing import Any

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.outcome import Outcome, Refused, Skipped, excerpt_of
from index.readers.time_limit import UnreadableError, time_limited
from index.readers.warc import UNIT, Answer, answer_of, outcome_of, records_of


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a record; what breaks one ends the file, and that is said."""
    records = records_of(part.content, arc2warc=True)
    number = 0
    while True:
        number += 1
        try:
            found = time_limited(lambda: _next(records, part.path, options), options.max_record_seconds)
        except UnreadableError as error:
            yield Refused(part.path, number, f"broken ARC record: {error}", excerpt_of(part.content), UNIT)
            return
        if found is None:
            return
        yield found if isinstance(found, Skipped) else outcome_of(found, part.path, number, options)


def _next(records: Iterator[Any], path: str, options: ReadOptions) -> Answer | Skipped | None:
    entry = next(records, None)
    return None if entry is None else answer_of(entry, path, options.max_record_bytes)


FORMAT = Format(
    name="arc",
    title="ARC crawls: their web pages",
    suffixes=(".arc",),
    read=read,
    recognises=lambda head: head.startswith(b"filedesc://"),
    whole_bytes=lambda options: options.max_document_bytes,
    line_unit=UNIT,
    binary=True,
    isolated=True,
    libraries=("trafilatura", "warcio.archiveiterator"),
)
