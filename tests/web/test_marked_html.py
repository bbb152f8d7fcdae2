"""Text becomes HTML: escaped first, marked after."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.model.marked_text import MarkedText
from web.marked_html import to_html


@given(st.text("क<>&\"' /scriptं", max_size=30), st.data())
def test_nothing_but_marks_is_markup_and_the_text_is_kept(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    markup = str(to_html(MarkedText(text, marks)))
    assert re.findall(r"<mark>(.*?)</mark>", markup, re.DOTALL) == [
        str(to_html(MarkedText(text[start:end]))) for start, end in marks
    ]
    plain = markup.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert html.unescape(plain) == text


def test_a_script_is_text() -> None:
    found = to_html(MarkedText("<script>मोदी</script>", ((8, 12),)))
    assert found == "&lt;script&gt;<mark>मोदी</mark>&lt;/script&gt;"
