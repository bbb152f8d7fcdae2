"""The reading order of a page: words with their places → paragraphs, column by column.

OCR programs find long columns; short ones beside each other they read across, or in pieces. So lines are taken apart
at gutters, chained to what stands below them in the same column, and the columns are put in order: what is above
goes before what is below it, what is left before what is right of it (T. Breuel, High Performance Document Layout
Analysis, 2003).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from index.readers.recognised_page import Line, Paragraph, Word

MIN_SHOWN = 3
"""Lines whose gaps stand at one place and show a gutter."""
MAX_CUT_SHARE = 0.25
"""Share of the lines between them that the gutter may cut."""
MIN_GAP, MIN_SPACE = 0.9, 0.2
"""Of the height of letters: a space between words is a third, a gutter as wide as a letter is high or wider."""
MAX_PLACES, MAX_GUTTERS = 200, 12
MAX_LEADING = 1.8
"""Of the height of letters: so far below a line the next one of its column may begin."""
MAX_LARGER = 1.5
"""Lines whose letters are this many times as high as the others' are no part of their column."""
MIN_OVERLAP_SHARE = 0.5
"""Of the shorter of two lines: this share of it must be below the other."""
SHORT = 0.88
"""A line that ends before this part of its column is the last of a paragraph."""
MAX_LINES, MAX_COLUMNS = 2_000, 150
"""On pages with more the order of the program is kept."""
_SENTENCE_ENDS = ("।", ".", "?", "!", "॥", '"', "”")


class Box(NamedTuple):
    """A word and where it stands, in pixels; `paragraph` is the program's own, whatever tells them apart."""

    word: Word
    left: float
    top: float
    right: float
    bottom: float
    paragraph: tuple[str, ...] = ()


class _Gutter(NamedTuple):
    """The space between two columns: where it stands, and from which line to which."""

    place: float
    top: float
    bottom: float


class _Fragment:
    """Words of one line and one column."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self.left = min(box.left for box in boxes)
        self.right = max(box.right for box in boxes)
        self.top = median(box.top for box in boxes)
        self.bottom = median(box.bottom for box in boxes)
        self.height = max(1.0, median(box.bottom - box.top for box in boxes))

    def overlap(self, other: "_Fragment") -> float:
        """Return how much of the shorter one stands above or below the other, as a share."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared / max(1.0, min(self.right - self.left, other.right - other.left))


class _Column:
    """Fragments one below the other."""

    def __init__(self, fragments: list[_Fragment]) -> None:
        self.fragments = fragments
        self.left = min(fragment.left for fragment in fragments)
        self.right = max(fragment.right for fragment in fragments)
        self.top, self.bottom = fragments[0].top, fragments[-1].bottom

    def is_below(self, other: "_Column") -> bool:
        """Return whether it stands below another, some of it under that one."""
        return self.left < other.right and other.left < self.right and self.top >= other.top


