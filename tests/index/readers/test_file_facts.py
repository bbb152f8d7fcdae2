"""What a file's beginning tells about its records."""

from index.readers.file_facts import FileFacts, as_file_tells
from index.readers.format import ReadOptions

FACTS = FileFacts("month", ("https://a.in/form", "0"))


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
