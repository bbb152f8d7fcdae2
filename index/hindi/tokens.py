"""ICU word boundaries → tokens with positions and code-point offsets.

ICU (UAX #29) finds where words may end; five cuts are ours, because Indian news text needs them: a full stop without a
space after it ends a word unless it stands in initials or a number, a comma between digits does unless it groups them
(1,23,456; but 6,4), a colon does unless it stands for visarga, Latin and Devanagari letters glued together are two
words, and letters directly after digits are, unless they make an ordinal (17वीं). A percent sign directly after a
number is a word, and a Devanagari zero between or after letters is the sign of abbreviation.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.hindi import boundaries, initials
from index.hindi.boundaries import Span
from index.hindi.dotted import is_dotted
from index.hindi.script import ABBREVIATION, DEVANAGARI, INVISIBLE


class Token(NamedTuple):
    """text == source[start:end] in code points, but ॰ for ० in मो०; `position` counts words from 0.

    `letters` is set when the token is initials: the Latin letters they stand for.
    """

    text: str
    start: int
    end: int
    position: int
    letters: str | None = None


_ORDINALS = "वां|वाँ|वीं|वें|वा|वी|वे|ला|ली|ले|रा|री|रे|था|थी|थे|ठा|ठी|ठे"
_VISARGA_HEADS = frozenset({
    "दु", "नि", "अंत", "अन्त", "अत", "प्रात", "पुन", "स्वत", "मन", "अध", "तप", "यश", "चतु", "शत", "अंतत", "अन्तत",
    "मूलत", "फलत", "वस्तुत", "सामान्यत",
})  # fmt: skip
"""What precedes a visarga that may be typed as a colon (दु:ख, नि:शुल्क, प्रात:काल)."""

_DIGITS = "0-9०-९"
_GROUPED = re.compile(
    rf"[{_DIGITS}]{{1,3}}(?:,[{_DIGITS}]{{2,3}})*,[{_DIGITS}]{{3}}(?![{_DIGITS},]).*", re.DOTALL
)
"""Commas that group digits (1,23,456) belong to a number, those of a list or a score (6,4) do not."""
_PIECE = re.compile(
    rf"[0-9०-९]+(?:[.,][0-9०-९]+)*(?:(?:{_ORDINALS})(?![{DEVANAGARI}]))?"
    rf"|[{DEVANAGARI}{INVISIBLE}]+"
    rf"|[^\W_{DEVANAGARI}०-९]+(?:['’][^\W\d_{DEVANAGARI}]+)*",
)
_SIGN = re.compile("(?:(?<=[0-9०-९])|(?<!\\S)(?=\\S(?!\\S)))[%\uff05]|₹(?=[0-9०-९])|(?<!\\S)₹(?!\\S)")
"""Signs that are read as words: those of percent and rupees at a number, or alone between spaces (10 %)."""
_ZERO = "०"
_ABBREVIATING_ZERO = re.compile(f"(?<=[\u0901-\u0963]){_ZERO}(?![0-9०-९])")
"""Typed for ॰, which few keyboards have (मो०, उ०प्र०)."""
_PLAIN = re.compile(rf"[{DEVANAGARI}]+")
LONE_WORD = re.compile(
    "[(\"'‘“]*([\u0904-\u0939\u0958-\u0961\u0972-\u097f][\u0900-\u0963\u0971-\u097f]*)[।,.;?!)\"'’”…]*"
)
"""One word and signs around it that never join words: what ICU says of it needs no asking."""


def tokenize(text: str) -> list[Token]:
    """Return all words of a text. Any string is allowed; lone surrogates count as spaces.

    Offsets are Python (code point) indices: ICU's are UTF-16 units, which one emoji would shift.
    """
    lone = LONE_WORD.fullmatch(text)
    if lone:
        return [Token(lone[1], *lone.span(1), 0, initials.parse(lone[1]))]
    text = _abbreviated(text)
    return list(with_initials(text, word_spans(text)))


def word_spans(text: str) -> list[Span]:
    """Return the words of any text as spans of code points, initials with spaces still apart."""
    text = _abbreviated(text)
    spans: list[Span] = []
    for start, end in boundaries.word_spans(text):
        chunk = text[start:end]
        if _PLAIN.fullmatch(chunk) or initials.parse(chunk) is not None or is_dotted(chunk):
            spans.append((start, end))
        else:
            spans.extend((start + a, start + b) for a, b in _pieces(chunk))
    if ABBREVIATION in text:
        spans = _joined_at_abbreviations(text, spans)
    if "%" in text or "\uff05" in text or "₹" in text:
        spans = sorted((*spans, *(match.span() for match in _SIGN.finditer(text))))
    return _joined_at_visarga(text, spans) if ":" in text else spans


def _abbreviated(text: str) -> str:
    """Return a text with the sign of abbreviation where a zero was typed for it; no offset changes."""
    return _ABBREVIATING_ZERO.sub(ABBREVIATION, text) if _ZERO in text else text


def _joined_at_abbreviations(text: str, spans: list[Span]) -> list[Span]:
    """Join the parts of भा॰ज॰पा॰ and एस॰सी॰ओ॰, which ICU takes apart at the sign of abbreviation."""
    joined: list[Span] = []
    position = 0
    while position < len(spans):
        end = position
        while end + 1 < len(spans) and text[spans[end][1] : spans[end + 1][0]] == ABBREVIATION:
            end += 1
        chunk = text[spans[position][0] : spans[end][1]].replace(ABBREVIATION, ".")
        if end > position and (is_dotted(chunk) or initials.parse(chunk) is not None):
            joined.append((spans[position][0], spans[end][1]))
        else:
            joined += spans[position : end + 1]
        position = end + 1
    return joined


def _joined_at_visarga(text: str, spans: list[Span]) -> list[Span]:
    """Join दु and ख with only a colon between them to दु:ख; ICU 77 leaves the colon inside, ICU 72 does not."""
    joined: list[Span] = []
    for start, end in spans:
        if joined:
            first, last = joined[-1]
            glued = start == last + 1 and text[last] == ":"
            if glued and text[first:last] in _VISARGA_HEADS and _PLAIN.match(text, start):
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _pieces(chunk: str) -> Iterator[Span]:
    for match in _PIECE.finditer(chunk):
        piece, start = match.group(), match.start()
        if "," in piece and not _GROUPED.fullmatch(piece):
            for part in piece.split(","):
                yield start, start + len(part)
                start += len(part) + 1
        elif any(char not in INVISIBLE for char in piece):
            yield match.span()


def with_initials(text: str, spans: list[Span]) -> Iterator[Token]:
    """Yield the tokens of word spans, initials with spaces between them as one."""
    words = [text[start:end] for start, end in spans]
    at = position = 0
    while at < len(spans):
        size = initials.spaced_run(words, at)
        if size and all(text[spans[i][1] : spans[i + 1][0]] == " " for i in range(at, at + size - 1)):
            start, end = spans[at][0], spans[at + size - 1][1]
            yield Token(text[start:end], start, end, position, initials.parse_spaced(words[at : at + size]))
            at += size
        else:
            start, end = spans[at]
            yield Token(words[at], start, end, position, initials.parse(words[at]))
            at += 1
        position += 1
