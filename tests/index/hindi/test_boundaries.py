"""Boundaries are those of ICU, in code points."""

import icu
from hypothesis import given
from hypothesis import strategies as st

from index.hindi import boundaries


def grapheme_boundaries(text: str) -> set[int]:
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale("hi"))
    content = icu.UnicodeString(text)
    iterator.setText(content)
    return {0} | {len(str(content[:end])) for end in iterator}


@given(st.text(st.sampled_from("क 😀ा।"), max_size=12))
def test_boundaries_are_code_points(text: str) -> None:
    found = boundaries.spans("grapheme", text)
    assert {0} | {end for _, end in found} == grapheme_boundaries(text)
    assert "".join(text[start:end] for start, end in found) == text
