"""Text with marked ranges. `web/marked_html.py` turns it into HTML."""

from typing import NamedTuple

Range = tuple[int, int]


class MarkedText(NamedTuple):
    """A text and the matched ranges in it: ascending, disjoint, [start, end) in code points."""

    text: str
    marks: tuple[Range, ...] = ()

    def cut(self, start: int, end: int, before: str = "", after: str = "") -> "MarkedText":
        """Return the part [start, end) between two added strings, with the marks that lie inside it."""
        shift = len(before) - start
        inside = tuple((a + shift, b + shift) for a, b in self.marks if start <= a and b <= end)
        return MarkedText(before + self.text[start:end] + after, inside)

    def paragraphs(self) -> "list[MarkedText]":
        """Return the lines of the text that hold anything, each with its marks."""
        lines = []
        position = 0
        for line in self.text.split("\n"):
            if line.strip():
                lines.append(self.cut(position, position + len(line)))
            position += len(line) + 1
        return lines
