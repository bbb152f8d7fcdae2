"""Seeds printed as pages of a newspaper and scanned: pictures whose text is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = Path("/usr/share/fonts/truetype/noto")
BODY_FONT, HEADLINE_FONT = "NotoSerifDevanagari-Regular.ttf", "NotoSerifDevanagari-Bold.ttf"
A4 = (8.27, 11.69)
INK, PAPER = 20, 255
BODY_POINTS, HEADLINE_POINTS, LEADING = 10.5, 20, 1.7


@dataclass(frozen=True)
class Scan:
    """How a page was printed and scanned: dots an inch, columns, grain (standard deviation of grey), degrees."""

    dpi: int = 300
    columns: int = 1
    grain: float = 0.0
    skew: float = 0.0

    def __str__(self) -> str:
        worn = "grain and skew" if self.grain else "clean"
        return f"{self.dpi} dpi, {self.columns} column{'s' * (self.columns > 1)}, {worn}"


def have_fonts() -> bool:
    """Return whether the fonts are there that pages are printed in."""
    return all((FONTS / name).exists() for name in (BODY_FONT, HEADLINE_FONT))


def printed(headline: str, paragraphs: Sequence[str], scan: Scan, seed: int = 0) -> Image.Image:
    """Return a page; what does not fit on it is left out."""
    width, height = (int(side * scan.dpi) for side in A4)
    image = Image.new("L", (width, height), PAPER)
    draw = ImageDraw.Draw(image)
    margin, gap = scan.dpi * 7 // 10, scan.dpi * 3 // 10
    column_width = (width - 2 * margin - (scan.columns - 1) * gap) // scan.columns
    large, small = _font(HEADLINE_FONT, HEADLINE_POINTS, scan.dpi), _font(BODY_FONT, BODY_POINTS, scan.dpi)
    top = margin
    for line in _lines(draw, headline, large, width - 2 * margin):
        draw.text((margin, top), line, font=large, fill=INK)
        top += int(LEADING * HEADLINE_POINTS * scan.dpi / 72)
    leading = int(LEADING * BODY_POINTS * scan.dpi / 72)
    lines = [line for paragraph in paragraphs for line in _lines(draw, paragraph, small, column_width)]
    per_column = max(1, -(-len(lines) // scan.columns))
    for number, line in enumerate(lines):
        column, row = divmod(number, per_column)
        y = top + leading * row
        if y < height - margin:
            draw.text((margin + column * (column_width + gap), y), line, font=small, fill=INK)
    return _scanned(image, scan, seed)


def _lines(draw: Any, text: str, font: Any, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and draw.textlength(longer, font=font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font(name: str, points: float, dpi: int) -> Any:
    return ImageFont.truetype(str(FONTS / name), int(points * dpi / 72))


def _scanned(image: Image.Image, scan: Scan, seed: int) -> Image.Image:
    if scan.skew:
        image = image.rotate(scan.skew, fillcolor=PAPER, resample=Image.Resampling.BICUBIC)
    if not scan.grain:
        return image
    chance = np.random.default_rng(seed)
    blurred = image.filter(ImageFilter.GaussianBlur(0.7 * scan.dpi / 300))
    grey = np.asarray(blurred).astype(np.float64) + chance.normal(0, scan.grain, (image.height, image.width))
    specks = chance.random(grey.shape)
    grey[specks < 0.0008] = 0
    grey[specks > 0.9992] = PAPER
    return Image.fromarray(grey.clip(0, PAPER).astype(np.uint8))
