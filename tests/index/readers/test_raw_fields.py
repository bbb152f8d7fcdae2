"""Values of records as they come."""

import json
from typing import Any

import pytest

from index.readers.raw_fields import raw_of


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


def test_a_name_that_says_nothing_gives_way_to_another() -> None:
    record = {
        "title": "क",
        "body": "ख",
        "published": "1",
        "publish_date": "2024-06-25",
        "author": 12,
        "author_name": "रमेश",
    }
    raw, _ = raw_of(record)
    assert (raw["date"], raw["author"]) == ("2024-06-25", "रमेश")
    assert "author" not in raw_of({"title": "क", "body": "ख", "author": 12})[0]


def test_two_texts_are_a_headline_and_a_text_where_one_is_short() -> None:
    raw, _ = raw_of({"समाचार": "नहर टूटी", "विवरण": "खेतों में पानी भर गया और फसल डूब गई।", "date": "2024-06-25"})
    assert (raw["title"], raw["body"]) == ("नहर टूटी", "खेतों में पानी भर गया और फसल डूब गई।")
    assert "title" not in raw_of({"समाचार": "एक लंबा पाठ", "विवरण": "दूसरा लंबा पाठ"})[0]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("<b>नहर</b> टूटी", "नहर टूटी"), ("नहर<!--more--> टूटी", "नहर टूटी"), ("<![CDATA[नहर टूटी]]>", "नहर टूटी"),
        ("&amp;lt;p&amp;gt;नहर टूटी&amp;lt;/p&amp;gt;", "नहर टूटी"), ("नहर <font color=red>टूटी</font>", "नहर टूटी"),
        ("5 < 6 और <मोदी>", "5 < 6 और <मोदी>"),
    ],
)  # fmt: skip
def test_tags_inside_lines_go_and_signs_stay(value: str, text: str) -> None:
    assert raw_of({"title": value, "body": value})[0] == {"title": text, "body": text}


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date": "2024-06-25 10:30:00.000000", "timezone_type": 3, "timezone": "Asia/Kolkata"}, "2024-06-25 10:30:00.000000"),
        ({"_seconds": 1719291600, "_nanoseconds": 0}, "1719291600"), ([2024, 6, 25, 10, 30], "2024-06-25"), ({"$t": "2024-06-25"}, "2024-06-25"),
    ],
)  # fmt: skip
def test_moments_of_programs_are_read(value: object, date: str) -> None:
    assert raw_of({"title": "क", "body": "ख", "date": value})[0]["date"] == date


def test_a_person_in_two_parts_is_one_name() -> None:
    for author in (
        {"firstName": "रमेश", "lastName": "कुमार"},
        {"node": {"name": "रमेश कुमार"}},
        [{"displayName": "रमेश कुमार"}],
    ):
        assert raw_of({"title": "क", "body": "ख", "author": author})[0]["author"] == "रमेश कुमार"


def test_texts_in_a_list_under_an_unknown_name_are_the_text() -> None:
    lines = ["नहर टूटने से दो सौ बीघा खेतों में पानी भर गया और फसल डूब गई, किसान मुआवजा मांग रहे हैं।"] * 4
    raw, fault = raw_of({"title": "नहर टूटी", "news_lines": lines})
    assert (raw["body"], fault) == ("\n".join(lines), "")


def test_of_texts_with_roles_the_main_one_counts() -> None:
    raw, _ = raw_of(
        {
            "headlines": [{"role": "short", "value": "छोटा"}, {"role": "main", "value": "पूरा शीर्षक"}],
            "bodies": [{"role": "main", "value": "<p>पाठ</p>"}, {"role": "summary", "value": "सार"}],
        }
    )
    assert (raw["title"], raw["body"]) == ("पूरा शीर्षक", "पाठ")


def test_authors_and_moments_may_lie_deep() -> None:
    raw, _ = raw_of(
        {
            "title": "शीर्षक",
            "authors": {"data": [{"id": 1, "attributes": {"name": "हर्षित बंसल"}}]},
            "dates": {"created": "2024-12-07", "published": "2024-12-08"},
        }
    )
    assert (raw["author"], raw["date"]) == ("हर्षित बंसल", "2024-12-08")


def test_parts_that_are_called_main_are_not_all_there_is() -> None:
    raw, _ = raw_of(
        {
            "title": "शीर्षक",
            "body": [{"type": "main", "text": "पहला अनुच्छेद।"}, {"type": "quote", "text": "दूसरा।"}],
            "author": [{"role": "main", "name": "क"}, {"role": "second", "name": "ख"}],
        }
    )
    assert raw["body"].split("\n") == ["पहला अनुच्छेद।", "दूसरा।"]
    assert raw["author"] == "क, ख"


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ({"दिन": "14", "महीना": "मार्च", "वर्ष": "2025"}, "14-मार्च-2025"),
        ({"Day": 14, "Month": 3, "Year": 2025}, "2025-03-14"),
        ({"day": "14", "month": "3"}, None),
        ({"day": "14", "month": "m" * 20, "year": "2025"}, None),
    ],
)
def test_a_date_may_stand_in_three_columns(parts: dict[str, object], date: str | None) -> None:
    raw, _ = raw_of({"title": "क", "body": "ख", **parts})
    assert raw.get("date") == date
