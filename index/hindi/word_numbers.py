"""Texts → numbers of their words, with each distinct chunk between white space analysed once.

White space always ends a word, so a text's words are its chunks' words one behind the other, and news
repeats its chunks: a dictionary look-up replaces ICU and folding for all but the new ones. Only
initials spelled with spaces (एस सी ओ) reach over white space; texts that may hold some are
analysed whole. `analyse` is the plain twin, and a property test compares them.
"""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.hindi import initials
from index.hindi.analysis import AnalysedWord, analyse, own_term
from index.language import FUNCTION_WORD

LETTER = 1 << 31
"""Marks a word that may be one of several spaced initials."""

DEVANAGARI_WORD, LATIN_WORD = 100, 101

Spelled = tuple[bytes, bytes]
"""(term, spelling) in UTF-8"""


class WordNumbers(dict[str, bytes]):
    """chunk → uint32 numbers of its words, packed; filled as chunks are met."""

    def __init__(self) -> None:
        super().__init__()
        self.spellings: list[Spelled] = []
        """What each number stands for."""
        self._number: dict[tuple[str, str], int] = {}
        self.marks = bytearray()
        """What each number is: one of the places of FUNCTION_WORD, DEVANAGARI_WORD, LATIN_WORD, or 0."""

    def __missing__(self, chunk: str) -> bytes:
        own = own_term(chunk)
        if own is None:
            packed = self._packed(analyse(chunk))
        else:
            packed = array("I", [self._numbered(own, own, own)]).tobytes()
        self[chunk] = packed
        return packed

    def numbers(self, texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """uint32[words] of all texts one behind the other, and int64[texts]: the words of each."""
        look_up = self.__getitem__
        packed = [b"".join(map(look_up, text.split())) for text in texts]
        words = np.frombuffer(b"".join(packed), np.uint32)
        letters = words >= LETTER
        runs = np.flatnonzero(letters[:-2] & letters[1:-1] & letters[2:])
        if len(runs):
            ends = np.cumsum([len(part) // 4 for part in packed])
            for at in np.unique(np.searchsorted(ends, runs, side="right")).tolist():
                packed[at] = self._packed(analyse(texts[at]))
            words = np.frombuffer(b"".join(packed), np.uint32)
        return words & np.uint32(LETTER - 1), np.array([len(part) // 4 for part in packed], np.int64)

    def _packed(self, words: list[AnalysedWord]) -> bytes:
        numbers = [self._numbered(word.term, word.spelling, word.token.text) for word in words]
        return array("I", numbers).tobytes()

    def _numbered(self, term: str, spelling: str, text: str) -> int:
        key = term, spelling
        number = self._number.get(key)
        if number is None:
            number = self._number[key] = len(self.spellings)
            encoded = spelling.encode()
            self.spellings.append((encoded if term == spelling else term.encode(), encoded))
            self.marks.append(_mark(spelling))
        return number | LETTER if initials.may_be_spaced(text) else number


def _mark(spelling: str) -> int:
    if spelling in FUNCTION_WORD:
        return FUNCTION_WORD[spelling]
    if "\u0900" <= spelling[0] <= "\u0963" or "\u0971" <= spelling[0] <= "\u097f":
        return DEVANAGARI_WORD
    return LATIN_WORD if spelling[0].isascii() and spelling[0].isalpha() else 0
