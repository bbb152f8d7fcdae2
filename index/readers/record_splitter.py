"""Cutting a stream between records, in memory that does not grow with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.readers.format import Cutter

BLOCK_BYTES = 1 << 20
HEAD_BYTES = 64 * 1024
OVERLAP_BYTES = 4 * 1024
"""Kept of what is skipped: the mark between two records may lie across two blocks."""


class Stream(Protocol):
    """Anything that bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""


@dataclass(frozen=True)
class Cut:
    """`size` bytes from `offset` on that hold whole records; `before` of them precede it."""

    offset: int
    before: int
    content: bytes


@dataclass(frozen=True)
class TooLong:
    """A record that was not read: it begins after `before` others, like this."""

    before: int
    start: bytes


def cut(stream: Stream, cutter: Cutter, size: int, most: int) -> Iterator[Cut | TooLong]:
    """Cuts of about `size` bytes; a record that goes on for more than `most` and `size` bytes is skipped.

    Shorter ones that are still too long are for their reader to refuse. When the stream breaks, what was read
    of it is cut before its error is raised.
    """
    offset = before = 0
    held = bytearray()
    wanted = size
    while True:
        try:
            ended = _fill(stream, held, wanted)
        except Exception:
            if held:
                yield Cut(offset, before, bytes(held))
            raise
        end = len(held) if ended else cutter.last_end(bytes(held))
        if end:
            content = bytes(held[:end])
            yield Cut(offset, before, content)
            offset, before, wanted = offset + end, before + cutter.count(content), size
            del held[:end]
        elif len(held) > most:
            yield TooLong(before, bytes(held[:OVERLAP_BYTES]))
            skipped, ended = _skip(stream, cutter, held)
            offset, before, wanted = offset + skipped, before + 1, size
        else:
            wanted = min(2 * len(held), most + 1)
        if ended and not held:
            return


def _fill(stream: Stream, held: bytearray, wanted: int) -> bool:
    """Read on until so much is held; True at the end of the stream."""
    while len(held) < wanted:
        block = stream.read(min(BLOCK_BYTES, wanted - len(held)))
        if not block:
            return True
        held += block
    return False


def _skip(stream: Stream, cutter: Cutter, held: bytearray) -> tuple[int, bool]:
    """Drop what is held and all up to the next record; the bytes dropped, and whether the stream ended."""
    dropped = 0
    while True:
        start = cutter.next_start(bytes(held[1:])) + 1
        if start:
            del held[:start]
            return dropped + start, False
        surplus = max(0, len(held) - OVERLAP_BYTES)
        del held[:surplus]
        dropped += surplus
        block = stream.read(BLOCK_BYTES)
        if not block:
            dropped += len(held)
            held.clear()
            return dropped, True
        held += block
