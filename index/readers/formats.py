"""All input formats, and which of them a file is in."""

import re
from pathlib import PurePosixPath

from index.readers import (
    alto,
    arc,
    email_message,
    feed,
    front_matter,
    hocr,
    html_page,
    json_document,
    json_lines,
    mediawiki,
    news_xml,
    office_text,
    parquet,
    pdf,
    rtf,
    scan,
    seed_text,
    spreadsheet,
    table,
    warc,
    wordpress,
)
from index.readers.format import Format
from index.readers.record_splitter import HEAD_BYTES

FORMATS: tuple[Format, ...] = (
    seed_text.FORMAT,
    json_lines.FORMAT,
    json_document.FORMAT,
    table.FORMAT,
    hocr.FORMAT,
    html_page.FORMAT,
    warc.FORMAT,
    arc.FORMAT,
    feed.FORMAT,
    wordpress.FORMAT,
    news_xml.FORMAT,
    alto.FORMAT,
    mediawiki.FORMAT,
    parquet.FORMAT,
    pdf.FORMAT,
    email_message.FORMAT,
    front_matter.FORMAT,
    spreadsheet.FORMAT,
    office_text.FORMAT,
    rtf.FORMAT,
    scan.FORMAT,
)
"""Asked in this order; what a file begins with goes before what it is called."""
FORMAT_BY_NAME = {file_format.name: file_format for file_format in FORMATS}
_BY_SUFFIX = {suffix: file_format for file_format in reversed(FORMATS) for suffix in file_format.suffixes}
_PACKED = (".gz", ".zst")
_ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz", ".tar.zst", ".wacz")
_SQL = (
    rb"(?:\s*+(?:--(?!-)[^\n]*+\n|/\*[^*]{0,500}\*/;?)){0,20}"
    rb"\s*(?:(?:--(?!-)|/\*|#)[^\n]*(?:SQL|MariaDB|Postgres)|(?:CREATE|INSERT|DROP)\s+(?:TABLE|INTO|DATABASE)|PGDMP"
    rb"|PRAGMA\s+\w+\s*=|BEGIN(?:\s+TRANSACTION)?;|COPY\s+[\w.\"]+\s*\(|SET\s+\w+\s*=)"
)
_COMMENTS = rb"(?:\xef\xbb\xbf)?(?:[ \t]*+(?:#[^\n]*+)?+\n|[ \t]*+\r\n)*+[ \t]*+"
_NO_ARTICLES = (
    (re.compile(_SQL), "an SQL dump; export the table of articles as CSV or JSON Lines"),
    (
        re.compile(rb"SQLite format 3\0"),
        "an SQLite database; export the table of articles as CSV or JSON Lines",
    ),
    (re.compile(rb"%!PS"), "PostScript; print it to a PDF with text"),
    (
        re.compile(_COMMENTS + rb"(?:User-agent|Sitemap|Disallow|Allow)[ \t]*:", re.IGNORECASE),
        "a robots.txt: what crawlers may read",
    ),
    (
        re.compile(
            _COMMENTS + rb"[\w.-]+\.[a-z]{2,},[^,\n]{1,60},[ \t]*(?:DIRECT|RESELLER)\b", re.IGNORECASE
        ),
        "an ads.txt: who may sell advertisements",
    ),
    (
        re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:urlset|sitemapindex)\b"),
        "a site map: addresses without their articles",
    ),
    *(
        (re.compile(mark), f"packed with {name}; unpack it first")
        for mark, name in (
            (rb"BZh[1-9]1AY", "bzip2"), (rb"\xfd7zXZ\0", "xz"), (rb"Rar!\x1a\x07", "RAR"),
            (rb"7z\xbc\xaf\x27\x1c", "7-Zip"),
        )
    ),
)  # fmt: skip
"""How files begin that hold articles in a form that is not read, and the remedy."""
_OLD_OFFICE, _OLD_TABLE = b"\xd0\xcf\x11\xe0", ".xls"
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE)\b", re.IGNORECASE)
"""What begins so and is of no known format is no plain text."""
MAX_JSON_LINES = 100
"""Lines that are examined to tell whether a text is JSON Lines."""
_NOT_TEXT = frozenset(range(32)) - {9, 10, 12, 13, 27}


def format_of(name: str, head: bytes, named: bool) -> Format | None:
    """Return the format of a file of this name that begins like this; None if it is of none.

    A file that was `named` on the command line and is plain text is taken for an article whatever
    its ending; in a folder only endings that are known count.
    """
    for file_format in FORMATS:
        if file_format.recognises(head):
            return file_format
    if is_json := _json_of(head):
        return is_json
    known = _BY_SUFFIX.get(suffix_of(name))
    if refusal_of(name, head) or (known is not None and not (named or known.is_told_by_name)):
        return None
    is_text = bool(head) and not _NOT_TEXT.intersection(head) and _XML.match(head) is None
    if known is None and named and is_text:
        return seed_text.FORMAT
    return known


def _json_of(head: bytes) -> Format | None:
    """Return how JSON is read that begins in the middle, or with a line that is longer than a head or broken.

    As plain text it would be one article, whatever else it holds.
    """
    first, *others = head.split(b"\n")
    is_cut = len(head) >= HEAD_BYTES
    whole = [line.strip() for line in (others[:-1] if is_cut else others) if line.strip()]
    objects = sum(line.startswith(b'{"') and line.endswith(b"}") for line in whole[:MAX_JSON_LINES])
    if whole and 2 * objects >= len(whole[:MAX_JSON_LINES]):
        return json_lines.FORMAT
    return (
        json_document.FORMAT
        if is_cut and not whole and first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"')
        else None
    )


def has_known_ending(name: str) -> bool:
    """Return whether a file in a folder may be read by what it is called: of a format, or packed."""
    lower = name.lower()
    return suffix_of(name) in _BY_SUFFIX or lower.endswith(_ARCHIVES)


def format_with_ending(name: str) -> Format | None:
    """Return the format that files with the ending of this name usually have; None for an ending of none."""
    return _BY_SUFFIX.get(suffix_of(name))


def refusal_of(name: str, head: bytes) -> str:
    """Return what a file is that holds articles in a form that is not read, and the remedy; "" for anything else."""
    if head.startswith(_OLD_OFFICE):
        return "" if suffix_of(name) == _OLD_TABLE else "an old Office file; save it as .docx or .xlsx"
    return next((reason for pattern, reason in _NO_ARTICLES if pattern.match(head[:4096])), "")


def suffix_of(name: str) -> str:
    """Return the ending of a file's name, without that of its compression; lower case."""
    path = PurePosixPath(name.lower())
    return PurePosixPath(path.stem).suffix if path.suffix in _PACKED else path.suffix
