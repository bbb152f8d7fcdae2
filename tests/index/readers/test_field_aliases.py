"""What exports call our fields, and the values they give them."""

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
        ({"id": 5}, None), (True, None), (7, "7"), ("", None), ([], None), (None, None),
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
