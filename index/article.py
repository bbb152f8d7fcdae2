"""Article: what an archive holds."""

import datetime
import hashlib
from dataclasses import dataclass, fields

TEXT_FIELDS = ("headline", "standfirst", "body")
"""The searched fields, in the order a reader meets them."""


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
    url: str = ""
    language: str = ""

    def digest(self) -> bytes:
        """SHA-256 over every field: equal exactly when nothing about the article changed.

        Lengths are hashed too, so ("ab", "c") differs from ("a", "bc").
        """
        parts = [str(getattr(self, name) or "") for name in FIELDS]
        lengths = ",".join(map(str, map(len, parts)))
        return hashlib.sha256("".join((lengths, ";", *parts)).encode("utf-8")).digest()


FIELDS = tuple(field.name for field in fields(Article))
