"""Cutting a stream between records, in memory that does not grow with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.readers.format import RecordSplitter

BLOCK_BYTES = 1 << 20
HEAD_BYTES = 64 * 1024
OVERLAP_BYTES = 4 * 1024
"""Kept of what is skipped: the mark between two records may lie across two blocks."""


class Stream(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Read up to that many bytes; none at the end."""


@dataclass(frozen=True)
class RecordBlock:
    """Whole records: the `content` from `offset` on; `before` records precede it."""

    offset: int
    before: int
    content: bytes


@dataclass(frozen=True)
class OversizedRecord:
    """A record that was not read: it begins after `before` others, like this."""

    before: int
    start: bytes


def split_records(
    stream: Stream, splitter: RecordSplitter, size: int, most: int
) -> Iterator[RecordBlock | OversizedRecord]:
    """Yield blocks of about `size` bytes; a record that goes on for more than `most` and `size` bytes is skipped.

    Shorter ones that are still too long are for their reader to refuse. When the stream breaks, what was read
    of it is cut before its error is raised.
    """
    offset = before = 0
    buffer = bytearray()
    wanted = size
    while True:
        try:
            ended = _fill(stream, buffer, wanted)
        except Exception:
            if buffer:
                yield RecordBlock(offset, before, bytes(buffer))
            raise
        end = len(buffer) if ended else splitter.last_end(bytes(buffer))
        if end:
            content = bytes(buffer[:end])
            yield RecordBlock(offset, before, content)
            offset, before, wanted = offset + end, before + splitter.count(content), size
            del buffer[:end]
        elif len(buffer) > most:
            yield OversizedRecord(before, bytes(buffer[:OVERLAP_BYTES]))
            skipped, ended = _skip(stream, splitter, buffer)
            offset, before, wanted = offset + skipped, before + 1, size
        else:
            wanted = min(2 * len(buffer), most + 1)
        if ended and not buffer:
            return


def _fill(stream: Stream, buffer: bytearray, wanted: int) -> bool:
    """Read until the buffer holds `wanted` bytes; return True at the end of the stream."""
    while len(buffer) < wanted:
        block = stream.read(min(BLOCK_BYTES, wanted - len(buffer)))
        if not block:
            return True
        buffer += block
    return False


def _skip(stream: Stream, splitter: RecordSplitter, buffer: bytearray) -> tuple[int, bool]:
    """Drop bytes up to the next record; return how many, and whether the stream ended."""
    dropped = 0
    while True:
        start = splitter.next_start(bytes(buffer[1:])) + 1
        if start:
            del buffer[:start]
            return dropped + start, False
        surplus = max(0, len(buffer) - OVERLAP_BYTES)
        del buffer[:surplus]
        dropped += surplus
        block = stream.read(BLOCK_BYTES)
        if not block:
            dropped += len(buffer)
            buffer.clear()
            return dropped, True
        buffer += block
