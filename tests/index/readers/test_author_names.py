"""Authors by their names alone."""

import pytest

from index.readers.author_names import plain_author


@pytest.mark.parametrize(
    "stated",
    ["रमेश कुमार", "By रमेश कुमार", "by: रमेश कुमार", "Written By: रमेश कुमार", "द्वारा रमेश कुमार", "द्वारा: रमेश कुमार", "रमेश कुमार द्वारा",
     "लेखक: रमेश कुमार", "रिपोर्टर - रमेश कुमार", "रमेश कुमार <ramesh@a.example>", "ramesh@a.example (रमेश कुमार)",
     "['रमेश कुमार']", '["रमेश कुमार"]', '{"name": "रमेश कुमार"}', '[{"name": "रमेश कुमार"}]'],
)  # fmt: skip
def test_the_name_is_left(stated: str) -> None:
    assert plain_author(stated) == "रमेश कुमार"


@pytest.mark.parametrize(
    "stated", ["None", "null", "nan", "N/A", "-", "[]", "{}", "", "  ", "\\N", "['None']"]
)
def test_nobody_is_nobody(stated: str) -> None:
    assert plain_author(stated) == ""


@pytest.mark.parametrize(
    "stated", ["Byomkesh Bakshi", "लेखराज", "भाषा", "रिपोर्टर डेस्क", "[रमेश", "Nan Goldin", "Nan", "लेखक-संघ", "{अ"]
)
def test_other_names_stay_as_they_are(stated: str) -> None:
    assert plain_author(stated) == stated


def test_a_list_without_quotes_is_its_names() -> None:
    assert (plain_author("[रमेश, सीता]"), plain_author("[संवाददाता]")) == ("रमेश, सीता", "")


def test_what_a_system_writes_after_a_name_is_no_part_of_it() -> None:
    assert plain_author("पल्लवी सेन द्वारा गुरुवार") == plain_author("पल्लवी सेन के द्वारा") == "पल्लवी सेन"
