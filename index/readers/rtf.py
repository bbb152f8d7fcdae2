"""RTF, one article a file: what is typed for a legacy font is converted run by run, by the file's table of fonts.

Only text counts: pictures, style sheets and fields are groups of their own and skipped.
"""

import re
from collections.abc import Iterator

from index.readers.format import Format, InputPart, ReadOptions
from index.readers.office_text import MAX_HEADLINE_CHARS, LegacyText
from index.readers.outcome import Outcome, Place, Refused, excerpt_of
from index.readers.record import accept
from index.readers.seed_text import ends_sentence
from index.readers.text_head import with_byline, with_day_of_head
from index.readers.time_limit import UnreadableError, time_limited

MAX_DEPTH = 500
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_PASSED_OVER = frozenset(
    {b"stylesheet", b"colortbl", b"info", b"pict", b"object", b"header", b"footer", b"headerl", b"headerr", b"footerl",
     b"footerr", b"footnote", b"annotation", b"fldinst", b"themedata", b"datastore", b"latentstyles", b"listtable",
     b"listoverridetable", b"rsidtbl", b"generator", b"xmlnstbl", b"pntext", b"pnseclvl", b"bkmkstart", b"bkmkend"}
)  # fmt: skip
_BREAKS = {b"par": "\n", b"line": "\n", b"row": "\n", b"sect": "\n", b"page": "\n", b"tab": " ", b"cell": " "}
_SIGNS = {
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•",
}  # fmt: skip


def read(part: InputPart, options: ReadOptions) -> Iterator[Outcome]:
    """Yield one outcome a file."""
    try:
        raw = time_limited(lambda: _raw(part.content), options.max_record_seconds)
    except UnreadableError as error:
        yield Refused(part.path, 0, f"not readable as RTF: {error}", excerpt_of(part.content))
        return
    if not raw["title"] and not raw["body"]:
        yield Refused(part.path, 0, "an RTF file without a text", excerpt_of(part.content))
        return
    yield accept(with_byline(with_day_of_head(raw)), Place(part.path), options.max_text_chars)


def _raw(content: bytes) -> dict[str, str]:
    text = LegacyText()
    paragraph: list[tuple[str, str]] = []
    for font, piece in _runs(content):
        before, *others = piece.split("\n")
        paragraph.append((font, before))
        for other in others:
            text.add(paragraph)
            paragraph = [(font, other)]
    text.add(paragraph)
    lines, converted = text.lines()
    title = ""
    if lines and len(lines[0]) <= MAX_HEADLINE_CHARS and not ends_sentence(lines[0]):
        title = lines.pop(0)
    return {"title": title, "body": "\n".join(lines), "converted": converted}


class _State:
    """What holds within one group."""

    __slots__ = ("font", "in_fonts", "is_hidden", "skip")

    def __init__(self, font: int = 0, skip: int = 1, is_hidden: bool = False, in_fonts: bool = False) -> None:
        self.font = font
        self.skip = skip
        """Signs after a letter that stand for it, for readers that know no Unicode."""
        self.is_hidden = is_hidden
        self.in_fonts = in_fonts

    def inner(self) -> "_State":
        return _State(self.font, self.skip, self.is_hidden, self.in_fonts)


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._fonts: dict[int, str] = {}
        self._encoding = "cp1252"
        self._states = [_State()]
        self._left = 0
        """Signs to come that stand for the letter before them."""
        self._default = 0

    def runs(self) -> Iterator[tuple[str, str]]:
        for token in _TOKEN.finditer(self._content):
            word, number, code, sign, brace, plain = token.groups()
            state = self._states[-1]
            if brace:
                self._group(brace)
            elif word:
                yield from self._word(word, int(number) if number else None, state)
            elif code:
                yield from self._text(bytes([int(code, 16)]).decode(self._encoding, "replace"), state)
            elif sign:
                yield from self._sign(sign, state)
            elif plain:
                yield from self._text(plain.decode(self._encoding, "replace"), state)

    def _group(self, brace: bytes) -> None:
        if brace == b"{":
            if len(self._states) >= MAX_DEPTH:
                raise UnreadableError("groups nested too deeply")
            self._states.append(self._states[-1].inner())
        elif len(self._states) > 1:
            self._states.pop()
        self._left = 0

    def _word(self, word: bytes, number: int | None, state: _State) -> Iterator[tuple[str, str]]:
        if word == b"f" and number is not None:
            state.font = number
        elif word == b"plain":
            state.font = self._default
        elif word == b"deff" and number is not None:
            self._default = self._states[0].font = state.font = number
        elif word == b"fonttbl":
            state.in_fonts = True
        elif word == b"v":
            state.is_hidden = number != 0
        elif word in _PASSED_OVER:
            state.is_hidden = True
        elif word == b"ansicpg" and number is not None:
            self._encoding = _codec(number)
        elif word == b"uc" and number is not None:
            state.skip = max(0, min(number, 10))
        else:
            yield from self._letter(word, number, state)

    def _letter(self, word: bytes, number: int | None, state: _State) -> Iterator[tuple[str, str]]:
        """Yield what a word stands for, if it stands for text."""
        if word == b"u" and number is not None:
            self._left = 0
            yield from self._text(chr(number % 65536), state)
            self._left = state.skip
        elif text := _BREAKS.get(word) or _SIGNS.get(word):
            yield from self._text(text, state)

    def _sign(self, sign: bytes, state: _State) -> Iterator[tuple[str, str]]:
        if sign == b"*":
            state.is_hidden = True
        elif sign in b"{}\\":
            yield from self._text(sign.decode(), state)
        elif sign == b"~":
            yield from self._text(" ", state)
        elif sign in b"\r\n":
            yield from self._text("\n", state)

    def _text(self, text: str, state: _State) -> Iterator[tuple[str, str]]:
        if self._left and text:
            used = min(self._left, len(text))
            self._left -= used
            text = text[used:]
        if state.in_fonts:
            name = self._fonts.get(state.font, "") + text
            self._fonts[state.font] = name[:200]
        elif text and not state.is_hidden:
            yield self._fonts.get(state.font, "").rstrip(";"), text


def _runs(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield (font, text) in order; surrogate pairs are joined, lone ones dropped."""
    high = ""
    for font, text in _Reader(content).runs():
        joined = (high + text).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        high = text if len(text) == 1 and "\ud800" <= text <= "\udbff" else ""
        if joined and not high:
            yield font, joined


def _codec(number: int) -> str:
    try:
        "".encode(f"cp{number}")
    except LookupError:
        return "cp1252"
    return f"cp{number}"


FORMAT = Format(
    name="rtf",
    title="RTF, one article a file",
    suffixes=(".rtf",),
    read=read,
    recognises=lambda head: head.startswith(b"{\\rtf"),
    whole_bytes=lambda options: options.max_document_bytes,
    binary=True,
    isolated=True,
)
