"""Ranges of the sentences of a line, by ICU's rules, but none ends after a title or an initial (डॉ., एस.).

ICU is asked only for lines with anything unusual; for the others a regular expression finds the same.
"""

import re
import unicodedata

from index.hindi import boundaries
from index.hindi.sentences import breaks
from search.model.marked_text import Range

_CLOSING = "\"'“”‘’()\\[\\]{}"
_SPACE = " \xa0"
_CONTINUING = ",:–—-"
_MARKS = "\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d"
_LETTERS = "\u0904-\u0939\u093d\u0950\u0958-\u0961\u0971-\u097f"
_UNKNOWN = re.compile(f"[^\u0900-\u0964\u0966-\u097f -~{_SPACE}{_CONTINUING}“”‘’₹…•\u200c\u200d]")
_DOUBTFUL_END = re.compile(f"[।?!.][{_CLOSING}]*+[{_SPACE}]*+[;{_MARKS}]")
_DOUBTFUL_STOP = re.compile(f"\\.(?![0-9०-९])[^A-Za-z{_LETTERS}।?!.]*+[A-Za-z]")
_SENTENCE_END = re.compile(f"[।?!.]++(?<!\\.(?=[0-9०-९]))[{_CLOSING}]*+[{_SPACE}]*+(?![।?!.{_CONTINUING}])")


def line_sentences(text: str, position: int, until: int) -> list[Range]:
    """Return the sentences of the line text[position:until], without outer white space."""
    line = text[position:until]
    spans = boundaries.spans("sentence", line) if is_doubtful(line) else plain_sentences(line)
    joined: list[Range] = []
    first = 0
    for _, end in spans:
        if not _is_abbreviation(line[first:end]):
            joined.append((first, end))
            first = end
    if first < len(line):
        joined.append((first, len(line)))
    ranges = (trim_range(text, position + start, position + end) for start, end in joined)
    return [each for each in ranges if each]


def _is_abbreviation(sentence: str) -> bool:
    """Return whether a "sentence" ends in a title or an initial, so that it goes on."""
    text = sentence.rstrip()
    return text.endswith(".") and not breaks(text.split()[-1])


def is_doubtful(line: str) -> bool:
    """Return whether ICU must decide where sentences end.

    It must for characters that are not known here, for combining marks or a semicolon after an end, and for a
    full stop with a Latin letter as the next letter: before a small one a sentence goes on.
    """
    return (
        _UNKNOWN.search(line) is not None
        or _DOUBTFUL_END.search(line) is not None
        or ("." in line and _DOUBTFUL_STOP.search(line) is not None)
    )


def plain_sentences(line: str) -> list[Range]:
    """Return ICU's sentences of a line that is not doubtful.

    There its rule is short: the end (a full stop before a digit is none), closing signs, spaces, unless a comma,
    a colon, a dash or another end follows.
    """
    ends = [end.end() for end in _SENTENCE_END.finditer(line)]
    if line and (not ends or ends[-1] < len(line)):
        ends.append(len(line))
    return list(zip([0, *ends], ends, strict=False))


def trim_range(text: str, start: int, end: int) -> Range | None:
    """Return the range without outer white space, but with a space that carries a mark; None if nothing is left."""
    while start < end and text[start].isspace():
        if start + 1 < end and unicodedata.category(text[start + 1]).startswith("M"):
            break
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
