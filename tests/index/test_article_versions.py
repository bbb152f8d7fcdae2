"""What an article was before stays with it: texts, until when, and on which day it changed."""

import datetime
from dataclasses import replace

from index.article import Article
from index.article_versions import ArticleVersion, versions_of, with_history, with_succession

NOW = datetime.datetime(2024, 7, 1, 12, 30, tzinfo=datetime.UTC)
FIRST = Article(id="1", headline="पहला", body="एक", date=datetime.date(2024, 6, 25))
SECOND = replace(FIRST, headline="दूसरा", body="दो")
THIRD = replace(FIRST, headline="तीसरा", body="तीन")


def test_the_replaced_text_is_a_version_and_the_change_has_a_day() -> None:
    found = with_history(SECOND, FIRST, 0, NOW, 5)
    assert versions_of(found) == (ArticleVersion("2024-07-01T12:30:00+00:00", "पहला", "", "एक"),)
    assert found.changed == "2024-07-01"
    assert found.digest() == SECOND.digest()


def test_versions_add_up_and_the_oldest_go_first() -> None:
    found = with_history(THIRD, with_history(SECOND, FIRST, 0, NOW, 5), 0, NOW, 5)
    assert [version.headline for version in versions_of(found)] == ["दूसरा", "पहला"]
    found = with_history(THIRD, with_history(SECOND, FIRST, 0, NOW, 1), 0, NOW, 1)
    assert [version.headline for version in versions_of(found)] == ["दूसरा"]


def test_what_changes_beside_the_texts_is_no_version() -> None:
    before = with_history(SECOND, FIRST, 0, NOW, 5)
    found = with_history(replace(SECOND, section="खेल"), before, 0, NOW, 5)
    assert (found.versions, found.changed) == (before.versions, before.changed)


def test_a_moment_is_when_the_article_changed_and_a_number_is_not() -> None:
    captured = int(datetime.datetime(2024, 6, 28, 9, tzinfo=datetime.UTC).timestamp()) * 10**9
    assert with_history(SECOND, FIRST, captured, NOW, 5).changed == "2024-06-28"
    for number in (2, 1_800_000_000, 10**18 * 4):
        assert with_history(SECOND, FIRST, number, NOW, 5).changed == "2024-07-01"


def test_days_of_change_are_days_in_india() -> None:
    late = NOW.replace(hour=20)
    assert with_history(SECOND, FIRST, 0, late, 5).changed == "2024-07-02"
    (version,) = versions_of(with_history(SECOND, FIRST, 0, late, 5))
    assert str(version.replaced_at) == "2024-07-02 02:00:00+05:30"


def test_a_change_on_the_first_day_has_no_day_and_one_without_a_date_has() -> None:
    found = with_history(SECOND, FIRST, 0, NOW.replace(month=6, day=25), 5)
    assert (found.changed, len(versions_of(found))) == ("", 1)
    undated = replace(FIRST, date=None)
    assert with_history(replace(SECOND, date=None), undated, 0, NOW, 5).changed == "2024-07-01"


def test_without_versions_there_is_no_history() -> None:
    assert with_history(SECOND, FIRST, 0, NOW, 0) == SECOND


def test_older_texts_of_one_run_are_added_once_and_their_time_is_not_made_up() -> None:
    found = with_succession(THIRD, [(FIRST, 1), (SECOND, 2)], 3, NOW, 5)
    assert [(version.headline, version.replaced) for version in versions_of(found)] == [
        ("दूसरा", ""),
        ("पहला", ""),
    ]
    assert (found.changed, versions_of(found)[0].replaced_at) == ("", None)
    assert with_succession(found, [(FIRST, 1), (SECOND, 2)], 3, NOW, 5) == found
    dated = replace(THIRD, date=datetime.date(2024, 6, 27))
    assert with_succession(dated, [(FIRST, 1)], 3, NOW, 5).changed == "2024-06-27"


def test_white_space_makes_no_version() -> None:
    assert not with_history(replace(FIRST, body="एक\n\n"), FIRST, 0, NOW, 5).versions


def test_earlier_texts_are_bounded_in_bytes() -> None:
    article = FIRST
    for number in range(6):
        article = with_history(replace(FIRST, body=f"{number}" + "क" * 1_000_000), article, 0, NOW, 50)
    assert len(versions_of(article)) == 2
