"""What a file's beginning tells about its records."""

from index.readers.file_facts import FileFacts, as_file_tells, objects_in_lines, objects_in_list
from index.readers.format import ReadOptions

FACTS = FileFacts({"published": "month", "GA": "day", "": "month"}, ("https://a.in/form", "0"))


def test_facts_travel_in_one_line() -> None:
    assert FileFacts.decoded(FACTS.encoded()) == FACTS
    assert b"\n" not in FACTS.encoded()
    assert FileFacts.decoded(b"") == FileFacts()


def test_records_are_read_by_them() -> None:
    options = FACTS.applied(ReadOptions())
    raw = as_file_tells({"id": "0", "url": "https://a.in/form", "date": "6/3/2024"}, options)
    assert raw == {"id": "", "url": "https://a.in/form", "shared_url": "yes", "date": "2024-06-03"}
    assert as_file_tells({"date": "6/3/2024"}, ReadOptions())["date_order"] == "unknown"
    assert as_file_tells({"date": "कल"}, options) == {"date": "कल"}


def test_a_stated_column_has_its_own_order() -> None:
    assert FACTS.applied(ReadOptions()).date_order == "month"
    assert FACTS.applied(ReadOptions(columns=(("date", "GA"),))).date_order == "day"
    assert FileFacts({"": "day"}).applied(ReadOptions()).date_order == "day"


def test_objects_are_found_in_lines_and_in_lists() -> None:
    assert list(objects_in_lines(b'{"a": 1}\n[\n{"b": 2},\n5\n{"c": ')) == [{"a": 1}, {"b": 2}]
    assert list(objects_in_list(b'{"x": [{"a": 1}, 5, {"b": [2]},\n {"c": ')) == [{"a": 1}, {"b": [2]}]
    assert list(objects_in_list(b"{}")) == list(objects_in_list(b"[" * 100_000)) == []
