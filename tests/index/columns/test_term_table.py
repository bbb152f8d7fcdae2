"""The hash table finds every term and no other."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from index.columns.column_file import ColumnFile, write_columns
from index.columns.strings import Strings, string_arrays
from index.columns.term_table import find, slots_for, term_slots

Terms = st.sets(st.text("कखगघचछ", min_size=1, max_size=4).map(str.encode), max_size=40)


@given(Terms, Terms)
def test_every_term_is_found_and_no_other(
    tmp_path_factory: object, terms: set[bytes], others: set[bytes]
) -> None:
    ordered = sorted(terms)
    folder = Path(str(tmp_path_factory.mktemp("terms")))  # type: ignore[attr-defined]
    write_columns(folder / "T", {**string_arrays("terms", ordered), "slots": term_slots(ordered)})
    file = ColumnFile(folder / "T")
    strings = Strings(file["terms_bytes"], file["terms_offsets"])
    for number, term in enumerate(ordered):
        assert find(term, file["slots"], strings) == number
    for term in others - terms:
        assert find(term, file["slots"], strings) is None


def test_there_are_two_slots_a_term_at_least() -> None:
    assert [slots_for(terms) for terms in (0, 1, 2, 3, 5)] == [2, 2, 4, 8, 16]
