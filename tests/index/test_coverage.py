"""What an archive holds."""

import datetime
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from index.coverage import MIN_DAYS, _counted, coverage_of, silent_sources
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from tests.archives import publish

FIRST = datetime.date(2024, 5, 20)


@pytest.fixture
def segments(tmp_path: Path) -> Segments:
    articles = [
        Article(
            id=f"{source}{number}",
            headline="सुर्खी",
            body="पाठ",
            source=source,
            date=FIRST + datetime.timedelta(each),
        )
        for source, each_days in (("रोज", range(20)), ("सप्ताह", range(0, 140, 7)))
        for number, each in enumerate(each_days)
    ]
    articles += [Article(id=f"u{number}", headline="सुर्खी", body="पाठ", source="रोज") for number in range(3)]
    publish(articles, Settings(index=tmp_path))
    return Segments.open(Generations(tmp_path).current().path)


def test_articles_by_source_and_month(segments: Segments) -> None:
    daily, weekly = coverage_of(segments)
    assert (daily.source, daily.total, daily.undated) == ("रोज", 23, 3)
    assert daily.months() == {"2024-05": 12, "2024-06": 8}
    assert (weekly.total, sum(weekly.months().values())) == (20, 20)


def test_who_pauses_longer_than_usual_is_silent(segments: Segments) -> None:
    found = coverage_of(segments)
    assert [source.source for source in silent_sources(found, datetime.date(2024, 6, 10))] == []
    (daily,) = silent_sources(found, datetime.date(2024, 6, 20))
    assert daily == ("रोज", datetime.date(2024, 6, 8), 1, 12)
    late = datetime.date(2024, 9, 30) + datetime.timedelta(22)
    assert [source.source for source in silent_sources(found, late)] == ["रोज", "सप्ताह"]
    assert silent_sources(found, datetime.date(2030, 1, 1)) == []
    assert MIN_DAYS == 10


@given(
    st.lists(st.tuples(st.integers(0, 40), st.one_of(st.just(0), st.integers(690_000, 760_000))), max_size=60)
)
def test_counting_and_sorting_agree(pairs: list[tuple[int, int]]) -> None:
    sources = np.array([source for source, _ in pairs], np.int64)
    days = np.array([day for _, day in pairs], np.int64)
    assert {(source, day): count for source, day, count in _counted(sources, days)} == Counter(pairs)
