"""Options of the commands that read source files."""

import pytest

from tests.conftest import khabarkhoj


@pytest.mark.parametrize("text", ["title", "=शीर्षक", "colour=रंग", "title="])
def test_a_column_that_names_no_field_is_told(text: str) -> None:
    ended = khabarkhoj("verify", "--column", text, "seeds")
    assert ended.returncode == 2
    assert "expected FIELD=NAME" in ended.stderr
    assert "title" in ended.stderr


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    ended = khabarkhoj("verify", "--format", "docx", "seeds")
    assert ended.returncode == 2
    assert "wordpress" in ended.stderr
