"""Lexicon: the terms of one generation, their spellings, document counts, sounds and families.

Built when an index is published, stored beside it as .npy arrays and read by mmap, so that
opening it costs nothing however large the archive, and all workers share its pages:

    terms.npy, term_offsets.npy            uint8[bytes], uint64[n + 1]: UTF-8 terms, ascending
    term_documents.npy                     uint32[n]: documents holding the term in any text field
    term_spellings.npy                     uint32[n + 1]: where each term's spellings begin
    spellings.npy, spelling_offsets.npy    uint8[bytes], uint64[m + 1]: exact spellings by term
    spelling_documents.npy                 uint32[m]
    sounds.npy, sound_offsets.npy          uint8[bytes], uint64[n + 1]: placed sounds of each term
    sound_keys.npy, sound_terms.npy        buckets of the terms that share a sound key
    family_keys.npy, family_terms.npy      buckets of the terms that share a family of inflections
"""

from bisect import bisect_left
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.buckets import Buckets, Numbers
from index.hindi import roman
from index.hindi.likeness import code_matrix, probabilities, probability
from index.hindi.sounds import sound_keys
from index.hindi.stems import families

FOLDER = "lexicon"


class Strings:
    """Read-only sequence of strings over a blob of UTF-8 and the offsets of its parts."""

    def __init__(self, blob: NDArray[np.uint8], offsets: NDArray[np.uint64]) -> None:
        self._blob = blob
        self._offsets = offsets

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, index: int) -> bytes:
        return self._blob[int(self._offsets[index]) : int(self._offsets[index + 1])].tobytes()

    def find(self, text: bytes) -> int | None:
        """Index of a string in an ascending sequence, or None."""
        index = bisect_left(self, text)
        return index if index < len(self) and self[index] == text else None


class Likely(NamedTuple):
    """A term of the archive that may be meant by another, how likely (0 to 1), and in how many documents."""

    term: str
    probability: float
    documents: int


class Lexicon:
    """What words a generation holds. All look-ups are by folded term."""

    def __init__(self, folder: Path) -> None:
        def array(name: str) -> NDArray[Any]:
            mapped = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
            # The same pages; slicing a numpy.memmap costs ten times as much.
            plain: NDArray[Any] = mapped.view(np.ndarray)
            return plain

        self._terms = Strings(array("terms"), array("term_offsets"))
        self._term_documents = array("term_documents")
        self._term_spellings = array("term_spellings")
        self._spellings = Strings(array("spellings"), array("spelling_offsets"))
        self._spelling_documents = array("spelling_documents")
        self._sounds = array("sounds")
        self._sound_offsets = array("sound_offsets")
        self._by_sound = Buckets("sound", array)
        self._by_family = Buckets("family", array)

    def __len__(self) -> int:
        return len(self._terms)

    def prepare(self) -> None:
        """Build the cost tables and read the lists now, so that the first question need not wait."""
        self.sounding_like("मोदी", 1.0)
        self.inflections("मोदी")
        self.romanized("modi", 1)

    def document_count(self, term: str) -> int:
        """Documents that hold the term in any text field; 0 when the archive does not know it."""
        index = self._terms.find(term.encode("utf-8", "replace"))
        return 0 if index is None else int(self._term_documents[index])

    def spellings(self, term: str) -> list[tuple[str, int]]:
        """(spelling, documents) for each way the archive spells a term, most frequent first."""
        index = self._terms.find(term.encode("utf-8", "replace"))
        if index is None:
            return []
        first, last = int(self._term_spellings[index]), int(self._term_spellings[index + 1])
        found = [
            (self._spellings[i].decode("utf-8"), int(self._spelling_documents[i])) for i in range(first, last)
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def sounding_like(self, term: str, least: float) -> list[Likely]:
        """Terms that may be the same name by sound, of at least the given probability, likeliest first."""
        numbers = self._by_sound.terms(sound_keys(term))
        likely = probabilities(term, *self._codes(numbers))
        found = []
        for number in numbers[likely >= least].tolist():
            other = self._term(number)
            chance = probability(term, other)
            if other != term and chance >= least:
                found.append(Likely(other, chance, int(self._term_documents[number])))
        return sorted(found, key=lambda word: (-word.probability, -word.documents, word.term))

    def inflections(self, term: str) -> list[tuple[str, int]]:
        """(other term, documents) for the forms of the same word, most frequent first."""
        numbers = self._by_family.terms(families(term)).tolist()
        found = [(self._term(number), int(self._term_documents[number])) for number in numbers]
        return sorted((pair for pair in found if pair[0] != term), key=lambda pair: (-pair[1], pair[0]))

    def romanized(self, word: str, most: int) -> list[Likely]:
        """The Devanagari terms that a word in Latin letters most likely stands for, best first.

        Of two that sound equally like it, the more frequent one comes first; the probability is of
        the sound alone.
        """
        best: dict[int, tuple[float, float]] = {}
        for units in roman.readings(word):
            numbers = self._by_sound.terms(roman.unit_keys(units))
            lengths = self._sound_offsets[numbers.astype(np.int64) + 1] - self._sound_offsets[numbers]
            numbers = numbers[
                (lengths >= len(units) * roman.SHORTEST) & (lengths <= len(units) * roman.LONGEST)
            ]
            if not len(numbers):
                continue
            costs = roman.costs(units, *self._codes(numbers))
            ranks = costs - roman.FREQUENCY * np.log1p(self._term_documents[numbers])
            likely = roman.likelihood(costs, len(units))
            for place in np.argsort(ranks, kind="stable")[:most].tolist():
                number, rank = int(numbers[place]), float(ranks[place])
                if number not in best or rank < best[number][0]:
                    best[number] = rank, float(likely[place])
        ordered = sorted(best.items(), key=lambda item: (item[1][0], item[0]))[:most]
        return [
            Likely(self._term(number), chance, int(self._term_documents[number]))
            for number, (_, chance) in ordered
        ]

    def _term(self, number: int) -> str:
        return self._terms[number].decode("utf-8")

    def _codes(self, numbers: Numbers) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """The placed sounds of some terms as a matrix, and their lengths."""
        starts = self._sound_offsets[numbers].astype(np.int64)
        ends = self._sound_offsets[numbers.astype(np.int64) + 1].astype(np.int64)
        return code_matrix(self._sounds, starts, ends)
