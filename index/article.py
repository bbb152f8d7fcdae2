"""Article: what an archive holds."""

import datetime
import hashlib
import struct
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
        """SHA-256 over every field: equal exactly when nothing about the article changed."""
        return digest_of(*[str(getattr(self, name) or "") for name in FIELDS])


FIELDS = tuple(field.name for field in fields(Article))


def digest_of(*parts: str) -> bytes:
    """SHA-256 of the parts; lengths are hashed too, so ("ab", "c") differs from ("a", "bc")."""
    encoded = [part.encode("utf-8") for part in parts]
    lengths = struct.pack(f"<{len(encoded)}Q", *map(len, encoded))
    return hashlib.sha256(b"".join((lengths, *encoded))).digest()
