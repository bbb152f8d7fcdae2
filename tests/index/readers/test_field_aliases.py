"""What exports call our fields."""

import pytest

from index.readers.field_aliases import FIELDS, chosen, field_of


def test_our_own_names_are_known_however_they_are_written() -> None:
    for name in FIELDS:
        assert field_of(name) == field_of(f" {name.upper()} ") == field_of(f"dc:{name}") == name
    assert field_of("रंग") is None


def test_the_best_name_is_chosen_and_a_stated_one_before_all() -> None:
    assert chosen(["text", "body", "headline"]) == {"body": "body", "title": "headline"}
    assert chosen(["title", "नाम"], (("title", "नाम"),)) == {"title": "नाम"}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("article_text", "body"), ("newsContent", "body"), ("full-story", "body"), ("खबर", "body"), ("विवरण", "body"),
        ("news_title", "title"), ("newsDate", "date"), ("published_on", "date"), ("publishTime", "date"), ("newsdate", "date"),
        ("publishdate", "date"), ("storytext", "body"), ("field_byline", "author"), ("update", None), ("4. संवाददाता का नाम", "author"),
        ("समाचार संवाददाता", "author"), ("पिता का नाम", None),
        ("crawl_date", None), ("image_text", None), ("text_colour", None),
    ],
)  # fmt: skip
def test_names_made_of_known_words(name: str, field: str | None) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [("1. शीर्षक", "title"), ("Title*", "title"), ("Headline (Hindi)", "title"), ("title_hi", "title"), ("hindi_title", "title"),
     ("शीर्षक:", "title"), ("body_txt_hi", "body"), ("Author Name", "author"), ("pubDate(IST)", "date"), ("Date (DD/MM/YYYY)", "date"),
     ("लेखक का नाम", "author"), ("Article URL", "url"), ("date\u200b", "date"), ("tags_hi", None), ("(नोट)", None)],
)  # fmt: skip
def test_what_stands_around_a_name_does_not_count(name: str, field: str | None) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Headline / शीर्षक", "title"), ("शीर्षक/Headline", "title"), ("शीर्षक Headline", "title"),
        ("Headline - शीर्षक", "title"), ("दिनांक\nDate", "date"), ("शीर्षक / विवरण", None), ("क / ख", None),
    ],
)  # fmt: skip
def test_heads_of_two_languages(name: str, field: str | None) -> None:
    assert field_of(name) == field
