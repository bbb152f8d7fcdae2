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

    def digest(self) -> str:
        """SHA-256 (hex) over every field: equal exactly when nothing about the article changed."""
        return digest_of(*(str(getattr(self, field.name) or "") for field in fields(self)))


def digest_of(*parts: str) -> str:
    """SHA-256 (hex) of the parts; lengths are hashed too, so ("ab", "c") differs from ("a", "bc")."""
    state = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8")
        state.update(len(encoded).to_bytes(8, "little"))
        state.update(encoded)
    return state.hexdigest()
