"""The reading order of words on a page."""

import random

from index.readers.page_layout import Box, paragraphs_in_order
from index.readers.recognised_page import Word

HEIGHT, WORD, SPACE = 20.0, 60.0, 7.0


def row(words: list[str], left: float, top: float, height: float = HEIGHT) -> list[Box]:
    return [
        Box(Word(word), left + at * (WORD + SPACE), top, left + at * (WORD + SPACE) + WORD, top + height)
        for at, word in enumerate(words)
    ]


def texts(lines: list[list[Box]]) -> list[str]:
    return [
        " ".join(word.text for line in lines for word in line.words) for lines in paragraphs_in_order(lines)
    ]


def words(text: str) -> str:
    return " ".join(text.split())


def test_one_column_is_read_as_it_stands() -> None:
    lines = [row([f"{name}{number}" for number in range(5)], 100, 40 * at) for at, name in enumerate("कखग")]
    assert " ".join(texts(lines)) == words("क0 क1 क2 क3 क4 ख0 ख1 ख2 ख3 ख4 ग0 ग1 ग2 ग3 ग4")


def test_columns_that_were_read_across_are_taken_apart() -> None:
    lines = [
        row([f"क{at}", f"ख{at}"], 100, 40 * at) + row([f"प{at}", f"फ{at}"], 300, 40 * at) for at in range(4)
    ]
    found = " ".join(texts(lines))
    assert found == words("क0 ख0 क1 ख1 क2 ख2 क3 ख3 प0 फ0 प1 फ1 प2 फ2 प3 फ3")


def test_columns_in_pieces_are_put_together() -> None:
    left = [row([f"क{at}", f"ख{at}"], 100, 40 * at) for at in range(4)]
    right = [row([f"प{at}", f"फ{at}"], 300, 40 * at) for at in range(4)]
    lines = [left[0], right[0], left[1], left[2], right[1], right[2], right[3], left[3]]
    assert " ".join(texts(lines)) == words("क0 ख0 क1 ख1 क2 ख2 क3 ख3 प0 फ0 प1 फ1 प2 फ2 प3 फ3")


def test_a_headline_over_both_columns_comes_first() -> None:
    headline = row(["मुख्य", "शीर्षक", "चौड़ा", "बहुत", "है"], 100, 0, 45)
    columns = [row([f"प{at}", f"फ{at}"], 320, 100 + 40 * at) for at in range(3)]
    columns += [row([f"क{at}", f"ख{at}"], 100, 100 + 40 * at) for at in range(3)]
    assert texts([*columns, headline])[0] == "मुख्य शीर्षक चौड़ा बहुत है"
    assert " ".join(texts([*columns, headline])[1:]).startswith("क0 ख0 क1")


def test_a_wide_space_in_one_line_is_no_gutter() -> None:
    lines = [row(["क", "ख", "ग", "घ"], 100, 40 * at) for at in range(4)]
    lines[1] = row(["च", "छ"], 100, 40) + row(["ज"], 400, 40)
    assert " ".join(texts(lines)) == words("क ख ग घ च छ ज क ख ग घ क ख ग घ")


def test_every_word_of_any_page_is_yielded_once() -> None:
    for seed in range(60):
        chance = random.Random(seed)
        lines = []
        for number in range(chance.randrange(1, 40)):
            left, top = chance.uniform(0, 900), chance.uniform(0, 1200)
            line = row(
                [f"w{number}-{at}" for at in range(chance.randrange(1, 6))],
                left,
                top,
                chance.choice([15, 20, 50]),
            )
            lines.append(line)
        found = sorted(" ".join(texts(lines)).split())
        assert found == sorted(box.word.text for line in lines for box in line)
