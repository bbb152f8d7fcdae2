"""An article's digest changes with every field, and with the border between two."""

import datetime
from dataclasses import fields, replace

import pytest

from index.article import ARTICLE_FIELDS, HISTORY_FIELDS, Article

ARTICLE = Article(id="1", headline="ab", body="c")


@pytest.mark.parametrize("name", [name for name in ARTICLE_FIELDS if name not in HISTORY_FIELDS])
def test_each_field_counts(name: str) -> None:
    value = datetime.date(2024, 6, 25) if name == "date" else "x"
    assert replace(ARTICLE, **{name: value}).digest() != ARTICLE.digest()  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(HISTORY_FIELDS))
def test_what_it_was_before_does_not(name: str) -> None:
    assert replace(ARTICLE, **{name: "x"}).digest() == ARTICLE.digest()  # type: ignore[arg-type]


def test_the_border_between_two_fields_counts() -> None:
    assert replace(ARTICLE, headline="a", body="bc").digest() != ARTICLE.digest()
    assert replace(ARTICLE).digest() == ARTICLE.digest()


def test_every_field_is_encoded() -> None:
    assert set(ARTICLE.encoded()) == {field.name for field in fields(Article)}
    assert ARTICLE.encoded()["date"] == b""
