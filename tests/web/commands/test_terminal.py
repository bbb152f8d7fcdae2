"""What is printed: a text of a stranger must not steer a terminal."""

import pytest

from web.commands.terminal import counted, printable


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x00", "\r", "\n", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_signs_that_steer_a_terminal_are_not_passed_on(sign: str) -> None:
    assert sign not in printable(f"सुर्खी{sign}[31m")


@pytest.mark.parametrize("text", ["कज़ाख़स्तान", "क्\u200dष", "क्\u200cष", "ॐ – “मोदी” 25%", "a\u00a0b"])
def test_text_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_one_thing_is_not_in_the_plural() -> None:
    assert [counted(number, "article") for number in (0, 1, 1_200)] == [
        "0 articles", "1 article", "1,200 articles",
    ]  # fmt: skip
