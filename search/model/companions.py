"""Companions: words and names that stand out in a result against the whole archive."""

from enum import StrEnum
from typing import NamedTuple


class CompanionScope(StrEnum):
    """Where a companion stands: anywhere in the article, or in a paragraph or sentence with all words of the query."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


class Companion(NamedTuple):
    """A word or a name of several words, as the archive spells it most.

    So many `articles` of those that were read have it, in any spelling or form that stands out, and `background` of
    the whole archive.
    """

    text: str
    articles: int
    background: int
    strength: float


class Companions(NamedTuple):
    """What stands out most in `articles` of the first `looked_at` results of `total`, of an archive of `documents`.

    Those are all that were looked at, or with a narrower scope those with a part that holds the words searched.

    `is_partial`: time was over before all of these were read.
    """

    words: tuple[Companion, ...]
    articles: int
    total: int
    documents: int
    revision: str
    is_partial: bool = False
    looked_at: int = 0
