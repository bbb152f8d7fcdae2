"""Pages as grey pictures for OCR: of a PDF by pdfium, of pictures by Pillow. Both are the extra khabarkhoj[ocr]."""

import importlib.util
import io
from typing import Any

from index.readers.time_limit import UnreadableError

INSTALL = "pip install 'khabarkhoj[ocr]'"
MAX_PIXELS = 60_000_000
"""A broadsheet at 300 dots an inch has 31 million; more is drawn smaller, or refused where it is a picture."""
WORKING_BYTES = 12 * MAX_PIXELS
"""Drawing takes the scan in colour, the page and its grey picture; with less, pdfium leaves pages blank."""
MIN_SIDE = 700
"""Pictures with a shorter side are no pages: A5 at 150 dots an inch has 874."""
MAX_FRAMES = 2_000
POINTS = 72
"""Units of a PDF in an inch."""


def is_installed() -> bool:
    """Return whether the libraries are there."""
    return all(importlib.util.find_spec(library) for library in ("pypdfium2", "PIL"))


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
        if (pixels := width * height * scale * scale) > MAX_PIXELS:
            scale *= (MAX_PIXELS / pixels) ** 0.5
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            return _pgm(bitmap.to_pil())
        finally:
            bitmap.close()
            page.close()


class PicturePages:
    """The frames of a picture; only TIFF has more than one."""

    def __init__(self, content: bytes) -> None:
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - as above

        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        try:
            self._image: Any = Image.open(io.BytesIO(content))
        except UnidentifiedImageError:
            raise UnreadableError("it is broken, or no picture at all") from None
        width, height = self._image.size
        if width * height > MAX_PIXELS:
            raise UnreadableError(f"a picture of more than {MAX_PIXELS} pixels; save it smaller")

    def __len__(self) -> int:
        return int(getattr(self._image, "n_frames", 1)) if self._image.format == "TIFF" else 1

    def large(self) -> list[int]:
        """Return the frames that are large enough to be pages: others are thumbnails."""
        found = []
        for number in range(min(len(self), MAX_FRAMES)):
            self._image.seek(number)
            if min(self._image.size) >= MIN_SIDE:
                found.append(number)
        return found

    def picture(self, number: int, _dpi: int) -> bytes:
        """Return a frame (from 0) as PGM, upright where the camera says how it was held."""
        from PIL import ImageOps  # noqa: PLC0415 - see above

        self._image.seek(number)
        if self._image.width * self._image.height > MAX_PIXELS:
            raise UnreadableError(f"a picture of more than {MAX_PIXELS} pixels; save it smaller")
        return _pgm(ImageOps.exif_transpose(self._image))


Pages = PdfPages | PicturePages


def turned(pgm: bytes, degrees: int) -> bytes:
    """Return a picture that is PGM turned clockwise by 0, 90, 180 or 270 degrees."""
    if not degrees:
        return pgm
    from PIL import Image  # noqa: PLC0415 - see above

    return _pgm(Image.open(io.BytesIO(pgm)).rotate(-degrees, expand=True))


def _pgm(image: Any) -> bytes:
    """Return a picture in the plainest of formats; what is transparent is white, as on paper."""
    from PIL import Image  # noqa: PLC0415 - see above

    if image.mode.startswith("I;16") or image.mode == "I":
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    grey = image.convert("L")
    pixels: bytes = grey.tobytes()
    return b"P5 %d %d 255\n" % grey.size + pixels
