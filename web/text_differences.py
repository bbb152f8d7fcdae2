"""What two texts share and what only one of them has, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

_WORD = re.compile(r"([\w\u0900-\u0963\u0966-\u097F\u200c\u200d]+|[^\w\s])(\s*)")
"""A word or a sign, and the space behind it."""

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
        return tuple(each for each in self.passages if each.side in {"both", side})

    @property
    def differ(self) -> bool:
        """Whether the texts differ in a word."""
        return any(each.side != "both" for each in self.passages)


def differences(before: str, after: str, most_words: int) -> TextDifferences:
    """Compare the first `most_words` words of two texts; what is behind them counts as different.

    >>> differences("कल आएँगे।", "आज आएँगे।", 100).passages
    (Passage(side='before', text='कल '), Passage(side='after', text='आज '), Passage(side='both', text='आएँगे।'))
    """
    old, new = _words(before), _words(after)
    is_whole = max(len(old), len(new)) <= most_words
    # Frequent words begin no common passage: that bounds the time that two texts of few distinct words take.
    matcher = SequenceMatcher(
        None, [word for word, _ in old[:most_words]], [word for word, _ in new[:most_words]]
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
    return TextDifferences((*passages, *(each for each in rest if each.text)), is_whole)


def _words(text: str) -> list[tuple[str, str]]:
    return _WORD.findall(text)


def _text(words: list[tuple[str, str]]) -> str:
    return "".join(word + space for word, space in words)
