"""Units of a text."""

from index.text_units import TextUnit


def test_columns_are_named_after_them() -> None:
    assert [f"{unit}_starts" for unit in TextUnit] == ["sentence_starts", "paragraph_starts"]
