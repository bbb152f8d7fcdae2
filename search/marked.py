"""Text with marked ranges, and the one place where it becomes HTML: escape first, mark after."""

from dataclasses import dataclass

from markupsafe import Markup, escape

Range = tuple[int, int]


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True)
class MarkedText:
    """A text and the ranges in it that matched: ascending, apart, in code points [start, end)."""

    text: str
    marks: tuple[Range, ...] = ()

    def html(self) -> Markup:
        """The text escaped, each marked range inside <mark>."""
        whole = escape(self.text)
        # Escaping only ever makes a text longer: one of the same length holds nothing to escape.
        safe = _as_it_is if len(whole) == len(self.text) else escape
        parts: list[str] = []
        at = 0
        for start, end in self.marks:
            parts += (safe(self.text[at:start]), "<mark>", safe(self.text[start:end]), "</mark>")
            at = end
        parts.append(safe(self.text[at:]))
        return Markup("".join(parts))  # noqa: S704 - every part of the text was escaped, or needs it not

    def cut(self, start: int, end: int, before: str = "", after: str = "") -> "MarkedText":
        """The part [start, end) between two added strings, with the marks that lie inside it."""
        shift = len(before) - start
        inside = tuple((a + shift, b + shift) for a, b in self.marks if start <= a and b <= end)
        return MarkedText(before + self.text[start:end] + after, inside)

    def paragraphs(self) -> "list[MarkedText]":
        """The lines of the text that hold anything, each with its marks."""
        lines = []
        at = 0
        for line in self.text.split("\n"):
            if line.strip():
                lines.append(self.cut(at, at + len(line)))
            at += len(line) + 1
        return lines
