"""Function words are wanted and never required."""

import pytest

from search.query.function_words import FUNCTION_WORDS
from tests.conftest import MakeArchive
from tests.searching import TYPED, ids


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("नोटबंदी क्यों हुई", {"1", "2"}), ("नोटबंदी का असर", {"1"}), ('"नोटबंदी क्यों"', {"2"}), ("=क्यों नोटबंदी", {"2"}),
        ("क्यों", {"2"}), ("नोटबंदी -क्यों", {"1"}), ("नोटबंदी OR क्यों", {"1", "2"}),
    ],
)  # fmt: skip
def test_a_question_finds_what_it_is_about(make_archive: MakeArchive, query: str, expected: set[str]) -> None:
    archive = make_archive("क\nनोटबंदी से असर पड़ा।", "ख\nनोटबंदी क्यों, यह पूछा गया।")
    assert set(ids(archive, query)) == expected


def test_as_typed_every_word_counts(make_archive: MakeArchive) -> None:
    archive = make_archive("क\nनोटबंदी से असर पड़ा।", "ख\nनोटबंदी क्यों, यह पूछा गया।")
    assert ids(archive, "नोटबंदी क्यों", TYPED) == ["2"]


def test_names_and_matters_are_no_function_words() -> None:
    assert not FUNCTION_WORDS & {"आप", "बाद", "पहले", "मोदी", "सरकार", "हमला", "चुनाव"}
    assert {"में", "क्यों", "किसने", "हुई"} <= FUNCTION_WORDS


@pytest.mark.parametrize(
    ("query", "expected"),
    [("notbandi kyu hui", {"1", "2"}), ("notbandi kab hai", {"1", "2"}), ("kyu", {"2"}), ("kab hai", {"3"}), ("notbandi kab hue", {"1", "2"}),
     ("नोटबंदी बनाम असर", {"1"}), ("notbandi vs असर", {"1"}), ("नोटबंदी V/S असर", {"1"})],
)  # fmt: skip
def test_typed_in_latin_letters_they_are_wanted_as_little(
    make_archive: MakeArchive, query: str, expected: set[str]
) -> None:
    archive = make_archive("क\nनोटबंदी से असर पड़ा।", "ख\nनोटबंदी क्यों, यह पूछा गया।", "ग\nकभी नहीं कहा, कब है यह।")
    assert set(ids(archive, query)) == expected
