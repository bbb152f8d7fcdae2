"""Words of chunks: what stands between white space, analysed once and remembered.

White space always ends a word, so a text's words are its chunks' words one behind the other; only
initials spelled with spaces reach over it. `analyse` is the plain twin.
"""

from dataclasses import dataclass

from index.hindi import initials
from index.hindi.analysis import EXACT, analyse, own_term

CHUNKS_REMEMBERED = 200_000
"""Some 100 MB at most; then all are forgotten."""
SPACED = " "
"""Among the keys of a chunk: it may be one of several initials with spaces between them."""


@dataclass(frozen=True, slots=True)
class ChunkWord:
    """A word's term and exact term, and where in the chunk it stands, in code points [start, end)."""

    term: str
    exact: str
    start: int
    end: int


class ChunkWords(dict[str, tuple[ChunkWord, ...]]):
    """chunk → its words; filled as chunks are met. Safe to share between threads."""

    def __missing__(self, chunk: str) -> tuple[ChunkWord, ...]:
        if len(self) >= CHUNKS_REMEMBERED:
            self.clear()
        words = tuple(
            ChunkWord(word.term, EXACT + word.spelling, word.token.start, word.token.end)
            for word in analyse(chunk)
        )
        self[chunk] = words
        return words


class ChunkKeys(dict[str, frozenset[str]]):
    """chunk → the terms and exact terms of its words, and SPACED; filled as chunks are met."""

    def __missing__(self, chunk: str) -> frozenset[str]:
        if len(self) >= CHUNKS_REMEMBERED:
            self.clear()
        keys = set()
        own = own_term(chunk)
        if own is not None and not initials.may_be_spaced(own):
            found = self[chunk] = frozenset((own, EXACT + own))
            return found
        for word in analyse(chunk):
            keys |= {word.term, EXACT + word.spelling}
            if initials.may_be_spaced(word.token.text):
                keys.add(SPACED)
        found = self[chunk] = frozenset(keys)
        return found


WORDS = ChunkWords()
KEYS = ChunkKeys()
"""Shared by all texts that this process marks."""
