"""Texts → numbers of their words, with each distinct chunk between white space analysed once.

White space always ends a word, so a text's words are its chunks' words one after another, and news
repeats its chunks: a dictionary look-up replaces ICU and folding for all but the new ones. Only
initials spelled with spaces (एस सी ओ) reach over white space; texts that may hold some are
analysed whole. `analyse` is the plain twin, and a property test compares them.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.hindi import initials
from index.hindi.analysis import AnalysedWord, analyse, own_term
from index.hindi.function_words import LANGUAGE_NUMBERS
from index.hindi.sentences import breaks, starts

LETTER = 1 << 31
"""Marks a word that may be one of several spaced initials."""

DEVANAGARI_WORD, LATIN_WORD = 100, 101

SENTENCE_MARK, PARAGRAPH_MARK = 0, 1
"""Numbers that are no words: the next word begins a sentence or a paragraph."""
LINE_END = "\udfff\udfff"
"""Stands for the end of a line among the chunks; no text that can be encoded holds it."""

Spelled = tuple[bytes, bytes]
"""(term, spelling) in UTF-8"""


class Starts(NamedTuple):
    """Words that begin a sentence or paragraph, ascending: int64 text, int64 number of the word in it.

    The first word of a text is never one of them.
    """

    texts: NDArray[np.int64]
    positions: NDArray[np.int64]


class EncodedTexts(NamedTuple):
    """Several texts: uint32[words] of all, int64[texts] words in each, and where parts begin."""

    words: NDArray[np.uint32]
    sizes: NDArray[np.int64]
    sentences: Starts
    paragraphs: Starts


class TermIds(dict[str, bytes]):
    """chunk → uint32 numbers of its words, packed; filled as chunks are met."""

    def __init__(self) -> None:
        super().__init__()
        self.spellings: list[Spelled] = [(b"", b"")] * 2
        """What each number stands for; SENTENCE_MARK and PARAGRAPH_MARK for nothing."""
        self._number: dict[tuple[str, str], int] = {}
        self.marks = bytearray(2)
        """What each number is: one of the places of LANGUAGE_NUMBERS, DEVANAGARI_WORD, LATIN_WORD, or 0."""
        self[LINE_END] = array("I", [PARAGRAPH_MARK]).tobytes()

    def __missing__(self, chunk: str) -> bytes:
        own = own_term(chunk)
        ends = breaks(chunk)
        if own is not None:
            numbers = [self._encode_chunk(own, own, own), *([SENTENCE_MARK] if ends else [])]
        else:
            numbers = []
            passed = 0
            for word in analyse(chunk):
                before = bisect_right(ends, word.token.start)
                if before > passed:
                    numbers.append(SENTENCE_MARK)
                    passed = before
                numbers.append(self._id_of(word))
            numbers += [SENTENCE_MARK] if passed < len(ends) else []
        packed = self[chunk] = array("I", numbers).tobytes()
        return packed

    def encode(self, texts: Sequence[str]) -> EncodedTexts:
        """Return the words of some texts by number, and where their sentences and paragraphs begin."""
        look_up = self.__getitem__
        packed = [b"".join(map(look_up, text.replace("\n", f" {LINE_END} ").split())) for text in texts]
        found = _encoded(packed)
        letters = found.words >= LETTER
        runs = np.flatnonzero(letters[:-2] & letters[1:-1] & letters[2:])
        if len(runs):
            for position in np.unique(np.searchsorted(np.cumsum(found.sizes), runs, side="right")).tolist():
                packed[position] = self._packed_whole(texts[position])
            found = _encoded(packed)
        return found._replace(words=found.words & np.uint32(LETTER - 1))

    def _packed_whole(self, text: str) -> bytes:
        words = analyse(text)
        sentences, paragraphs = map(set, starts(text, [word.token for word in words]))
        numbers: list[int] = []
        for index, word in enumerate(words):
            if index in sentences:
                numbers.append(PARAGRAPH_MARK if index in paragraphs else SENTENCE_MARK)
            numbers.append(self._id_of(word))
        return array("I", numbers).tobytes()

    def _id_of(self, word: AnalysedWord) -> int:
        return self._encode_chunk(word.term, word.spelling, word.token.text)

    def _encode_chunk(self, term: str, spelling: str, text: str) -> int:
        key = term, spelling
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.spellings)
            encoded = spelling.encode()
            self.spellings.append((encoded if term == spelling else term.encode(), encoded))
            self.marks.append(_mark(spelling))
        return number | LETTER if initials.may_be_spaced(text) else number


def _encoded(packed: Sequence[bytes]) -> EncodedTexts:
    """Return words and starts taken apart."""
    together = np.frombuffer(b"".join(packed), np.uint32)
    ends = np.cumsum([len(part) // 4 for part in packed], dtype=np.int64)
    is_word = together > PARAGRAPH_MARK
    before = np.concatenate(([0], np.cumsum(is_word)))
    firsts = before[np.concatenate(([0], ends[:-1]))] if len(ends) else ends
    sizes = before[ends] - firsts
    markers = np.flatnonzero(~is_word)
    texts = np.searchsorted(ends, markers, side="right")
    positions = before[markers] - firsts[texts]
    inside = (positions > 0) & (positions < sizes[texts])
    return EncodedTexts(
        together[is_word],
        sizes,
        _distinct(texts[inside], positions[inside]),
        _distinct(*(part[inside & (together[markers] == PARAGRAPH_MARK)] for part in (texts, positions))),
    )


def _distinct(texts: NDArray[np.int64], positions: NDArray[np.int64]) -> Starts:
    new = np.ones(len(texts), np.bool_)
    new[1:] = (np.diff(texts) != 0) | (np.diff(positions) != 0)
    return Starts(texts[new], positions[new])


def _mark(spelling: str) -> int:
    if spelling in LANGUAGE_NUMBERS:
        return LANGUAGE_NUMBERS[spelling]
    if "\u0900" <= spelling[0] <= "\u0963" or "\u0971" <= spelling[0] <= "\u097f":
        return DEVANAGARI_WORD
    return LATIN_WORD if spelling[0].isascii() and spelling[0].isalpha() else 0
