"""Filters as queries; that they find the same is asked in test_matches.py."""

import datetime

from index.opensearch.mapping import Moment
from search.model.filters import NO_VALUE, Filters, Period
from search.opensearch.filter_queries import MATCH_NONE, filter_clauses

DAY = datetime.date(2024, 6, 25)


def test_every_query_is_of_one_state() -> None:
    must, must_not = filter_clauses(Filters(), Moment(7))
    assert must == [{"range": {"born": {"lte": 7}}}, {"range": {"died": {"gt": 7}}}]
    assert must_not == []


def test_days_are_ordinals_and_gaps_are_left_out() -> None:
    must, must_not = filter_clauses(
        Filters(DAY, None, gaps=frozenset({Period(None, DAY), Period(None, None)})), Moment(1)
    )
    assert must[2] == {"range": {"day": {"gte": DAY.toordinal()}}}
    assert {"range": {"day": {"lte": DAY.toordinal()}}} in must_not
    assert {"range": {"day": {"gte": 1}}} in must_not


def test_values_are_wanted_or_not_and_impossible_ones_match_nothing() -> None:
    must, must_not = filter_clauses(
        Filters.where(source={"BBC", ""}, excluded={("section", "खेल")}), Moment(1)
    )
    assert must[2] == {"terms": {"source": ["", "BBC"]}}
    assert must_not == [{"terms": {"section": ["खेल"]}}]
    assert filter_clauses(Filters.where(year={"2024", "", "02023"}), Moment(1))[0][2] == {
        "terms": {"year": ["", "2024"]}
    }
    assert filter_clauses(Filters.where(year={"later"}), Moment(1))[0][2] == MATCH_NONE
    assert filter_clauses(Filters.where(source={NO_VALUE}), Moment(1))[0][2] == {
        "terms": {"source": [NO_VALUE]}
    }
