"""Prints measurements as one aligned table."""

from collections.abc import Iterable, Sequence


def show(title: str, header: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    """A title, a header and its lines; the first column is text, all others are numbers."""
    cells = [list(header), *([_text(cell) for cell in line] for line in lines)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(header))]
    print(f"\n{title}")
    for line in cells:
        first, *others = zip(line, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip())


def _text(cell: object) -> str:
    return f"{cell:.1f}" if isinstance(cell, float) else str(cell)


def percent(part: int, whole: int) -> float:
    """100 × part / whole; 0 of nothing."""
    return 100.0 * part / whole if whole else 0.0
