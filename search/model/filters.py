"""Filters: which articles may be found, by date and by value, whatever they say."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from index.fields import FILTER_FIELDS

NO_VALUE = "\x00"
"""A value that no article has; stands for the empty intersection of two filters on one field."""

FieldValue = tuple[str, str]
"""(field, value)"""


def is_year(text: str) -> bool:
    """Return whether a text is a year from 1 to 9999."""
    return text.isdecimal() and len(text) <= len(str(datetime.MAXYEAR)) and int(text) >= datetime.MINYEAR


class Period(NamedTuple):
    """First and last day, both included; None for no bound."""

    since: datetime.date | None
    until: datetime.date | None


class Filters(NamedTuple):
    """Days from `since` to `until`, both included, and values.

    Of a field that is named in `included`, an article must have one of the values. It may have none of the
    `excluded` ones, and no date in any of the `gaps`. Years are four digits, "" for no date. An article
    without a date does not pass a filter on days.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    included: frozenset[FieldValue] = frozenset()
    excluded: frozenset[FieldValue] = frozenset()
    gaps: frozenset[Period] = frozenset()

    @classmethod
    def where(
        cls,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        excluded: Iterable[FieldValue] = (),
        **values: Iterable[str],
    ) -> "Filters":
        """Build filters from the allowed values of each field.

        >>> Filters.where(source=["BBC"]).values_of("source")
        frozenset({'BBC'})
        """
        return cls(since, until, _pairs(values.items()), frozenset(excluded))

    def values_of(self, field: str) -> frozenset[str]:
        """Return the allowed values of a field; empty if any will do."""
        return frozenset(value for name, value in self.included if name == field)

    def excluded_values(self, field: str) -> frozenset[str]:
        """Return the values of a field that no article may have."""
        return frozenset(value for name, value in self.excluded if name == field)

    def with_values(self, field: str, values: Iterable[str]) -> "Filters":
        """Return the same filters with other allowed values of one field; none for any value."""
        others = frozenset(pair for pair in self.included if pair[0] != field)
        return self._replace(included=others | _pairs([(field, values)]))

    def intersect(self, other: "Filters") -> "Filters":
        """Return filters that only articles pass which pass both."""
        included: frozenset[FieldValue] = frozenset()
        for field in FILTER_FIELDS:
            one, two = self.values_of(field), other.values_of(field)
            values = (one & two or frozenset({NO_VALUE})) if one and two else one | two
            included |= _pairs([(field, values)])
        return Filters(
            max(filter(None, (self.since, other.since)), default=None),
            min(filter(None, (self.until, other.until)), default=None),
            included,
            self.excluded | other.excluded,
            self.gaps | other.gaps,
        )


def _pairs(values: Iterable[tuple[str, Iterable[str]]]) -> frozenset[FieldValue]:
    return frozenset((field, value) for field, allowed in values for value in allowed)


NO_FILTERS = Filters()
