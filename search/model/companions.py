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

    `articles` of the articles read contain it, in any spelling or form; `background` of the whole archive do.
    """

    text: str
    articles: int
    background: int
    strength: float


class Companions(NamedTuple):
    """The significant terms of `articles`, out of the first `looked_at` of `total` results among `documents`.

    Those are all that were examined, or with a narrower scope those with a part that holds the words searched.

    `is_partial`: the deadline passed before all of these were read.
    """

    words: tuple[Companion, ...]
    articles: int
    total: int
    documents: int
    revision: str
    is_partial: bool = False
    looked_at: int = 0
