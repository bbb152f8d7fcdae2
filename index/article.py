"""Article: what an archive holds."""

import datetime
import hashlib
from dataclasses import dataclass, fields

CUT_HEADLINE = " …"
"""Ends a headline that was cut from the text of an article without one."""


@dataclass(frozen=True)
class Article:
    """One news article as stored and shown; empty strings where the archive says nothing."""

    id: str
    headline: str
    body: str
    standfirst: str = ""
    source: str = ""
    date: datetime.date | None = None
    section: str = ""
    author: str = ""
    agency: str = ""
    """The news agency that it is credited to."""
    place: str = ""
    """Where it was filed, as its dateline says."""
    edition: str = ""
    print_page: str = ""
    """The page of the paper, or of a scan."""
    url: str = ""
    language: str = ""
    converted: str = ""
    """The legacy font that the text was typed for, where it was not typed in Unicode."""
    machine_read: str = ""
    """What read it from a picture, where it was not typed at all: Tesseract, ALTO, hOCR."""
    confidence: str = ""
    """How sure that was of its words, in per cent."""
    arrived: int = 0
    """When the archive first had it, in seconds since 1970; 0: not known."""
    changed: str = ""
    """The day (ISO) of the last change of its texts after its own day."""
    versions: str = ""
    """Its earlier texts, as JSON; see index/article_versions.py."""

    @property
    def arrived_at(self) -> datetime.datetime | None:
        """`arrived` as a moment (UTC)."""
        return datetime.datetime.fromtimestamp(self.arrived, datetime.UTC) if self.arrived else None

    @property
    def changed_on(self) -> datetime.date | None:
        """`changed` as a day."""
        return datetime.date.fromisoformat(self.changed) if self.changed else None

    def encoded(self) -> dict[str, bytes]:
        """Return every field by name, as UTF-8; nothing for no date."""
        return {name: str(getattr(self, name) or "").encode() for name in ARTICLE_FIELDS}

    def digest(self) -> bytes:
        """Return SHA-256 over every field but HISTORY_FIELDS: equal exactly when nothing about the article changed."""
        return digest_of(self.encoded())


def digest_of(encoded: dict[str, bytes]) -> bytes:
    """Return SHA-256 of an article's encoded fields; their sizes too, so ("ab", "c") differs from ("a", "bc").

    HISTORY_FIELDS are excluded: an article's history does not change its identity.
    """
    parts = [value for name, value in encoded.items() if name not in HISTORY_FIELDS]
    sizes = ",".join(map(str, map(len, parts)))
    return hashlib.sha256(b"".join((sizes.encode(), b";", *parts))).digest()


HISTORY_FIELDS = frozenset({"arrived", "changed", "versions"})
ARTICLE_FIELDS = tuple(field.name for field in fields(Article))
