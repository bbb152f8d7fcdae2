"""The best passages of an article, cut at sentences, marked, with whole aksharas.

A passage is a run of neighbouring sentences of one paragraph. One that is still too long is cut
at words around its densest matches; a cut is always a word boundary of ICU, so it never falls
inside an akshara, and is shown by an ellipsis.
"""

import unicodedata
from dataclasses import dataclass

import icu

from search.marked import MarkedText, Range
from search.marking import Marker, Match, ranges

ELLIPSIS = "…"
NEW_SEQUENCE = 10
REPEATED_MATCH = 1
"""A passage is worth 10 for each different query word in it, and 1 for each further match."""

MAX_ABBREVIATION = 4
"""A "sentence" that is one short word and a full stop is a title or initial (डॉ., एस.)."""


@dataclass(frozen=True)
class Passage:
    """A range of a text and the matches inside it."""

    start: int
    end: int
    matches: tuple[Match, ...]

    @property
    def worth(self) -> int:
        """More different words first, then more matches."""
        different = len({match.sequence for match in self.matches})
        return different * NEW_SEQUENCE + (len(self.matches) - different) * REPEATED_MATCH


def best_passages(text: str, marker: Marker, count: int, max_chars: int) -> tuple[MarkedText, ...]:
    """At most `count` passages of at most `max_chars` (and two ellipses), in the order of the text.

    A text without matches gives its beginning, unmarked.
    """
    matches = marker.matches(text)
    whole = MarkedText(text, ranges(matches))
    passages = _passages(text, matches, max_chars)
    ranked = sorted((p for p in passages if p.matches), key=lambda p: (-p.worth, p.start))
    chosen = _distinct(ranked, count) or passages[:1]
    return tuple(_shown(whole, passage, max_chars) for passage in sorted(chosen, key=lambda p: p.start))


def _distinct(ranked: list[Passage], count: int) -> list[Passage]:
    """The best passages, a later one only if it is not the same words again while others are missing."""
    chosen: list[Passage] = []
    seen: set[int] = set()
    for passage in ranked:
        adds = {match.sequence for match in passage.matches} - seen
        if len(chosen) < count and (adds or not chosen):
            chosen.append(passage)
            seen |= adds
    for passage in ranked:
        if len(chosen) < count and passage not in chosen:
            chosen.append(passage)
    return chosen


def _passages(text: str, matches: list[Match], max_chars: int) -> list[Passage]:
    """Neighbouring sentences joined while they fit."""
    passages: list[Passage] = []
    at = 0
    for start, end in sentences(text):
        follows = passages and "\n" not in text[passages[-1].end : start]
        inside = []
        while at < len(matches) and matches[at].start < end:
            inside.append(matches[at])
            at += 1
        if follows and end - passages[-1].start <= max_chars:
            last = passages[-1]
            passages[-1] = Passage(last.start, end, (*last.matches, *inside))
        else:
            passages.append(Passage(start, end, tuple(inside)))
    return passages


def sentences(text: str) -> list[Range]:
    """Sentences by ICU (which knows the danda) within lines, without outer white space."""
    found: list[Range] = []
    at = 0
    for line in text.split("\n"):
        open_from: int | None = None
        for start, end in _boundaries("sentence", line):
            first = start if open_from is None else open_from
            if _is_abbreviation(line[first:end]):
                open_from = first
                continue
            open_from = None
            found += _stripped(text, at + first, at + end)
        if open_from is not None:
            found += _stripped(text, at + open_from, at + len(line))
        at += len(line) + 1
    return found


def _is_abbreviation(sentence: str) -> bool:
    last = sentence.split()[-1:]
    return bool(last) and last[0].endswith(".") and len(last[0]) <= MAX_ABBREVIATION


def _stripped(text: str, start: int, end: int) -> list[Range]:
    """The range without outer white space, but with a space that carries a stray mark."""
    while start < end and text[start].isspace():
        if start + 1 < end and unicodedata.category(text[start + 1]).startswith("M"):
            break
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return [(start, end)] if start < end else []


def _boundaries(kind: str, text: str) -> list[Range]:
    """ICU boundaries of a text as code-point ranges."""
    make = {
        "sentence": icu.BreakIterator.createSentenceInstance,
        "word": icu.BreakIterator.createWordInstance,
        "grapheme": icu.BreakIterator.createCharacterInstance,
    }[kind]
    iterator = make(icu.Locale("hi"))
    content = icu.UnicodeString(text)
    iterator.setText(content)
    found = []
    unit = point = 0
    for boundary in iterator:
        size = len(str(content[unit:boundary]))
        found.append((point, point + size))
        unit, point = boundary, point + size
    return found


def _shown(whole: MarkedText, passage: Passage, max_chars: int) -> MarkedText:
    """The passage, cut at words around its matches if it is longer than allowed."""
    start, end = passage.start, passage.end
    if end - start > max_chars:
        start, end = _window(whole.text, passage, max_chars)
    before = ELLIPSIS if start > passage.start else ""
    after = ELLIPSIS if end < passage.end else ""
    return whole.cut(start, end, before, after)


def _window(text: str, passage: Passage, max_chars: int) -> Range:
    """The longest run of words of at most max_chars around the most valuable cluster of matches.

    A single "word" longer than that is cut between grapheme clusters.
    """
    focus = _densest(passage, max_chars)
    return (
        _fitting("word", text, passage, focus, max_chars)
        or _fitting("grapheme", text, passage, focus, max_chars)
        or (passage.start, passage.start)
    )


def _fitting(kind: str, text: str, passage: Passage, focus: Range, max_chars: int) -> Range | None:
    """A run of whole units of at most max_chars, beginning a third of the spare room before the focus."""
    units = [
        (passage.start + start, passage.start + end)
        for start, end in _boundaries(kind, text[passage.start : passage.end])
    ]
    lead = max(0, max_chars - (focus[1] - focus[0])) // 3
    first = next((i for i, (start, _) in enumerate(units) if start >= focus[0] - lead), 0)
    last = first
    while last < len(units) and units[last][1] - units[first][0] <= max_chars:
        last += 1
    run = [unit for unit in units[first:last] if text[unit[0] : unit[1]].strip()]
    return (run[0][0], run[-1][1]) if run else None


def _densest(passage: Passage, max_chars: int) -> Range:
    """From one match to the last one that still fits, where that is worth most."""
    best, best_worth = (passage.start, passage.start), -1
    for index, first in enumerate(passage.matches):
        inside = tuple(match for match in passage.matches[index:] if match.end - first.start <= max_chars)
        worth = Passage(first.start, passage.end, inside).worth
        if inside and worth > best_worth:
            best, best_worth = (first.start, inside[-1].end), worth
    return best
