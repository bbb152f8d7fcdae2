"""What exports call our fields, and the values they give them."""

import json
from typing import Any

import pytest

from index.readers.field_aliases import FIELDS, chosen, field_of, raw_of


def test_our_own_names_are_known_however_they_are_written() -> None:
    for name in FIELDS:
        assert field_of(name) == field_of(f" {name.upper()} ") == field_of(f"dc:{name}") == name
    assert field_of("रंग") is None


def test_the_best_name_is_chosen_and_a_stated_one_before_all() -> None:
    assert chosen(["text", "body", "headline"]) == {"body": "body", "title": "headline"}
    assert chosen(["title", "नाम"], (("title", "नाम"),)) == {"title": "नाम"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("अनिल", "अनिल"), (["अनिल", "सुनीता"], "अनिल, सुनीता"), ({"name": "अनिल"}, "अनिल"), ([{"name": "अनिल"}], "अनिल"),
        ({"id": 5}, None), (True, None), (7, None), ("", None), ([], None), (None, None),
    ],
)  # fmt: skip
def test_values_become_text_or_are_left_out(value: Any, text: str | None) -> None:
    raw, fault = raw_of({"title": "सुर्खी", "author": value})
    assert raw.get("author") == text
    assert fault == ""


def test_a_body_that_is_no_text_is_a_fault_that_names_the_key() -> None:
    assert raw_of({"headline": {"id": 1}}) == ({}, "headline is not text: write it as a JSON string")


def test_values_nested_without_end_are_left_out() -> None:
    value: Any = "x"
    for _ in range(500):
        value = {"name": value}
    assert raw_of({"title": "सुर्खी", "author": value})[0] == {"title": "सुर्खी"}


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("article_text", "body"), ("newsContent", "body"), ("full-story", "body"), ("खबर", "body"), ("विवरण", "body"),
        ("news_title", "title"), ("newsDate", "date"), ("published_on", "date"), ("publishTime", "date"),
        ("crawl_date", None), ("image_text", None), ("text_colour", None),
    ],
)  # fmt: skip
def test_names_made_of_known_words(name: str, field: str | None) -> None:
    assert field_of(name) == field


def test_a_long_text_under_an_unknown_name_is_taken_beside_a_headline_and_said() -> None:
    text = "किसानों ने बताया कि धान की नर्सरी पूरी तरह डूब गई है और मरम्मत होगी। " * 3
    assert raw_of({"title": "सुर्खी", "xyzzy": text})[0] == {
        "title": "सुर्खी",
        "body": text,
        "body_from": "xyzzy",
    }
    assert raw_of({"xyzzy": text})[0] == {}
    assert raw_of({"title": "सुर्खी", "xyzzy": "छोटा"})[0] == {"title": "सुर्खी"}
    assert raw_of({"title": "सुर्खी", "keywords": text})[0] == {"title": "सुर्खी"}


def test_numbers_are_no_authors_and_columns_may_lie_deeper() -> None:
    record = {"_source": {"t": "सुर्खी"}, "author": 3, "categories": [4, 9]}
    assert raw_of(record, (("title", "_source.t"),))[0] == {"title": "सुर्खी"}


@pytest.mark.parametrize(
    ("record", "body"),
    [
        ({"title": "क", "para1": "एक।", "para3": "तीन।", "para2": "दो।"}, "एक।\nदो।\nतीन।"),
        ({"title": "क", "body": "एक।", "body 2": "दो।"}, "एक।\nदो।"),
        ({"title": "क", "introtext": "<p>एक।</p>", "fulltext": "<p>दो।</p>"}, "एक।\nदो।"),
        ({"title": "क", "introtext": "<p>एक।</p>", "fulltext": ""}, "एक।"),
        ({"title": "क", "content": "N/A", "story": "पूरी कहानी यहां है। " * 5}, "पूरी कहानी यहां है। " * 5),
        ({"title": "क", "content": "छोटी।", "story": "छोटी ही।"}, "छोटी।"),
    ],
)
def test_a_text_in_several_columns_is_whole(record: dict[str, str], body: str | None) -> None:
    assert raw_of(record)[0].get("body") == body


LEXICAL = {"root": {"children": [
    {"type": "paragraph", "children": [{"type": "extended-text", "text": "एक"}, {"type": "extended-text", "text": " है।"}]},
    {"type": "paragraph", "children": [{"type": "extended-text", "text": "दो है।"}]},
]}}  # fmt: skip
MOBILEDOC = {
    "version": "0.3.1",
    "markups": [],
    "sections": [[1, "p", [[0, [], 0, "एक"], [0, [], 0, " है।"]]], [10, 0], [1, "p", [[0, [], 0, "दो है।"]]]],
}


@pytest.mark.parametrize(
    "record",
    [
        {"lexical": json.dumps(LEXICAL)}, {"mobiledoc": json.dumps(MOBILEDOC)}, {"body": json.dumps({"blocks": [{"data": {"text": "एक है।"}}, {"data": {"text": "दो है।"}}]})},
        {"body": [["p", "एक है।"], ["p", "दो है।"]]}, {"body": {"p2": "दो है।", "p1": "एक है।"}}, {"body": "&lt;p&gt;एक है।&lt;/p&gt;&lt;p class=x&gt;दो है।&lt;/p&gt;"},
    ],
)  # fmt: skip
def test_the_text_of_editors_is_read(record: dict[str, Any]) -> None:
    assert raw_of({"title": "क", **record})[0]["body"].strip() == "एक है।\nदो है।"


def test_brackets_and_signs_in_a_text_stay() -> None:
    for text in ("[वीडियो] नहर टूटी", "{क} में", "5 < 6 और a<b", "[1, 2"):
        assert raw_of({"title": "क", "body": text})[0]["body"] == text


def test_a_stated_column_is_the_body_whatever_else_there_is() -> None:
    record = {
        "title": "क",
        "text1": "एक " * 30,
        "text2": "दो " * 30,
        "full": "पूरा",
        "content": "सामग्री " * 30,
    }
    assert raw_of(record, (("body", "full"),))[0]["body"] == "पूरा"


def test_blanks_between_sections_cost_no_time() -> None:
    raw, _ = raw_of({"title": "क", "body": "ख", "category": "देश > राज्य|जिला ;" + " " * 200_000 + "x"})
    assert raw["section"] == "देश, राज्य, जिला, x"
