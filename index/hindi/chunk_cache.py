"""Chunks: what stands between white space, analysed once and cached for all texts that this process marks.

White space always ends a word, so the words of a text are those of its chunks in a row; only initials spelled
with spaces reach across it. `analyse` is the slow twin.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from index.hindi import initials
from index.hindi.analysis import EXACT, analyse, own_term

MAX_CHUNKS = 200_000
"""Some 100 MB; beyond that the cache starts again."""
MAX_CHUNK_CHARS = 128
"""Longer chunks are analysed whenever they are met."""


class ChunkWord(NamedTuple):
    """A word's term and exact term, and its place in the chunk, in code points [start, end)."""

    term: str
    exact: str
    start: int
    end: int


class ChunkWords(dict[str, tuple[ChunkWord, ...]]):
    """chunk → its words, analysed when they are first asked for. Threads share it."""

    def __missing__(self, chunk: str) -> tuple[ChunkWord, ...]:
        if len(self) >= MAX_CHUNKS:
            self.clear()
        words = tuple(
            ChunkWord(word.term, EXACT + word.spelling, word.token.start, word.token.end)
            for word in analyse(chunk)
        )
        if len(chunk) <= MAX_CHUNK_CHARS:
            self[chunk] = words
        return words


class ChunkIndex:
    """Chunks by the terms of their words.

    It only grows. Threads share it: a chunk is filed before it counts as known.
    """

    def __init__(self) -> None:
        self._known: set[str] = set()
        self._by_term: defaultdict[str, list[str]] = defaultdict(list)
        self.spaced: set[str] = set()
        """Chunks with a word that may be one of several initials with spaces between them."""

    def __len__(self) -> int:
        return len(self._known)

    def add(self, chunks: Iterable[str]) -> None:
        """File the chunks that are not known yet."""
        if not self._known.issuperset(chunks):
            for chunk in chunks:
                if chunk not in self._known:
                    self._file(chunk)
                    self._known.add(chunk)

    def chunks_containing(self, terms: Iterable[str]) -> set[str]:
        """Return the chunks with a word of any of the terms."""
        return {chunk for term in terms for chunk in self._by_term.get(term, ())}

    def _file(self, chunk: str) -> None:
        own = own_term(chunk)
        if own is not None:
            self._by_term[own].append(chunk)
            if initials.may_be_spaced(own):
                self.spaced.add(chunk)
            return
        words = analyse(chunk)
        for term in {word.term for word in words}:
            self._by_term[term].append(chunk)
        if any(initials.may_be_spaced(word.token.text) for word in words):
            self.spaced.add(chunk)


class ChunkCache:
    """The words and the index of the chunks that a process has met, each bounded by MAX_CHUNKS."""

    def __init__(self) -> None:
        self.words = ChunkWords()
        self._index = ChunkIndex()

    def index(self) -> ChunkIndex:
        """Return the index. A full index is replaced by an empty one; callers may keep using the old one."""
        if len(self._index) >= MAX_CHUNKS:
            self._index = ChunkIndex()
        return self._index


CHUNKS = ChunkCache()
"""Shared by all requests of this process: what a chunk means does not depend on any archive."""
