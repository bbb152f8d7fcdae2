"""All input formats, and which of them a file is in."""

from pathlib import PurePosixPath

from index.readers import (
    feed,
    html_page,
    json_document,
    json_lines,
    news_xml,
    pdf,
    seed_text,
    table,
    warc,
    wordpress,
)
from index.readers.format import Format

FORMATS: tuple[Format, ...] = (
    seed_text.FORMAT,
    json_lines.FORMAT,
    json_document.FORMAT,
    table.FORMAT,
    html_page.FORMAT,
    warc.FORMAT,
    feed.FORMAT,
    wordpress.FORMAT,
    news_xml.FORMAT,
    pdf.FORMAT,
)
"""Asked in this order; what a file begins with goes before what it is called."""
BY_NAME = {each.name: each for each in FORMATS}
_BY_SUFFIX = {suffix: each for each in reversed(FORMATS) for suffix in each.suffixes}
_PACKED = (".gz", ".zst")
_NOT_TEXT = frozenset(range(32)) - {9, 10, 12, 13, 27}


def format_of(name: str, head: bytes, named: bool) -> Format | None:
    """Return the format of a file of this name that begins like this; None if it is of none.

    A file that was `named` on the command line and is plain text is taken for an article whatever
    its ending; in a folder only endings that are known count.
    """
    for each in FORMATS:
        if each.recognises(head):
            return each
    known = _BY_SUFFIX.get(suffix_of(name))
    if known is None and named and head and not _NOT_TEXT.intersection(head):
        return seed_text.FORMAT
    return known


def suffix_of(name: str) -> str:
    """Return the ending of a file's name, without that of its compression; lower case."""
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix in _PACKED else path.suffix
