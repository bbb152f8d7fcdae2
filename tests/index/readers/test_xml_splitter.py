"""Cutting XML exports between their records."""

from index.readers.xml_splitter import XmlSplitter

CONTENT = b"<a><item x='1'>1</item>\n <item>2</item><item>3</it"


def test_it_cuts_behind_the_last_whole_record_that_another_follows() -> None:
    splitter = XmlSplitter("item")
    assert CONTENT[: splitter.last_end(CONTENT)] == b"<a><item x='1'>1</item>\n <item>2</item>"
    assert splitter.last_end(b"<item>1</item>") == 0


def test_it_finds_and_counts_beginnings() -> None:
    splitter = XmlSplitter("item")
    assert splitter.next_start(CONTENT) == 3
    assert splitter.next_start(b"</item>") == -1
    assert splitter.count(CONTENT) == 3
