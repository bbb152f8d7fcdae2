"""Plots as values: where the bars and lines of a timeline stand in an SVG. Templates draw them.

Numbers are units of a viewBox, so that a plot fits any screen and prints sharp.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from search.model.timeline import Bucket, Timeline
from web.formatting import number_text, share_text, short_date, span_text

WIDTH, HEIGHT = 720, 164
TOP, BOTTOM, LEFT = 28, 30, 4
MAX_TICKS = 7
GAP_SHARE = 0.18
"""Empty share of a bar's slot."""
MIN_BAR = 1.5
"""Smallest visible height of a bar."""


@dataclass(frozen=True)
class Bar:
    """One bucket: its bar, the whole slot over which it answers to a pointer, and its label."""

    bucket: Bucket
    x: float
    y: float
    width: float
    height: float
    slot_x: float
    name: str
    text: str

    @property
    def label(self) -> str:
        """What it is called and what it says."""
        return f"{self.name}: {self.text}"


@dataclass(frozen=True)
class Tick:
    """A date below the axis."""

    x: float
    text: str
    anchor: str


@dataclass(frozen=True)
class BarPlot:
    """A timeline as bars; `peak` is what the highest one says."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    peak: str
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - BOTTOM


def bar_plot(line: Timeline, *, shares: bool) -> BarPlot:
    """Return bars of counts, or of shares of all articles."""
    worth = [bucket.share if shares else float(bucket.count) for bucket in line.buckets]
    highest = max(worth, default=0.0)
    step = (WIDTH - 2 * LEFT) / max(1, len(worth))
    room = HEIGHT - BOTTOM - TOP
    bars = []
    for index, (bucket, value) in enumerate(zip(line.buckets, worth, strict=True)):
        height = max(MIN_BAR, room * value / highest) if value else 0.0
        left = LEFT + index * step
        bars.append(
            Bar(
                bucket=bucket,
                x=round(left + step * GAP_SHARE / 2, 2),
                y=round(HEIGHT - BOTTOM - height, 2),
                width=round(step * (1 - GAP_SHARE), 2),
                height=round(height, 2),
                slot_x=round(left, 2),
                name=span_text(bucket.since, bucket.until, line.unit),
                text=bucket_text(bucket, shares=shares),
            )
        )
    ticks = _ticks([bucket.since for bucket in line.buckets], line, step)
    return BarPlot(tuple(bars), ticks, share_text(highest) if shares else number_text(int(highest)))


def bucket_text(bucket: Bucket, *, shares: bool) -> str:
    """Return a bucket's count or share in words."""
    return share_text(bucket.share) if shares else number_text(bucket.count)


def _ticks(days: Sequence[datetime.date], line: Timeline, step: float) -> tuple[Tick, ...]:
    if not days:
        return ()
    every = -(-len(days) // MAX_TICKS)
    ticks = []
    for index in range(0, len(days), every):
        x = LEFT + (index + 0.5) * step
        near_edge = "start" if x < 30 else "end" if x > WIDTH - 30 else "middle"
        ticks.append(Tick(round(x, 2), short_date(days[index], line.unit), near_edge))
    return tuple(ticks)


@dataclass(frozen=True)
class Curve:
    """One query's coverage: a path through its points, and the number that tells its style."""

    name: str
    path: str
    points: tuple[tuple[float, float, str], ...]
    number: int


@dataclass(frozen=True)
class CurvePlot:
    """Several curves over the same time."""

    curves: tuple[Curve, ...]
    ticks: tuple[Tick, ...]
    peak: str
    width: int = WIDTH
    height: int = 2 * HEIGHT
    base: int = 2 * HEIGHT - BOTTOM


def curve_plot(names: Sequence[str], lines: Sequence[Timeline], *, shares: bool) -> CurvePlot:
    """Return curves of timelines that cover the same days in the same unit."""
    worth = [[bucket.share if shares else float(bucket.count) for bucket in line.buckets] for line in lines]
    highest = max((value for values in worth for value in values), default=0.0) or 1.0
    count = max((len(values) for values in worth), default=0)
    step = (WIDTH - 2 * LEFT) / max(1, count)
    room = 2 * HEIGHT - BOTTOM - TOP
    curves = []
    for number, (name, line, values) in enumerate(zip(names, lines, worth, strict=True), 1):
        points = [
            (round(LEFT + (index + 0.5) * step, 2), round(2 * HEIGHT - BOTTOM - room * value / highest, 2))
            for index, value in enumerate(values)
        ]
        labels = [
            f"{name} · {span_text(bucket.since, bucket.until, line.unit)}: {bucket_text(bucket, shares=shares)}"
            for bucket in line.buckets
        ]
        path = "M" + " L".join(f"{x} {y}" for x, y in points) if points else ""
        marked = tuple((x, y, label) for (x, y), label in zip(points, labels, strict=True))
        curves.append(Curve(name, path, marked, number))
    ticks = _ticks([bucket.since for bucket in lines[0].buckets], lines[0], step) if lines else ()
    return CurvePlot(tuple(curves), ticks, share_text(highest) if shares else number_text(int(highest)))
