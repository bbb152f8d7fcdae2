"""Look up field values (sources, sections, authors …) by a name or a part of it."""

import datetime
from collections.abc import Callable, Iterable, Mapping

from index.dateline import agency_named, listed_place
from index.fields import DAY_FIELDS
from index.hindi.analysis import analyse
from index.lru_cache import lru_method
from search.query.periods import parse_days

ValuesOf = Callable[[str], Iterable[str]]
"""field → its distinct values in an archive."""
EDGE = " "
CACHED_NAMES = 10_000
SHOWN_NAMES: Mapping[str, Callable[[str], str]] = {"place": listed_place, "agency": agency_named}
"""Fields whose values have other names that are known (Mumbai, Reuters): name → the one that is shown, or ""."""


class FieldValueLookup:
    """The values of an archive by the words in them, whatever their spelling."""

    def __init__(self, values_of: ValuesOf) -> None:
        self._values_of = values_of
        self._terms: dict[str, dict[str, str]] = {}
        self._cached_match = lru_method(CACHED_NAMES, self._match)

    def match(self, field: str, text: str) -> frozenset[str]:
        """Return the values of a field that contain the words of a text side by side.

        If there are none, those in which words begin like that. A language matches by its code alone, a place and
        an agency also by their other names, days by any period that holds them.
        """
        return self._cached_match(field, text)

    def _match(self, field: str, text: str) -> frozenset[str]:
        known = self._known(field)
        if field in DAY_FIELDS:
            return _days(known, text)
        if field == "language":
            return frozenset({text}) if text in known else frozenset()
        shown = SHOWN_NAMES[field](text) if field in SHOWN_NAMES else ""
        wanted = _terms_of(shown or text)
        if wanted.isspace():
            return frozenset()
        whole = frozenset(value for value, terms in known.items() if wanted in terms)
        return whole or frozenset(
            value for value, terms in known.items() if wanted.removesuffix(EDGE) in terms
        )

    def _known(self, field: str) -> dict[str, str]:
        if field not in self._terms:
            self._terms[field] = {value: _terms_of(value) for value in self._values_of(field) if value}
        return self._terms[field]


def _days(known: Iterable[str], text: str) -> frozenset[str]:
    period = parse_days(text)
    if period is None:
        return frozenset()
    since, until = period.since or datetime.date.min, period.until or datetime.date.max
    return frozenset(day for day in known if since.isoformat() <= day <= until.isoformat())


def _terms_of(text: str) -> str:
    """Return the folded words of a text with a space on each side."""
    return EDGE + EDGE.join(word.term for word in analyse(text)) + EDGE
