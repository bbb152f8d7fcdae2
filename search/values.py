"""Which sources, sections, authors and languages a reader means by a name that may be only part of theirs."""

from functools import lru_cache

from index.hindi.analysis import analyse
from index.store.segments import Segments

EDGE = " "


class ValueNames:
    """The values of a generation by the words in them, whatever their spelling."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._terms = lru_cache(None)(self._read)
        self.named = lru_cache(10_000)(self._named)

    def _named(self, field: str, text: str) -> frozenset[str]:
        """The values of a field that hold the words of a text side by side; a code has to be the same.

        Where there is none, those in which words begin so.
        """
        known = self._terms(field)
        wanted = _terms_of(text)
        if text in known and field == "language":
            return frozenset({text})
        if field == "language" or wanted.isspace():
            return frozenset()
        whole = frozenset(value for value, terms in known.items() if wanted in terms)
        return whole or frozenset(
            value for value, terms in known.items() if wanted.removesuffix(EDGE) in terms
        )

    def _read(self, field: str) -> dict[str, str]:
        values = {
            value.decode()
            for segment in self._segments
            for value in segment.columns.value_strings(field).all()
        }
        return {value: _terms_of(value) for value in values if value}


def _terms_of(text: str) -> str:
    """Folded words with a space on each side."""
    return EDGE + EDGE.join(word.term for word in analyse(text)) + EDGE
