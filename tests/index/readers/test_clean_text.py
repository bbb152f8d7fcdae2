"""Text fit to store; what is clean takes a short way that must come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.clean_text import clean_by_every_rule, clean_line, clean_text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\ufeffपहला\r\nदूसरा\r", "पहला\nदूसरा"),
        ("क\x00ख\x9bग", "क ख ग"),
        ("मोदी \ud800", "मोदी \ufffd"),
        (" क\u200dष ", "क\u200dष"),
    ],
)
def test_what_no_text_may_hold_goes(text: str, clean: str) -> None:
    assert clean_text(text) == clean


def test_a_line_has_single_spaces() -> None:
    assert clean_line(" क\u00a0 ख\n\tग ") == "क ख ग"


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_the_short_way_agrees_with_every_rule(text: str) -> None:
    assert clean_text(text) == clean_by_every_rule(text)
