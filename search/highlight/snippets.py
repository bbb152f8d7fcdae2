"""The best passages of an article, cut at sentences, marked, with whole aksharas.

A passage is a run of neighbouring sentences of one paragraph. One that is still too long is cut
at spaces around its densest matches, or at ICU's word boundaries where there are none; so a cut never
falls inside an akshara, and it is shown by an ellipsis. How many there are and how long: `snippets` and
`snippet_chars` in index/settings.py.
"""

import re
from collections import Counter
from typing import NamedTuple

from index.hindi import boundaries
from index.hindi.boundaries import Kind
from index.hindi.script import NUKTA, VIRAMA, VOWEL_SIGNS
from search.highlight.highlighter import Highlighter, Match, ranges
from search.highlight.sentence_ranges import line_sentences, trim_range
from search.model.marked_text import MarkedText, Range

ELLIPSIS = "…"
NEW_PHRASE = 10
REPEATED_MATCH = 1
"""A passage is worth 10 for each different query word in it, and 1 for each further match."""

SAME_SHARE = 0.8
"""Share of the words of the longer of two passages that makes them one: texts quote a post more than once."""

_MARKS = frozenset((*VOWEL_SIGNS, NUKTA, VIRAMA, *map(chr, range(0x900, 0x904))))
_SPACES = re.compile(f"\\s+(?![{''.join(sorted(_MARKS))}])")
"""White space that no sign of a vowel follows: that would belong to it."""


class Passage(NamedTuple):
    """A range of a text and the matches inside it."""

    start: int
    end: int
    matches: tuple[Match, ...]

    @property
    def worth(self) -> int:
        """Score: distinct query words first, then the number of matches."""
        return _worth(len({match.phrase for match in self.matches}), len(self.matches))


def _worth(different: int, matches: int) -> int:
    return different * NEW_PHRASE + (matches - different) * REPEATED_MATCH


def best_passages(text: str, highlighter: Highlighter, count: int, max_chars: int) -> tuple[MarkedText, ...]:
    """Return at most `count` passages of at most `max_chars` (and two ellipses), in the order of the text.

    A text without matches gives its beginning, unmarked.
    """
    matches = highlighter.matches(text)
    whole = MarkedText(text, ranges(matches))
    passages = _passages(text, matches, max_chars)
    ranked = sorted((p for p in passages if p.matches), key=lambda p: (-p.worth, p.start))
    chosen = _distinct(text, ranked, count) or passages[:1]
    return tuple(_render(whole, passage, max_chars) for passage in sorted(chosen, key=lambda p: p.start))


def _distinct(text: str, ranked: list[Passage], count: int) -> list[Passage]:
    """Return the best passages, but none that says the same again, or has the same words while others are missing."""
    chosen: list[Passage] = []
    seen: set[int] = set()
    said: list[set[str]] = []
    for is_last_call in (False, True):
        for passage in ranked:
            if len(chosen) == count:
                return chosen
            adds = {match.phrase for match in passage.matches} - seen
            if passage in chosen or not (adds or is_last_call or not chosen):
                continue
            words = set(text[passage.start : passage.end].split())
            if not adds and any(
                len(words & others) >= SAME_SHARE * max(len(words), len(others)) for others in said
            ):
                continue
            chosen.append(passage)
            seen |= adds
            said.append(words)
    return chosen


def _passages(text: str, matches: list[Match], max_chars: int) -> list[Passage]:
    """Return neighbouring sentences joined while they fit, in each line that has a match, or in the first line."""
    passages: list[Passage] = []
    start = position = 0
    for line in text.split("\n"):
        end = start + len(line)
        first = position
        while position < len(matches) and matches[position].start < end:
            position += 1
        if position > first or (not matches and not passages):
            passages += _line_passages(text, (start, end), matches[first:position], max_chars)
        start = end + 1
    return passages


def _line_passages(text: str, line: Range, matches: list[Match], max_chars: int) -> list[Passage]:
    passages: list[Passage] = []
    position = 0
    for start, end in line_sentences(text, *line):
        first = position
        while position < len(matches) and matches[position].start < end:
            position += 1
        inside = tuple(matches[first:position])
        if passages and end - passages[-1].start <= max_chars:
            last = passages[-1]
            passages[-1] = Passage(last.start, end, last.matches + inside)
        else:
            passages.append(Passage(start, end, inside))
    return passages


def _render(whole: MarkedText, passage: Passage, max_chars: int) -> MarkedText:
    """Return the passage, cut at words around its matches if it is longer than allowed."""
    start, end = passage.start, passage.end
    if end - start > max_chars:
        start, end = _window(whole.text, passage, max_chars)
    before = ELLIPSIS if start > passage.start else ""
    after = ELLIPSIS if end < passage.end else ""
    return whole.cut(start, end, before, after)


def _window(text: str, passage: Passage, max_chars: int) -> Range:
    """Return the longest run of words of at most max_chars around the most valuable cluster of matches.

    A single "word" longer than that is cut between grapheme clusters.
    """
    focus = _densest(passage, max_chars)
    return (
        _between_spaces(text, passage, focus, max_chars)
        or _window_of_units("word", text, passage, focus, max_chars)
        or _window_of_units("grapheme", text, passage, focus, max_chars)
        or (passage.start, passage.start)
    )


def _between_spaces(text: str, passage: Passage, focus: Range, max_chars: int) -> Range | None:
    """Like _window_of_units, for units separated by white space, looked for around the focus only."""
    lead = max(0, max_chars - (focus[1] - focus[0])) // 3
    start = max(passage.start, focus[0] - lead)
    if start > passage.start and (not text[start - 1].isspace() or text[start : start + 1] in _MARKS):
        space = _SPACES.search(text, start, passage.end)
        start = space.end() if space else passage.end
    end = min(passage.end, start + max_chars)
    if end < passage.end and not text[end].isspace():
        while end > start and not text[end - 1].isspace():
            end -= 1
    return trim_range(text, start, end)


def _window_of_units(kind: Kind, text: str, passage: Passage, focus: Range, max_chars: int) -> Range | None:
    """Return a run of whole units of at most max_chars, beginning a third of the spare room before the focus."""
    units = [
        (passage.start + start, passage.start + end)
        for start, end in boundaries.spans(kind, text[passage.start : passage.end])
    ]
    lead = max(0, max_chars - (focus[1] - focus[0])) // 3
    first = next((i for i, (start, _) in enumerate(units) if start >= focus[0] - lead), 0)
    last = first
    while last < len(units) and units[last][1] - units[first][0] <= max_chars:
        last += 1
    run = [unit for unit in units[first:last] if text[unit[0] : unit[1]].strip()]
    return (run[0][0], run[-1][1]) if run else None


def _densest(passage: Passage, max_chars: int) -> Range:
    """Return the range from one match to the last one that still fits, where that is worth most."""
    best, best_worth = (passage.start, passage.start), -1
    matches, inside, end = passage.matches, Counter[int](), 0
    for position, first in enumerate(matches):
        while end < len(matches) and matches[end].end - first.start <= max_chars:
            inside[matches[end].phrase] += 1
            end += 1
        worth = _worth(len(inside), end - position)
        if end > position and worth > best_worth:
            best, best_worth = (first.start, matches[end - 1].end), worth
        if end == position:  # longer than all that may be shown
            end += 1
            continue
        inside[first.phrase] -= 1
        if not inside[first.phrase]:
            del inside[first.phrase]
    return best
