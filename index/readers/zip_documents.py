"""Documents of Word, Excel and LibreOffice, told by how their zip begins, whatever they are called."""

from typing import Literal

DocumentKind = Literal["", "text", "table"]
LOOKED_AT = 1 << 13
"""Bytes at a file's beginning in which the names of its first members stand."""
_ZIP = b"PK\x03\x04"
_KIND_BY_MEMBER: tuple[tuple[bytes, DocumentKind], ...] = (
    (b"word/document", "text"),
    (b"xl/workbook", "table"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "table"),
)
_OFFICE_MEMBERS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"mimetype")


def document_kind(head: bytes) -> DocumentKind:
    """Return what a file that begins so is: a text, a table, or "" for anything else, other archives too.

    >>> document_kind(b"PK\\x03\\x04" + bytes(26) + b"[Content_Types].xml" + bytes(30) + b"word/document.xml")
    'text'
    """
    if not head.startswith(_ZIP) or not head[30:].startswith(_OFFICE_MEMBERS):
        return ""
    found = [(head.find(member, 30, LOOKED_AT), kind) for member, kind in _KIND_BY_MEMBER]
    return min(((at, kind) for at, kind in found if at >= 0), default=(0, ""))[1]
