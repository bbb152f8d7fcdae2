"""Pages as pictures."""

import io

import pytest
from PIL import Image

from index.readers import page_images
from index.readers.page_images import PdfPages, PicturePages, pictures
from index.readers.time_limit import UnreadableError


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    packed = io.BytesIO()
    image.save(packed, kind, **options)
    return packed.getvalue()


def shown(pgm: bytes) -> Image.Image:
    return Image.open(io.BytesIO(pgm))


def test_pages_of_a_pdf_are_drawn_at_the_resolution_that_is_asked_for() -> None:
    content = saved(Image.new("L", (850, 1100), 128), "PDF", resolution=100)
    pages = PdfPages(content)
    assert len(pages) == 1
    ((number, picture),) = pictures(pages, [0], 200)
    assert (number, shown(picture).size) == (0, (1700, 2200))


def test_a_huge_page_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "MOST_PIXELS", 1_000_000)
    content = saved(Image.new("L", (850, 1100), 128), "PDF", resolution=10)
    width, height = shown(PdfPages(content).picture(0, 300)).size
    assert width * height <= 1_010_000


def test_frames_of_a_picture_are_pages() -> None:
    frames = [Image.new("L", (800, 900), shade) for shade in (10, 200)]
    pages = PicturePages(saved(frames[0], "TIFF", save_all=True, append_images=frames[1:]))
    assert (len(pages), pages.is_page) == (2, True)
    assert [shown(picture).getpixel((5, 5)) for _, picture in pictures(pages, [0, 1], 300)] == [10, 200]
    assert not PicturePages(saved(Image.new("L", (64, 900)), "PNG")).is_page


def test_what_is_transparent_is_white_as_paper() -> None:
    pages = PicturePages(saved(Image.new("RGBA", (800, 900), (0, 0, 0, 0)), "PNG"))
    assert shown(pages.picture(0, 300)).getpixel((5, 5)) == 255


def test_a_bomb_of_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "MOST_PIXELS", 1000)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)  # to be set back
    with pytest.raises((UnreadableError, Image.DecompressionBombError)):
        PicturePages(saved(Image.new("L", (800, 900)), "PNG"))
