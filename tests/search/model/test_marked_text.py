"""Marked text: escaped first, marked after."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from search.model.marked_text import MarkedText, Range
from web.marked_html import to_html


class Reader(HTMLParser):
    """Collects what a browser would show, and every tag it would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not attrs

    def handle_data(self, data: str) -> None:
        self.text += data


hostile = st.lists(
    st.sampled_from(["<script>", "</mark>", "<mark>", "&", '"', "'", "<img onerror=x>", "&lt;", "मोदी", " "]),
    max_size=12,
).map("".join)


@given(hostile, st.lists(st.integers(0, 60), max_size=8))
def test_html_shows_the_text_and_holds_no_tag_but_mark(text: str, cuts: list[int]) -> None:
    points = sorted({cut for cut in cuts if cut <= len(text)})
    marks: tuple[Range, ...] = tuple(zip(points[::2], points[1::2], strict=False))
    reader = Reader()
    reader.feed(str(to_html(MarkedText(text, marks))))
    reader.close()
    assert reader.text == text
    assert reader.tags <= {"mark"}


def test_marks_surround_their_range() -> None:
    assert str(to_html(MarkedText("क <b> ख", ((2, 5),)))) == "क <mark>&lt;b&gt;</mark> ख"


def test_a_cut_keeps_the_marks_inside_it() -> None:
    text = MarkedText("एक दो तीन", ((0, 2), (3, 5), (6, 9)))
    assert text.cut(3, 9, "…", "…") == MarkedText("…दो तीन…", ((1, 3), (4, 7)))


def test_paragraphs_keep_their_marks() -> None:
    text = MarkedText("एक\n\n दो तीन", ((0, 2), (8, 11)))
    assert text.paragraphs() == [MarkedText("एक", ((0, 2),)), MarkedText(" दो तीन", ((4, 7),))]
