"""Articles by source and time, over an archive that can be counted by hand."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from index.article import Article
from index.settings import Settings
from search.engines import open_archive
from search.model.question import Question
from search.model.timeline import Outliers, TimeUnit
from tests.archives import publish
from web.source_table import in_source, source_table

DAY = datetime.date(2024, 6, 25)
ARTICLES = [
    Article("1", "बाढ़", "नदी", source="क", date=DAY, language="hi"),
    Article("2", "बाढ़ का पानी", "गाँव", source="क", date=DAY + datetime.timedelta(3), language="hi"),
    Article("3", "बाढ़ से नुकसान", "फसल", source="ख", date=DAY - datetime.timedelta(1), language="hi"),
    Article("4", "बाढ़ राहत", "शिविर", source="ग", language="hi"),
]


def test_rows_are_counted_and_the_first_is_told(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", max_listed_sources=2)
    publish(ARTICLES, settings)
    table = source_table(open_archive(settings), Question("बाढ़"), settings, TimeUnit.MONTH)
    assert [(row.source, row.total, row.first and row.first.id) for row in table.rows] == [
        ("क", 2, "1"),
        ("ख", 1, "3"),
    ]
    assert (table.others, table.first_day, table.total, table.is_partial) == (1, "2024-06-24", 4, False)
    assert [bucket.count for bucket in table.rows[0].buckets] == [2]


def test_a_source_alone(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    publish(ARTICLES, settings)
    found = source_table(open_archive(settings), in_source(Question("बाढ़"), "ग"), settings)
    assert [(row.source, row.total, row.first) for row in found.rows] == [("ग", 1, None)]


def reports(days: Iterable[datetime.date], source: str) -> list[Article]:
    """Return an article of a source on each of some days."""
    return [
        Article(f"{source}{number}", "बाढ़", f"नदी {number}", source=source, date=day, language="hi")
        for number, day in enumerate(days)
    ]


def test_a_day_far_from_all_others_gets_no_columns_if_asked(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    usual = reports((DAY - datetime.timedelta(number) for number in range(20)), "क")
    old = datetime.date(1920, 1, 1)
    publish([*usual, Article("old", "बाढ़", "नदी", source="क", date=old, language="hi")], settings)
    archive = open_archive(settings)
    (row,) = source_table(archive, Question("बाढ़"), settings, leaves_out_outliers=True).rows
    assert row.outliers == (Outliers(old, old, 1),)
    assert (row.total, sum(bucket.count for bucket in row.buckets)) == (21, 20)
    (row,) = source_table(archive, Question("बाढ़"), settings).rows
    assert (row.outliers, sum(bucket.count for bucket in row.buckets)) == ((), 21)


def test_one_wrong_date_of_a_small_source_stretches_nothing(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index", max_source_columns=12)
    usual = reports((datetime.date(2024, 1 + number % 9, 5) for number in range(200)), "क")
    small = reports((datetime.date(year, 6, 5) for year in (1995, 2023, 2024)), "ख")
    publish([*usual, *small], settings)
    table = source_table(open_archive(settings), Question("बाढ़"), settings, leaves_out_outliers=True)
    assert len(table.rows[0].buckets) <= 12
    assert [(row.source, sum(outliers.articles for outliers in row.outliers)) for row in table.rows] == [
        ("क", 0),
        ("ख", 1),
    ]
    for row in table.rows:
        assert row.total == sum(bucket.count for bucket in row.buckets) + sum(
            outliers.articles for outliers in row.outliers
        )
