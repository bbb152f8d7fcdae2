"""HTML in a field becomes text; what only looks like it stays."""

import pytest

from index.readers.markup import has_markup, text_of


@pytest.mark.parametrize("text", ["5 < 6", "<मोदी> बोले", "a <b", "", "x > y"])
def test_signs_are_no_markup(text: str) -> None:
    assert not has_markup(text)


@pytest.mark.parametrize(
    "text", ["<p>पाठ", "पहला<br/>दूसरा", "<a href='x'>कड़ी</a>", '<div class="x">पाठ</div>']
)
def test_tags_of_blocks_and_links_are(text: str) -> None:
    assert has_markup(text)


def test_each_paragraph_is_a_line_and_hidden_parts_go() -> None:
    markup = "<h1>शीर्षक</h1><style>p {}</style><p>एक<br>दो</p><!-- टीका --><p>  </p><p>तीन</p><script>x(1)"
    assert text_of(markup) == "शीर्षक\nएक\nदो\nतीन"


def test_shortcodes_of_wordpress_go() -> None:
    assert text_of("[caption id='1']चित्र[/caption] पाठ [2]") == "चित्र  पाठ [2]"


def test_entities_are_read_once() -> None:
    assert text_of("AT&amp;T &amp;lt;b&amp;gt;") == "AT&T &lt;b&gt;"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<figure><img><figcaption class="x">कैप्शन <a href="#">©</a></figcaption></figure><p>पाठ</p>', "पाठ"),
        ("<figure><figcaption>कैप्शन</figure><p>पाठ</p>", "पाठ"),
        ("<figure><figcaption/></figure><p>पाठ</p>", "पाठ"),
        ("<figcaption>बिना अंत का<p>पाठ</p>", "बिना अंत का\nपाठ"),
    ],
)
def test_a_caption_goes_and_nothing_with_it(markup: str, text: str) -> None:
    assert text_of(markup) == text
