"""Slow, obvious twins of the analysis."""

from index.hindi.tokens import Token, _abbreviated, with_initials, word_spans


def tokens_by_icu(text: str) -> list[Token]:
    """All words of a text, with ICU asked about every one of them."""
    text = _abbreviated(text)
    return list(with_initials(text, word_spans(text)))
