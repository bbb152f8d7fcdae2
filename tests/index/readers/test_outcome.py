"""What is said of a record: its place, its kind, how it begins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.outcome import EXCERPT_CHARS, Place, Refused, excerpt_of, kind_of


@pytest.mark.parametrize(
    ("line", "line_unit", "shown"),
    [(3, "line", "a.csv:3"), (3, "record", "a.csv, record 3"), (0, "line", "a.csv")],
)
def test_a_place_is_written_as_compilers_do(line: int, line_unit: str, shown: str) -> None:
    assert str(Place("a.csv", line, line_unit)) == shown
    assert str(Refused("a.csv", line, "empty", line_unit=line_unit)) == f"{shown}: empty"


def test_refusals_that_differ_in_names_and_numbers_are_of_one_kind() -> None:
    assert kind_of("column 'शीर्षक' has 17 letters") == kind_of("column 'दिन' has 3 letters")
    assert kind_of("broken JSON: at column 3") == "broken JSON"


@given(st.one_of(st.binary(max_size=2000), st.text(max_size=2000)))
def test_an_excerpt_is_one_short_printable_line(content: bytes | str) -> None:
    shown = excerpt_of(content)
    assert len(shown) <= EXCERPT_CHARS + 1
    assert shown.isprintable()
    shown.encode()
