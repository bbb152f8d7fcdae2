"""Units of a text that words of a query may have to share."""

from enum import StrEnum


class TextUnit(StrEnum):
    """A part of a text; columns are named after it."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
