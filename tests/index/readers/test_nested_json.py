"""Articles deep in JSON, always in bounded steps."""

from typing import Any

import pytest

from index.readers.nested_json import MAX_NODES, at_path, block_text, flattened, lists_in, rows_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([{"type": "paragraph", "data": {"text": "एक"}}, {"type": "image", "data": {"text": "चित्र"}}, {"type": "paragraph", "data": {"text": "दो"}}], "एक\nदो"),
        ([{"type": "bold", "text": "एक"}, " और ", {"type": "link", "text": "दो"}], "एक और दो"),
        ({"blocks": [{"text": "एक", "type": "paragraph"}]}, "एक"),
        ({"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "ए"}, {"type": "text", "text": "क"}]}]}, "एक"),
        ([{"type": "list", "data": {"items": ["एक", "दो"]}}], "एक\nदो"),
        ({}, ""), ([], ""), (7, ""),
    ],
)  # fmt: skip
def test_blocks_become_lines(value: Any, text: str) -> None:
    assert block_text(value) == text


def test_inner_objects_give_what_the_outer_one_lacks() -> None:
    found = flattened(
        {"title": "बाहर", "_source": {"title": "भीतर", "body": "पाठ"}, "author": {"name": "सुनीता"}}
    )
    assert (found["title"], found["body"], "name" in found) == ("बाहर", "पाठ", False)
    assert at_path({"_source": {"title": "भीतर"}}, "_source.title") == "भीतर"
    assert at_path({"_source": []}, "_source.title") is None


def test_lists_and_tables_by_columns() -> None:
    record = {"db": [{"data": {"posts": [{"title": "एक"}]}}]}
    assert [found.objects for found in lists_in(record, bool)][-1] == [{"title": "एक"}]
    assert list(rows_of({"title": {"0": "एक", "1": "दो"}, "body": {"0": "क", "1": "ख"}})) == [
        {"title": "एक", "body": "क"}, {"title": "दो", "body": "ख"},
    ]  # fmt: skip
    assert list(rows_of({"columns": ["title", "body"], "data": [["एक", "क"]]})) == [
        {"title": "एक", "body": "क"}
    ]
    assert list(rows_of({"title": "एक", "body": {"0": "क"}})) == []


def test_what_is_nested_or_long_without_end_is_left() -> None:
    deep: Any = "क"
    for _ in range(500):
        deep = {"content": [deep]}
    assert block_text(deep) == ""
    assert len(block_text([{"text": "क"}] * (2 * MAX_NODES)).split("\n")) <= MAX_NODES
    assert len(flattened({str(number): number for number in range(2 * MAX_NODES)})) <= MAX_NODES


LONG = "जिले की बड़ी नहर सोमवार रात टूट गई और खेतों में पानी भर गया"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([{"text": f"{LONG}।"}, {"text": "दूसरा अनुच्छेद।"}], f"{LONG}।\nदूसरा अनुच्छेद।"),
        ([{"text": LONG}, {"text": LONG}], f"{LONG}\n{LONG}"),
        ([{"type": "text", "text": f"{LONG}।"}, {"type": "text", "text": LONG}], f"{LONG}।\n{LONG}"),
        ([{"text": "डॉ."}, {"text": "मनमोहन सिंह"}], "डॉ.मनमोहन सिंह"),
        (
            [{"text": LONG}, {"text": ", और उसके बाद भी पानी भरता रहा तथा लोग जागते रहे।"}],
            f"{LONG}, और उसके बाद भी पानी भरता रहा तथा लोग जागते रहे।",
        ),
        ([{"text": "किता"}, {"text": "बें", "bold": True}], "किताबें"),
        ([{"text": f"{LONG} "}, {"text": LONG}], f"{LONG} {LONG}"),
    ],
)
def test_spans_are_side_by_side_and_paragraphs_are_not(value: Any, text: str) -> None:
    assert block_text(value) == text


def test_a_list_a_column_is_a_table() -> None:
    columns = {"title": ["पहली", "दूसरी"], "body": [LONG, LONG], "date": ["2024-06-25", None]}
    assert [row["title"] for row in rows_of(columns)] == ["पहली", "दूसरी"]
    assert list(rows_of({"title": ["पहली", "दूसरी"], "tags": ["क", "ख"]})) == []
    assert list(rows_of({"title": ["पहली", "दूसरी"], "body": [LONG]})) == []
    assert list(rows_of({"title": "पहली", "body": [LONG, LONG]})) == []
