"""Boundaries of words, sentences and graphemes by ICU (UAX #29), in code points.

The one module that knows ICU. Its break iterators must not be shared between threads, so each thread has its own;
its offsets are UTF-16 units, of which a character beyond U+FFFF takes two. ICU is loaded when it is first needed:
plain Devanagari words and sentences are found without it.
"""

import re
import threading
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, Literal

Kind = Literal["word", "sentence", "grapheme"]
Span = tuple[int, int]
"""[start, end) in code points."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER_OR_DIGIT = 100
"""ICU's rule status from which a word contains letters or digits (UBRK_WORD_NUMBER)."""
_local = threading.local()


def spans(kind: Kind, text: str) -> list[Span]:
    """Return all units of a text, one after another."""
    return [(start, end) for start, end, _ in _units(kind, text)]


def word_spans(text: str) -> Iterator[Span]:
    """Yield the units of a text that contain letters or digits."""
    return ((start, end) for start, end, status in _units("word", text) if status >= _LETTER_OR_DIGIT)


def _units(kind: Kind, text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and rule status of each unit; lone surrogates count as spaces."""
    import icu  # noqa: PLC0415 - most queries do without it

    text = _SURROGATE.sub(" ", text)
    iterator = _iterator(kind)
    iterator.setText(icu.UnicodeString(text))
    wide = _wide_offsets(text)
    start = iterator.first()
    for end in iterator:
        status = iterator.getRuleStatus()
        yield (start, end, status) if not wide else (_code_point(wide, start), _code_point(wide, end), status)
        start = end


def _iterator(kind: Kind) -> Any:
    """Return this thread's iterator of a kind."""
    iterator = getattr(_local, kind, None)
    if iterator is None:
        import icu  # noqa: PLC0415

        create = {
            "word": icu.BreakIterator.createWordInstance,
            "sentence": icu.BreakIterator.createSentenceInstance,
            "grapheme": icu.BreakIterator.createCharacterInstance,
        }[kind]
        iterator = create(icu.Locale("hi"))
        setattr(_local, kind, iterator)
    return iterator


def _wide_offsets(text: str) -> list[int]:
    """Return the UTF-16 offset just after each character beyond U+FFFF; none for most texts."""
    if not text or max(text) <= "\uffff":
        return []
    wide = [index for index, char in enumerate(text) if char > "\uffff"]
    return [index + nth + 2 for nth, index in enumerate(wide)]


def _code_point(wide: list[int], unit: int) -> int:
    return unit - bisect_left(wide, unit + 1)
