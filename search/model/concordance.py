"""Concordance: every occurrence of what was searched, each with the words around it."""

from typing import NamedTuple

from index.article import Article


class Occurrence(NamedTuple):
    """One place where a text matched: what stands before it in its paragraph, itself as it is written, and after it."""

    article: Article
    field: str
    before: str
    match: str
    after: str


class Concordance(NamedTuple):
    """The occurrences in the first `articles` results of `total`, in their order, and in the order of each text.

    `is_partial`: time or room was over before all of these were read.
    """

    occurrences: tuple[Occurrence, ...]
    articles: int
    total: int
    revision: str
    is_partial: bool = False
