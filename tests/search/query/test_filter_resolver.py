"""Conditions of a query as filters."""

import datetime

import pytest

from search.model.filters import NO_FILTERS, NO_VALUE, Filters, Period
from search.model.messages import QueryWarning
from search.query.filter_resolver import resolve_filters
from search.query.parser import Condition

KNOWN = {("source", "BBC"): {"BBC हिंदी"}, ("source", "जागरण"): {"दैनिक जागरण"}, ("section", "खेल"): {"खेल"}}
JUNE = Period(datetime.date(2024, 6, 1), datetime.date(2024, 6, 30))


def match(field: str, text: str) -> frozenset[str]:
    return frozenset(KNOWN.get((field, text), ()))


def resolved(*conditions: Condition) -> Filters:
    found = resolve_filters(conditions, match)
    assert found.warnings == ()
    return found.filters


def test_of_one_field_any_may_hold_and_of_two_all_must() -> None:
    filters = resolved(Condition("source", "BBC"), Condition("source", "जागरण"), Condition("section", "खेल"))
    assert filters == NO_FILTERS.with_values("source", {"BBC हिंदी", "दैनिक जागरण"}).with_values(
        "section", {"खेल"}
    )


def test_days_of_a_field_are_a_period_and_none_of_them_is_no_mistake() -> None:
    found = resolve_filters([Condition("changed", "2024-06")], match)
    assert found == (NO_FILTERS.with_values("changed", {NO_VALUE}), ())
    assert resolve_filters([Condition("changed", "कभी")], match).warnings == (QueryWarning.UNKNOWN_DATE,)


def test_what_names_no_value_finds_nothing_and_says_so() -> None:
    found = resolve_filters([Condition("source", "नहीं")], match)
    assert found.filters == NO_FILTERS.with_values("source", {NO_VALUE})
    assert found.warnings == (QueryWarning.UNKNOWN_VALUE,)


def test_an_unknown_value_that_is_excluded_excludes_nothing() -> None:
    found = resolve_filters([Condition("source", "नहीं", excluded=True)], match)
    assert found.filters == NO_FILTERS
    assert found.warnings == (QueryWarning.UNKNOWN_VALUE,)


@pytest.mark.parametrize(
    ("field", "excluded", "expected"),
    [
        ("date", False, Filters(*JUNE)),
        ("date", True, Filters(gaps=frozenset({JUNE}))),
        ("since", False, Filters(since=JUNE.since)),
        ("until", False, Filters(until=JUNE.until)),
    ],
)
def test_days_become_periods(field: str, excluded: bool, expected: Filters) -> None:
    assert resolved(Condition(field, "2024-06", excluded)) == expected


def test_what_is_no_date_is_said() -> None:
    assert resolve_filters([Condition("date", "कल")], match).warnings == (QueryWarning.UNKNOWN_DATE,)


def test_languages_go_by_their_code() -> None:
    asked: list[str] = []

    def note(_field: str, text: str) -> frozenset[str]:
        asked.append(text)
        return frozenset({text})

    resolve_filters([Condition("language", "मराठी")], note)
    assert asked == ["mr"]