def paragraphs_in_order(lines: Sequence[Sequence[Box]]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a page, whose lines are those that a program found, words from left to right."""
    lines = [line for line in lines if line]
    if not lines:
        return
    if len(lines) > MAX_LINES:
        yield from (_paragraph([_Fragment(line)]) for line in lines)
        return
    gutters = _gutters(lines)
    columns = _columns([_Fragment(part) for line in lines for part in _parts(line, gutters)])
    for column in _ordered(columns):
        yield from map(_paragraph, _paragraphs(column))


def _gutters(lines: Sequence[Sequence[Box]]) -> list[_Gutter]:
    """Return the gutters between columns that lines were read across; the one that most lines show first."""
    rows = sorted((_Row.of(line) for line in lines), key=lambda row: row.top)
    places = [(left + right) / 2 for row in rows for left, right in row.gaps][:MAX_PLACES]
    found: list[tuple[int, _Gutter]] = []
    for place in places:
        shown = [number for number, row in enumerate(rows) if row.has_gap(place)]
        if len(shown) < MIN_SHOWN:
            continue
        run = rows[shown[0] : shown[-1] + 1]
        cut = sum(row.left < place < row.right and not row.has_gap(place) for row in run)
        if cut <= MAX_CUT_SHARE * len(run):
            found.append((len(shown), _Gutter(place, run[0].top, run[-1].top)))
    found.sort(key=lambda pair: -pair[0])
    return [gutter for _, gutter in found[:MAX_GUTTERS]]


class _Row(NamedTuple):
    """A line: where it stands and its wide gaps."""

    top: float
    left: float
    right: float
    gaps: tuple[tuple[float, float], ...]

    @classmethod
    def of(cls, line: Sequence[Box]) -> "_Row":
        """Measure a line."""
        wide = MIN_GAP * _height(line)
        gaps = [(one.right, other.left) for one, other in pairwise(line) if other.left - one.right >= wide]
        return cls(_top(line), line[0].left, line[-1].right, tuple(gaps))

    def has_gap(self, place: float) -> bool:
        """Return whether a place falls into a wide gap."""
        return any(left < place < right for left, right in self.gaps)


def _gap_at(line: Sequence[Box], place: float, wide: float) -> int:
    """Return before which word of a line the gap stands that a place falls into; 0 for none of that width."""
    return next(
        (
            position
            for position, (one, other) in enumerate(pairwise(line), 1)
            if one.right < place < other.left and other.left - one.right >= wide
        ),
        0,
    )


def _parts(line: Sequence[Box], gutters: Sequence[_Gutter]) -> Iterator[Sequence[Box]]:
    """Yield a line taken apart at the gutters that run through it."""
    top, height = _top(line), _height(line)
    cuts = set()
    for gutter in gutters:
        if gutter.top - 2 * height <= top <= gutter.bottom + 2 * height:
            cuts.add(_gap_at(line, gutter.place, MIN_SPACE * height))
    edges = [0, *sorted(cuts - {0}), len(line)]
    for start, end in pairwise(edges):
        yield line[start:end]


def _top(line: Sequence[Box]) -> float:
    return median(box.top for box in line)


def _columns(fragments: list[_Fragment]) -> list[_Column]:
    """Return fragments chained to what stands next below them."""
    fragments = sorted(fragments, key=lambda fragment: (fragment.top, fragment.left))
    below = [_next_below(fragments, position) for position in range(len(fragments))]
    above: dict[int, int] = {}
    for position, next_at in enumerate(below):
        if next_at is not None and (
            next_at not in above or fragments[position].bottom > fragments[above[next_at]].bottom
        ):
            above[next_at] = position
    columns = []
    for position in range(len(fragments)):
        if position in above:
            continue
        chain, here = [fragments[position]], position
        while (next_at := below[here]) is not None and above.get(next_at) == here:
            chain.append(fragments[next_at])
            here = next_at
        columns.append(_Column(chain))
    return columns


def _next_below(fragments: list[_Fragment], position: int) -> int | None:
    one = fragments[position]
    for number in range(position + 1, len(fragments)):
        other = fragments[number]
        if other.top - one.bottom > MAX_LEADING * one.height:
            return None
        is_below = other.top > one.top + one.height / 2 and one.overlap(other) >= MIN_OVERLAP_SHARE
        if is_below:
            larger = max(one.height, other.height) / min(one.height, other.height)
            return number if larger < MAX_LARGER else None
    return None


def _ordered(columns: list[_Column]) -> list[_Column]:
    """Return columns in reading order."""
    if len(columns) > MAX_COLUMNS:
        return columns
    before = {
        position: {
            number
            for number, other in enumerate(columns)
            if number != position and _goes_before(other, column, columns)
        }
        for position, column in enumerate(columns)
    }
    ordered: list[_Column] = []
    left = sorted(before, key=lambda position: (columns[position].top, columns[position].left))
    while left:
        position = next((number for number in left if not before[number] & set(left)), left[0])
        left.remove(position)
        ordered.append(columns[position])
    return ordered


def _goes_before(one: _Column, other: _Column, columns: list[_Column]) -> bool:
    """Return whether a column is read before another."""
    if other.is_below(one):
        return True
    if one.is_below(other) or one.right > other.left:
        return False
    top, bottom = min(one.top, other.top), max(one.bottom, other.bottom)
    return not any(
        top < column.top and column.bottom < bottom and column.left < one.right and column.right > other.left
        and min(one.bottom, other.bottom) <= column.top <= max(one.top, other.top)
        for column in columns
        if column is not one and column is not other
    )  # fmt: skip


def _paragraphs(column: _Column) -> Iterator[list[_Fragment]]:
    """Yield the lines of each paragraph: it ends with a short line, or a sentence where the program saw one end."""
    width = column.right - column.left
    paragraph: list[_Fragment] = []
    for fragment in column.fragments:
        if paragraph:
            last = paragraph[-1].boxes[-1]
            is_short = paragraph[-1].right < column.left + SHORT * width
            is_end = fragment.boxes[0].paragraph != last.paragraph and last.word.text.endswith(_SENTENCE_ENDS)
            if is_short or is_end:
                yield paragraph
                paragraph = []
        paragraph.append(fragment)
    yield paragraph


def _paragraph(fragments: list[_Fragment]) -> Paragraph:
    return [Line(tuple(box.word for box in fragment.boxes), fragment.height) for fragment in fragments]


def _height(line: Sequence[Box]) -> float:
    return max(1.0, median(box.bottom - box.top for box in line))
