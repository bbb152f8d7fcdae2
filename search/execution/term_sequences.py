"""Read texts as sequences of term numbers, and count in how many texts words and names stand.

A chunk, what stands between white space, is analysed once a process; after that reading a text is looking its chunks
up, and numpy counts. The slow twin, which counts word by word, is in the tests.
"""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.hindi.analysis import analyse, own_term

BREAK = 0
"""Stands where a sign or the end of a text ends a name; no term has this number."""
CACHED_CHUNKS = 200_000
"""Chunks that are remembered, and terms, by what they are and not by any archive: some 40 MB."""
MAX_CHUNK_CHARS = 64
"""Longer ones are analysed whenever they are met: few texts have any, and a hostile one has nothing else."""

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
"""By number of term: whether it is one of them."""
Name = tuple[int, ...]
"""Numbers of terms side by side; one for a word."""
Spelled = tuple[str, ...]
"""A name as terms."""


class TermNumbers(dict[str, tuple[int, ...]]):
    """chunk → the numbers of its terms, with BREAK before or after them where a sign stands. Threads share it."""

    def __init__(self) -> None:
        super().__init__()
        self.terms = [""]
        self.numbers: dict[str, int] = {}
        self._lock = Lock()

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        own = own_term(chunk)
        if own is not None:
            terms, start, end = [own], chunk.index(own), chunk.index(own) + len(own)
        else:
            words = analyse(chunk)
            terms = [word.term for word in words]
            start, end = (words[0].token.start, words[-1].token.end) if words else (0, 0)
        numbers = [BREAK] if start > 0 else []
        numbers += map(self.number, terms)
        if end < len(chunk):
            numbers.append(BREAK)
        row = tuple(numbers)
        if len(chunk) <= MAX_CHUNK_CHARS:
            self[chunk] = row
        return row

    def number(self, term: str) -> int:
        """Return the number of a term; a term that is met for the first time gets the next one."""
        known = self.numbers.get(term)
        if known is None:
            with self._lock:
                known = self.numbers.get(term)
                if known is None:
                    known = len(self.terms)
                    self.terms.append(term)
                    self.numbers[term] = known
        return known


class TermSequences(NamedTuple):
    """Articles as one row of numbers, with a BREAK at both ends of each of their texts."""

    numbers: Numbers
    articles: Numbers
    """At each place: which article stands there, from 0."""
    size: int
    """Number of articles."""
    counts: Numbers
    """By number of term: in how many of the articles it stands."""
    terms: Sequence[str]
    known: Mapping[str, int]

    def spelled(self, name: Name) -> Spelled:
        """Return the terms of a name."""
        return tuple(self.terms[number] for number in name)

    def mask(self, terms: Iterable[str]) -> Mask:
        """Return for each number whether its term is one of these."""
        found = np.zeros(len(self.terms), np.bool_)
        found[[self._number(term) for term in terms]] = True
        found[BREAK] = False
        return found

    def count_any(self, names: Iterable[Spelled]) -> int:
        """Return how many articles have at least one of the words and names."""
        wanted = [[self._number(term) for term in name] for name in names]
        having = [self.articles[self._places(numbers)] for numbers in wanted if BREAK not in numbers]
        return len(np.unique(np.concatenate(having))) if having else 0

    def _number(self, term: str) -> int:
        """Return the number of a term; BREAK if no article here can have it."""
        number = self.known.get(term, BREAK)
        return number if number < len(self.terms) else BREAK

    def _places(self, name: Sequence[int]) -> Numbers:
        places = np.flatnonzero(self.numbers == name[0])
        for position, number in enumerate(name[1:], 1):
            places = places[self.numbers[places + position] == number]
        return places

    def pairs(self, firsts: Mask, seconds: Mask) -> dict[Name, int]:
        """Return in how many articles each pair stands of a term in `firsts` and one in `seconds`.

        Both say of each number whether its term may stand there.
        """
        places = np.flatnonzero(firsts[self.numbers[:-1]] & seconds[self.numbers[1:]])
        return self._extended(places, self.numbers[places], 1, 1)[0]

    def names(self, parts: Mask, least: float, longest: int) -> dict[Name, int]:
        """Return in how many articles each row of 2 to `longest` terms stands, if in at least `least`.

        `parts` says of each number whether its term may be part of a name. What a returned name begins and ends
        with is returned too.
        """
        allowed = parts[self.numbers]
        places = np.flatnonzero(allowed[:-1] & allowed[1:])
        groups = self.numbers[places]
        found: dict[Name, int] = {}
        for length in range(1, longest):
            counts, places, groups = self._extended(places, groups, length, least)
            found |= counts
            can_extend = np.isin(places + 1, places, assume_unique=True)
            places, groups = places[can_extend], groups[can_extend]
        return found

    def _extended(
        self, places: Numbers, groups: Numbers, length: int, least: float
    ) -> tuple[dict[Name, int], Numbers, Numbers]:
        """Return the names of one term more than `length`, and where which of them stand.

        groups: at each of the places, which name of `length` terms begins there.
        """
        keys = groups * len(self.terms) + self.numbers[places + length]
        _, firsts, groups = np.unique(keys, return_index=True, return_inverse=True)
        pairs = np.unique(groups * self.size + self.articles[places])
        counts = np.bincount(pairs // max(1, self.size), minlength=len(firsts))
        names = {
            tuple(self.numbers[place : place + length + 1].tolist()): int(counts[group])
            for group, place in enumerate(places[firsts].tolist())
            if counts[group] >= least
        }
        inside = counts[groups] >= least
        return names, places[inside], groups[inside]


class TermReader:
    """Reads texts; what it has learnt of their chunks is shared by all requests of a process, and bounded."""

    def __init__(self, most_chunks: int = CACHED_CHUNKS) -> None:
        self._most_chunks = most_chunks
        self._numbers = TermNumbers()

    def read(
        self, articles: Iterable[Iterable[str]], holds: Callable[[Callable[[str], bool]], bool] | None = None
    ) -> TermSequences:
        """Return the terms of articles, each of them several texts.

        holds: if given, it is asked of each text with a function that says which terms the text has. Texts for which
        it is false are left out, and articles of which none remains.
        """
        if len(self._numbers) >= self._most_chunks or len(self._numbers.terms) >= self._most_chunks:
            self._numbers = TermNumbers()  # readers of the old one may go on
        number_of = self._numbers
        rows = []
        for texts in articles:
            row = [BREAK]
            for text in texts:
                start = len(row)
                row += chain.from_iterable(map(number_of.__getitem__, text.split()))
                if holds is None or holds(partial(_has_term, set(row[start:]), number_of.numbers)):
                    row.append(BREAK)
                else:
                    del row[start:]
            if len(row) > 1:
                rows.append(row)
        terms = number_of.terms[:]
        once = np.fromiter(chain.from_iterable(map(set, rows)), np.int64)
        counts = np.bincount(once, minlength=len(terms))
        counts[BREAK] = 0
        return TermSequences(
            np.fromiter(chain.from_iterable(rows), np.int64),
            np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
            len(rows),
            counts,
            terms,
            number_of.numbers,
        )


def _has_term(present: Container[int], numbers: Mapping[str, int], term: str) -> bool:
    return numbers.get(term, BREAK) in present and term in numbers
