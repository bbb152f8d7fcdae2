"""Pages as pictures."""

import io

import pytest
from PIL import Image

from index.readers import page_images
from index.readers.page_images import PdfPages, PicturePages, turned
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
    assert shown(pages.picture(0, 200)).size == (1700, 2200)


def test_a_huge_page_is_drawn_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "MAX_PIXELS", 1_000_000)
    content = saved(Image.new("L", (850, 1100), 128), "PDF", resolution=10)
    width, height = shown(PdfPages(content).picture(0, 300)).size
    assert width * height <= 1_010_000


def test_frames_of_a_picture_are_pages() -> None:
    frames = [Image.new("L", (800, 900), shade) for shade in (10, 200)]
    thumbnail = Image.new("L", (80, 90))
    pages = PicturePages(saved(thumbnail, "TIFF", save_all=True, append_images=frames))
    assert (len(pages), pages.large()) == (3, [1, 2])
    assert [shown(pages.picture(number, 300)).getpixel((5, 5)) for number in (1, 2)] == [10, 200]
    assert PicturePages(saved(Image.new("L", (64, 900)), "PNG")).large() == []
    animated = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert len(PicturePages(animated)) == 1


def test_a_picture_stands_as_the_camera_was_held_and_grey_of_two_bytes_is_grey() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    assert shown(PicturePages(saved(Image.new("L", (800, 900)), "JPEG", exif=exif)).picture(0, 300)).size == (
        900,
        800,
    )
    deep = Image.new("I;16", (800, 900), 20_000)
    assert 70 <= int(shown(PicturePages(saved(deep, "TIFF")).picture(0, 300)).getpixel((5, 5))) <= 85  # type: ignore[arg-type]


def test_a_picture_is_turned_clockwise() -> None:
    image = Image.new("L", (2, 1))
    image.putpixel((0, 0), 9)
    pgm = b"P5 2 1 255\n" + image.tobytes()
    assert turned(pgm, 0) == pgm
    assert shown(turned(pgm, 90)).size == (1, 2)
    assert shown(turned(pgm, 90)).getpixel((0, 0)) == 9
    assert shown(turned(pgm, 180)).getpixel((1, 0)) == 9


def test_what_is_transparent_is_white_as_paper() -> None:
    pages = PicturePages(saved(Image.new("RGBA", (800, 900), (0, 0, 0, 0)), "PNG"))
    assert shown(pages.picture(0, 300)).getpixel((5, 5)) == 255


def test_a_bomb_of_a_picture_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "MAX_PIXELS", 1000)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)  # to be set back
    with pytest.raises((UnreadableError, Image.DecompressionBombError)):
        PicturePages(saved(Image.new("L", (800, 900)), "PNG"))
