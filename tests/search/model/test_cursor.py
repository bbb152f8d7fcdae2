"""Cursors as texts: what is written is read back, and nothing else is accepted."""

import base64
import json

import pytest

from search.model.cursor import Cursor, parse_cursor


@pytest.mark.parametrize(
    "cursor", [Cursor(), Cursor(20, "a/ख"), Cursor(3, "x", (1.5, 738000, "x")), Cursor(1, "\ud800")]
)
def test_a_cursor_is_read_back(cursor: Cursor) -> None:
    again = parse_cursor(str(cursor))
    assert again is not None
    assert (again.offset, again.sort_values) == (cursor.offset, cursor.sort_values)
    assert again.last_id == cursor.last_id.replace("\ud800", "?")


def test_the_beginning_has_a_sign_of_its_own() -> None:
    assert parse_cursor("*") == Cursor()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        [],
        [1],
        ["1", "x"],
        [-1, "x"],
        [True, "x"],
        [1, 2],
        [1, "x", None],
        [1, "x", [2]],
        [1, "x", True],
        [1, "x", float("nan")],
        [1, "x", float("inf")],
        [1, "x", 1, 2, 3, 4],
    ],
)
def test_other_values_are_no_cursor(facts: object) -> None:
    assert parse_cursor(base64.urlsafe_b64encode(json.dumps(facts).encode()).decode()) is None


@pytest.mark.parametrize("text", ["", "x", "क", "*" * 2, "A" * 1_001])
def test_other_texts_are_no_cursor(text: str) -> None:
    assert parse_cursor(text) is None


def test_a_cursor_survives_being_written_down() -> None:
    assert parse_cursor(str(Cursor(7, 'क/"x'))) == Cursor(7, 'क/"x')
