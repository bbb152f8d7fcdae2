"""gzip, member by member: crawlers write each record as one, so that a damaged one need not end the file."""

import re
import zlib

from index.readers.record_splitter import Stream

BLOCK_BYTES = 1 << 18
_WITH_HEADER = 16 + zlib.MAX_WBITS
_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f].{4}[\x00\x02\x04][\x00-\x0d\xff]", re.DOTALL)
"""A member's head: magic, deflate, known flags, any time, a level and a system that exist."""
_HEAD_BYTES = 10
MAX_DAMAGE = 100
"""Damaged members that are named one by one."""


class GzipMembers:
    """The content of all sound members; where one is damaged, a line end and then the next one."""

    def __init__(self, stream: Stream) -> None:
        self.damage: list[str] = []
        self._stream = stream
        self._packed = b""
        self._member = zlib.decompressobj(_WITH_HEADER)
        self._number = 1
        self._begun = False
        self._ended = False
        self._before = self._member

    def read(self, size: int, /) -> bytes:
        """Read up to that many bytes; none at the end."""
        while not self._ended:
            if not self._packed:
                self._packed = self._stream.read(BLOCK_BYTES)
                if not self._packed:
                    return self._end()
            if not self._begun and not self._packed.strip(b"\0"):
                self._packed = b""  # padding between or after members
                continue
            try:
                self._begun = True
                self._before = self._member.copy()
                content = self._member.decompress(self._packed, size)
            except zlib.error as error:
                self._note(str(error).rpartition(": ")[2])
                rest = self._read_before_damage(size)
                self._find_next()
                return rest + b"\n"
            self._packed = self._member.unconsumed_tail
            if self._member.eof:
                self._packed = self._member.unused_data
                self._renew()
            if content:
                return content
        return b""

    def _read_before_damage(self, size: int) -> bytes:
        """Return what the block that met damage holds before it; zlib throws all of a block away.

        The block is read again in halves: of one that fails the first half, then of that, down to single bytes.
        """
        found = b""
        packed, step = self._packed, len(self._packed)
        while step > 0 and len(found) < size:
            part = packed[:step]
            attempt = self._before.copy()
            try:
                found += attempt.decompress(part, size - len(found))
            except zlib.error:
                step //= 2
                continue
            self._before = attempt
            packed = packed[len(part) - len(attempt.unconsumed_tail) :]
            step = min(step, len(packed))
        return found

    def _renew(self) -> None:
        self._member = zlib.decompressobj(_WITH_HEADER)
        self._number += 1
        self._begun = False

    def _end(self) -> bytes:
        self._ended = True
        if not self._begun:
            return b""
        try:
            content = self._member.flush()
        except zlib.error:
            content = b""
        if not self._member.eof:
            self._note("cut off at the end")
        return content

    def _note(self, fault: str) -> None:
        if len(self.damage) < MAX_DAMAGE:
            self.damage.append(f"damaged gzip file: {fault} (part {self._number}); the rest was read")

    def _find_next(self) -> None:
        """Go on at what looks like the head of another member."""
        self._renew()
        position = 1
        while not (found := _MAGIC.search(self._packed, position)):
            kept = self._packed[-_HEAD_BYTES + 1 :]
            block = self._stream.read(BLOCK_BYTES)
            if not block:
                self._packed = b""
                return
            self._packed, position = kept + block, 0
        self._packed = self._packed[found.start() :]
