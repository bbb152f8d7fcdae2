"""Find the words of a text that a clause matches; chunks are analysed once and cached."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from index.fields import TEXT_FIELDS
from index.hindi.analysis import EXACT, analyse, folded
from index.hindi.chunk_cache import CHUNKS, ChunkWord
from search.model.marked_text import MarkedText, Range
from search.query.clauses import Clause, PhraseClause, wanted_phrases

_FOUND = re.compile(b"\1")
_RUN = re.compile(b"\1{3,}")
_CHUNK = re.compile(r"\S+")


class Match(NamedTuple):
    """A marked word: its range, and which of the clause's phrases it belongs to."""

    start: int
    end: int
    phrase: int


class Highlighter:
    """Marks texts of a result page for one clause; those of some fields, if the clause asks for fields."""

    def __init__(self, clause: Clause, fields: Iterable[str] = TEXT_FIELDS) -> None:
        wanted = {"", *fields}
        self._phrases = list(
            dict.fromkeys(phrase for phrase in wanted_phrases(clause) if phrase.field in wanted)
        )
        self._starters: dict[str, list[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for alternative in phrase.slots[0]:
                self._starters.setdefault(alternative.term, []).append(number)
        self._only_words = all(len(phrase.slots) == 1 for phrase in self._phrases)
        self._terms = {folded(term) for term in self._starters}
        self._chunks = CHUNKS.index()
        self._known_chunks = -1
        self._wanted: set[str] = set()
        self._candidates_or_spaced: set[str] = set()
        """Chunks that may begin a match, and with them those that may be spaced initials."""

    def matches(self, text: str) -> list[Match]:
        """Return the matched words in text order, each once; of two phrases the first one counts."""
        chunks = text.split()
        self._chunks.add(chunks)
        if len(self._chunks) != self._known_chunks:
            self._known_chunks = len(self._chunks)
            self._wanted = self._chunks.chunks_containing(self._terms)
            self._candidates_or_spaced = self._wanted | self._chunks.spaced
        telling = bytes(map(self._candidates_or_spaced.__contains__, chunks))
        for run in _RUN.finditer(telling):
            spaced = bytes(map(self._chunks.spaced.__contains__, chunks[run.start() : run.end()]))
            if _RUN.search(spaced):
                return self._matched(_all_words(text), range(len(text)))
        hits = [found.start() for found in _FOUND.finditer(telling) if chunks[found.start()] in self._wanted]
        if not hits:
            return []
        if self._only_words:
            return list(self._matched_words(chunks, _offsets(text, chunks, hits), hits))
        return self._matched(_ChunkedWords(chunks, _offsets(text, chunks, range(len(chunks)))), hits)

    def _matched_words(self, chunks: list[str], offsets: list[int], hits: list[int]) -> Iterator[Match]:
        for hit, offset in zip(hits, offsets, strict=True):
            for word in CHUNKS.words[chunks[hit]]:
                numbers = self._candidates(word)
                if numbers:
                    yield Match(offset + word.start, offset + word.end, min(numbers))

    def _matched(self, words: "_Words", hits: "list[int] | range") -> list[Match]:
        found: dict[tuple[int, int], tuple[ChunkWord, int, int]] = {}
        for chunk in hits:
            for ref in words.refs(chunk):
                word = words.at(ref)
                for number in sorted(self._candidates(word)):
                    if len(self._phrases[number].slots) == 1:
                        found.setdefault(ref, (word, words.offset(ref), number))
                        continue
                    run = words.run(ref, len(self._phrases[number].slots))
                    if run and _fits(self._phrases[number], [part for _, part in run]):
                        for where, part in run:
                            found.setdefault(where, (part, words.offset(where), number))
        return [
            Match(offset + word.start, offset + word.end, number)
            for _, (word, offset, number) in sorted(found.items(), key=lambda item: item[0])
        ]

    def highlight(self, text: str, most: int | None = None) -> MarkedText:
        """Return the whole text with the words that match in its first `most` characters marked."""
        return MarkedText(text, ranges(self.matches(text[:most])))

    def _candidates(self, word: ChunkWord) -> list[int]:
        return self._starters.get(word.term, []) + self._starters.get(word.exact, [])


WordRef = tuple[int, int]
"""Number of a chunk, and of a word in it."""


class _ChunkedWords:
    """The words of a text by chunk."""

    def __init__(self, chunks: list[str], offsets: list[int]) -> None:
        self._chunks = chunks
        self._offsets = offsets

    def refs(self, chunk: int) -> list[WordRef]:
        """Return the words of a chunk."""
        return [(chunk, ref) for ref in range(len(CHUNKS.words[self._chunks[chunk]]))]

    def at(self, ref: WordRef) -> ChunkWord:
        """Return the word at a reference."""
        return CHUNKS.words[self._chunks[ref[0]]][ref[1]]

    def offset(self, ref: WordRef) -> int:
        """Return where the chunk of a reference begins in the text."""
        return self._offsets[ref[0]]

    def run(self, ref: WordRef, length: int) -> list[tuple[WordRef, ChunkWord]]:
        """Return that many words from a reference on; none if the text ends before."""
        found = list(zip(range(length), self._from(ref), strict=False))
        return [part for _, part in found] if len(found) == length else []

    def _from(self, ref: WordRef) -> Iterator[tuple[WordRef, ChunkWord]]:
        first = ref[1]
        for chunk in range(ref[0], len(self._chunks)):
            words = CHUNKS.words[self._chunks[chunk]]
            for number in range(first, len(words)):
                yield (chunk, number), words[number]
            first = 0


class _WholeWords(_ChunkedWords):
    """The words of a text as one chunk."""

    def __init__(self, words: list[ChunkWord]) -> None:
        self._words = words

    def refs(self, chunk: int) -> list[WordRef]:
        return [(0, chunk)] if chunk < len(self._words) else []

    def at(self, ref: WordRef) -> ChunkWord:
        return self._words[ref[1]]

    def offset(self, _place: WordRef) -> int:
        return 0

    def _from(self, ref: WordRef) -> Iterator[tuple[WordRef, ChunkWord]]:
        return (((0, number), self._words[number]) for number in range(ref[1], len(self._words)))


_Words = _ChunkedWords


def _all_words(text: str) -> _WholeWords:
    words = analyse(text)
    return _WholeWords(
        [ChunkWord(word.term, EXACT + word.spelling, word.token.start, word.token.end) for word in words]
    )


def _offsets(text: str, chunks: list[str], wanted: "list[int] | range") -> list[int]:
    """Return where the wanted chunks begin; by counting, if single spaces separate all, as they nearly always do."""
    before = list(accumulate(map(len, chunks), initial=0))
    if before[-1] + len(chunks) - 1 == len(text):
        return [before[chunk] + chunk for chunk in wanted]
    starts = [match.start() for match in _CHUNK.finditer(text)]
    return [starts[chunk] for chunk in wanted]


def _fits(phrase: PhraseClause, words: list[ChunkWord]) -> bool:
    return all(
        any(alternative.term in (word.term, word.exact) for alternative in slot)
        for slot, word in zip(phrase.slots, words, strict=True)
    )


def ranges(matches: list[Match]) -> tuple[Range, ...]:
    """Return the matches' ranges, as MarkedText wants them."""
    return tuple((match.start, match.end) for match in matches)
