"""Languages are known by all their names."""

import pytest

from index.language_names import language_code


@pytest.mark.parametrize("name", ["hi", "hin", "Hindi", "हिंदी", "हिन्दी"])
def test_hindi_by_any_name(name: str) -> None:
    assert language_code(name) == "hi"


def test_an_unknown_name_stands_for_itself() -> None:
    assert language_code("Klingon") == "klingon"
