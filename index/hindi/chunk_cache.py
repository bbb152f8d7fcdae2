"""Words of chunks: what stands between white space, analysed once and remembered.

White space always ends a word, so a text's words are its chunks' words one behind the other; only
initials spelled with spaces reach over it. `analyse` is the plain twin.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from index.hindi import initials
from index.hindi.analysis import EXACT, analyse, own_term

CHUNKS_REMEMBERED = 200_000
"""Some 100 MB at most; then all are forgotten."""


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


class MetChunks:
    """Chunks that were met, by the terms of their words.

    It only grows, and may be shared between threads: a chunk is filed before it counts as met.
    """

    def __init__(self) -> None:
        self._met: set[str] = set()
        self._by_term: defaultdict[str, list[str]] = defaultdict(list)
        self.spaced: set[str] = set()
        """Chunks with a word that may be one of several initials with spaces between them."""

    def __len__(self) -> int:
        return len(self._met)

    def meet(self, chunks: Iterable[str]) -> None:
        """File the chunks that are new."""
        if not self._met.issuperset(chunks):
            for chunk in chunks:
                if chunk not in self._met:
                    self._file(chunk)
                    self._met.add(chunk)

    def having(self, terms: Iterable[str]) -> set[str]:
        """The chunks with a word of any of the terms."""
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


WORDS = ChunkWords()
"""Shared by all texts that this process marks."""

_met = MetChunks()


def met_chunks() -> MetChunks:
    """Those of this process; a full one makes room for an empty one, and whoever holds it may go on."""
    global _met  # noqa: PLW0603 - one cache a process
    if len(_met) >= CHUNKS_REMEMBERED:
        _met = MetChunks()
    return _met
