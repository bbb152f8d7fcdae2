"""Merge runs and segments into one segment."""

from collections.abc import Callable, Sequence
from pathlib import Path

from index.columns.column_file import Array, write_columns
from index.columns.documents_merge import merged_documents, write_articles
from index.columns.layout import ARTICLES, DOCUMENTS
from index.columns.postings_merge import PostingsMerge
from index.columns.source import Source
from index.processes import SINGLE_PROCESS, Resources

TERM_RANGE_BYTES = 128
"""Working memory per occurrence."""


def merge(
    base: Path,
    sources: Sequence[Source],
    average: Array | None = None,
    resources: Resources = SINGLE_PROCESS,
    observe: Callable[[float], None] = lambda _: None,
) -> None:
    """Write the segment BASE.* of all documents of the sources, in their order.

    `average` are the field lengths to compute impacts with; None takes the means of these documents.
    `observe` is called with the share done. Raises IndexDamagedError when a source is damaged.
    """
    documents = merged_documents(sources, average)
    write_columns(base.with_name(base.name + DOCUMENTS), documents)
    write_articles(base.with_name(base.name + ARTICLES), sources)
    term_range = max(1, resources.memory // resources.processes // TERM_RANGE_BYTES)
    PostingsMerge(base, sources, documents, term_range).run(resources.processes, observe)
