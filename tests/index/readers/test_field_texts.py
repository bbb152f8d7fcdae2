"""Values of exports as texts; what names stand for is tested in test_field_aliases.py."""

import pytest

from index.readers.field_texts import text_value


@pytest.mark.parametrize(
    ("value", "field", "text"),
    [("अनिल", "author", "अनिल"), (7, "id", "7"), (True, "title", None), (["अ", "आ"], "body", "अ\nआ"), (["अ", "आ"], "section", "अ, आ"),
     ({"p2": "दो", "p1": "एक"}, "body", "एक\nदो"), ({"id": 5}, "author", None), ([["अ", {"x": 1}]], "title", None),
     ("<a href='x'>रमेश</a>", "author", "रमेश")],
)  # fmt: skip
def test_values_become_texts_or_nothing(value: object, field: str, text: str | None) -> None:
    assert text_value(value, field) == text


@pytest.mark.parametrize(
    ("people", "author"),
    [
        (
            [
                {"role": "editor", "name": "अ ब"},
                {"role": "writer", "name": "क ख"},
                {"role": "photographer", "name": "ग घ"},
            ],
            "क ख",
        ),
        ([{"type": "Sub-Editor", "fullName": "अ ब"}, {"type": "Reporter", "fullName": "क ख"}], "क ख"),
        ([{"role": "editor", "name": "अ ब"}], "अ ब"),
        ([{"name": "अ ब"}, {"name": "क ख"}], "अ ब, क ख"),
        (["अ ब", "क ख"], "अ ब, क ख"),
    ],
)
def test_of_several_persons_the_writers_count(people: list[object], author: str) -> None:
    assert text_value(people, "author") == author
