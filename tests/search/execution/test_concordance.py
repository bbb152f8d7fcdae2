"""Occurrences and the words around them."""

import pytest

from search.execution.concordance import CONTEXT_CHARS, merge_adjacent_marks, surrounding_words


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), []),
        (((0, 7), (8, 12), (16, 20)), [(0, 12), (16, 20)]),
        (((0, 7), (16, 20)), [(0, 7), (16, 20)]),
    ],
)
def test_words_side_by_side_are_one_occurrence(
    marks: tuple[tuple[int, int], ...], expected: list[tuple[int, int]]
) -> None:
    assert list(merge_adjacent_marks("नरेन्द् मोदी और मोदी", marks)) == expected


def test_contexts_are_whole_words_of_the_same_paragraph() -> None:
    text = "पहला अनुच्छेद।\n" + "शब्द " * 40 + "मोदी" + " बाद" * 40 + "\nतीसरा"
    start = text.index("मोदी")
    before, after = surrounding_words(text, start, start + 4)
    assert set(before.split()) == {"शब्द"}
    assert set(after.split()) == {"बाद"}
    assert max(len(before), len(after)) <= CONTEXT_CHARS
    assert surrounding_words("मोदी", 0, 4) == ("", "")
