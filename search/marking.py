"""Which words of a text a clause matched: the text is analysed again, as it was for the index."""

from dataclasses import dataclass

from index.hindi.analysis import AnalysedWord, analyse
from search.clauses import Clause, Sequence, sequences
from search.marked import MarkedText, Range


@dataclass(frozen=True)
class Match:
    """A marked word: its range and which of the clause's sequences it belongs to."""

    start: int
    end: int
    sequence: int


class Marker:
    """Marks every text of a result page for one clause."""

    def __init__(self, clause: Clause) -> None:
        self._sequences = list(dict.fromkeys(sequences(clause)))
        self._starters: dict[str, list[int]] = {}
        for number, sequence in enumerate(self._sequences):
            for alternative in sequence.slots[0]:
                self._starters.setdefault(alternative.term, []).append(number)

    def matches(self, text: str) -> list[Match]:
        """Matched words in the order of the text, each once; of two sequences the first one counts."""
        words = analyse(text)
        found: dict[int, int] = {}
        for index, word in enumerate(words):
            for number in self._candidates(word):
                length = len(self._sequences[number].slots)
                if length == 1 or _stands_at(self._sequences[number], words, index):
                    for place in range(index, index + length):
                        found.setdefault(place, number)
        return [
            Match(words[place].token.start, words[place].token.end, number)
            for place, number in sorted(found.items())
        ]

    def mark(self, text: str) -> MarkedText:
        """The whole text with its matched words marked."""
        return MarkedText(text, ranges(self.matches(text)))

    def _candidates(self, word: AnalysedWord) -> list[int]:
        return self._starters.get(word.term, []) + self._starters.get(word.exact, [])


def ranges(matches: list[Match]) -> tuple[Range, ...]:
    """The matches' ranges, as MarkedText wants them."""
    return tuple((match.start, match.end) for match in matches)


def _stands_at(sequence: Sequence, words: list[AnalysedWord], index: int) -> bool:
    if index + len(sequence.slots) > len(words):
        return False
    first = words[index].token.position
    return all(
        words[index + offset].token.position == first + offset
        and any(
            alternative.term in (words[index + offset].term, words[index + offset].exact)
            for alternative in slot
        )
        for offset, slot in enumerate(sequence.slots)
    )
