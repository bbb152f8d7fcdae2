"""What two texts share and what only one of them has, word by word."""

import re
from collections.abc import Iterable
from difflib import Match, SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"([\w\u0900-\u0963\u0966-\u097F\u200c\u200d]+|[^\w\s])(\s*)")
"""A word or punctuation mark with the white space after it."""

PAIRS_A_WORD = 300
"""Equal words of both texts that are examined for each word that may be compared, before giving up."""

Side = Literal["both", "before", "after"]


class Passage(NamedTuple):
    """A stretch of text, and which of the two texts has it."""

    side: Side
    text: str


class TextDifferences(NamedTuple):
    """Two texts as passages in reading order; `is_whole` is false if they were too long to be compared to the end."""

    passages: tuple[Passage, ...]
    is_whole: bool

    def of(self, side: Side) -> tuple[Passage, ...]:
        """Return one of the two texts: its own passages and the shared ones."""
        return tuple(passage for passage in self.passages if passage.side in {"both", side})

    @property
    def differ(self) -> bool:
        """Whether the texts differ in a word."""
        return any(passage.side != "both" for passage in self.passages)


def differences(before: str, after: str, most_words: int) -> TextDifferences:
    """Compare two texts: what they begin and end with alike at any length, and `most_words` words of what is between.

    What is after these counts as different.

    >>> differences("कल आएँगे।", "आज आएँगे।", 100).passages
    (Passage(side='before', text='कल '), Passage(side='after', text='आज '), Passage(side='both', text='आएँगे।'))
    """
    old, new = _words(before), _words(after)
    head = _shared([word for word, _ in old], [word for word, _ in new])
    most_tail = min(len(old), len(new)) - head
    tail = _shared(
        [word for word, _ in reversed(old[head:])][:most_tail],
        [word for word, _ in reversed(new[head:])][:most_tail],
    )
    begun, ended = _text(new[:head]), _text(new[len(new) - tail :])
    between = _between(old[head : len(old) - tail], new[head : len(new) - tail], most_words)
    passages = (Passage("both", begun), *between.passages, Passage("both", ended))
    return TextDifferences(_merged(passages), between.is_whole)


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _merged(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return passages without empty ones, neighbours of one side as one."""
    merged: list[Passage] = []
    for passage in passages:
        if merged and passage.text and merged[-1].side == passage.side:
            merged[-1] = Passage(passage.side, merged[-1].text + passage.text)
        elif passage.text:
            merged.append(passage)
    return tuple(merged)


def _between(old: list[tuple[str, str]], new: list[tuple[str, str]], most_words: int) -> TextDifferences:
    is_whole = max(len(old), len(new)) <= most_words
    # Frequent words begin no common passage: that bounds the time that two texts of few distinct words take.
    matcher = _BoundedMatcher(
        [word for word, _ in old[:most_words]],
        [word for word, _ in new[:most_words]],
        PAIRS_A_WORD * most_words,
    )
    passages: list[Passage] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            passages.append(Passage("both", _text(new[new_start:new_end])))
            continue
        if end > start:
            passages.append(Passage("before", _text(old[start:end])))
        if new_end > new_start:
            passages.append(Passage("after", _text(new[new_start:new_end])))
    rest = (Passage("before", _text(old[most_words:])), Passage("after", _text(new[most_words:])))
    return TextDifferences(
        (*passages, *(passage for passage in rest if passage.text)), is_whole and not matcher.is_over
    )


class _BoundedMatcher(SequenceMatcher[str]):
    """Matches two lists of words as long as there is budget: beyond it, what is left counts as different."""

    b2j: dict[str, list[int]]
    """SequenceMatcher's: where each word stands in the second list, frequent ones left out."""

    def __init__(self, before: list[str], after: list[str], most_pairs: int) -> None:
        super().__init__(None, before, after)
        self._before = before
        self._pairs_left = most_pairs

    @property
    def is_over(self) -> bool:
        """Whether the budget was too small."""
        return self._pairs_left < 0

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """Return the longest run of words that two stretches share; see SequenceMatcher."""
        places = self.b2j
        self._pairs_left -= sum(len(places.get(word, "")) for word in self._before[alo:ahi])
        if self.is_over:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def _words(text: str) -> list[tuple[str, str]]:
    return _WORD.findall(text)


def _text(words: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)
