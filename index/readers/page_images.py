"""Pages as grey pictures for OCR: of a PDF by pdfium, of pictures by Pillow. Both are the extra khabarkhoj[ocr]."""

import importlib.util
import io
from collections.abc import Iterator
from typing import Any

from index.readers.time_limit import UnreadableError

INSTALL = "pip install 'khabarkhoj[ocr]'"
MOST_PIXELS = 60_000_000
"""A broadsheet at 300 dots an inch has 31 million; more is drawn smaller, or refused where it is a picture."""
LEAST_SIDE = 700
"""Pictures with a shorter side are no pages: A5 at 150 dots an inch has 874."""
POINTS = 72
"""Units of a PDF in an inch."""


def is_installed() -> bool:
    """Return whether the libraries are there."""
    return all(importlib.util.find_spec(each) for each in ("pypdfium2", "PIL"))


class PdfPages:
    """The pages of a PDF, drawn one at a time."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # noqa: PLC0415 - an extra, loaded by the processes that need it

        self._document = pypdfium2.PdfDocument(content)

    def __len__(self) -> int:
        return len(self._document)

    def picture(self, number: int, dpi: int) -> bytes:
        """Return a page (from 0) as PGM, drawn smaller where it is huge."""
        page = self._document[number]
        width, height = page.get_size()
        scale = dpi / POINTS
        if (pixels := width * height * scale * scale) > MOST_PIXELS:
            scale *= (MOST_PIXELS / pixels) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return _pgm(bitmap.to_pil())
        finally:
            bitmap.close()
            page.close()


class PicturePages:
    """The frames of a picture; only TIFF has more than one."""

    def __init__(self, content: bytes) -> None:
        from PIL import Image  # noqa: PLC0415 - an extra, loaded by the processes that need it

        Image.MAX_IMAGE_PIXELS = MOST_PIXELS
        self._image: Any = Image.open(io.BytesIO(content))
        width, height = self._image.size
        if width * height > MOST_PIXELS:
            raise UnreadableError(f"a picture of more than {MOST_PIXELS} pixels; save it smaller")

    def __len__(self) -> int:
        return int(getattr(self._image, "n_frames", 1))

    @property
    def is_page(self) -> bool:
        """Whether it is large enough to be a page."""
        return bool(min(self._image.size) >= LEAST_SIDE)

    def picture(self, number: int, _dpi: int) -> bytes:
        """Return a frame (from 0) as PGM."""
        self._image.seek(number)
        return _pgm(self._image)


Pages = PdfPages | PicturePages


def pictures(pages: Pages, numbers: list[int], dpi: int) -> Iterator[tuple[int, bytes]]:
    """Yield (number, picture) of some pages."""
    for number in numbers:
        yield number, pages.picture(number, dpi)


def _pgm(image: Any) -> bytes:
    """Return a picture in the plainest of formats; what is transparent is white, as on paper."""
    from PIL import Image  # noqa: PLC0415 - see above

    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    grey = image.convert("L")
    pixels: bytes = grey.tobytes()
    return b"P5 %d %d 255\n" % grey.size + pixels
