"""Build a concordance: read the best articles and show each match with its context."""

from collections.abc import Iterator

from index.article import Article
from index.fields import TEXT_FIELDS
from index.settings import Settings
from search.execution.prepared_query import PreparedQuery
from search.highlight.highlighter import Highlighter
from search.model.concordance import Concordance, Occurrence
from search.model.marked_text import Range

CONTEXT_CHARS = 80
"""Characters at most on each side of a match; whole words only."""


def concordance(query: PreparedQuery, settings: Settings) -> Concordance:
    """Return the occurrences of a query in its first results."""
    revision = query.snapshot.revision
    if query.is_empty or query.clause is None:
        return Concordance((), 0, 0, revision)
    top = query.matches.top_docs(query.sort, settings.max_concordance_articles, collapse=False)
    highlighters = {field: Highlighter(query.clause, (field,)) for field in TEXT_FIELDS}
    found: list[Occurrence] = []
    read = 0
    is_partial = top.is_partial
    for article in query.snapshot.articles([doc.key for doc in top.docs]):
        if query.deadline.is_over or len(found) >= settings.max_occurrences:
            is_partial = True
            break
        found += _occurrences(article, highlighters, settings.max_marked_chars)
        read += 1
    shown = tuple(found[: settings.max_occurrences])
    is_partial = is_partial or len(found) > len(shown)
    return Concordance(shown, read, top.total, revision, is_partial)


def _occurrences(
    article: Article, highlighters: dict[str, Highlighter], most_chars: int
) -> Iterator[Occurrence]:
    for field, highlighter in highlighters.items():
        text = getattr(article, field)
        for start, end in merge_adjacent_marks(text, highlighter.highlight(text, most_chars).marks):
            before, after = surrounding_words(text, start, end)
            yield Occurrence(article, field, before, " ".join(text[start:end].split()), after)


def merge_adjacent_marks(text: str, marks: tuple[Range, ...]) -> Iterator[Range]:
    """Yield the marks, those as one that only a space parts: a phrase, a name of two words.

    >>> list(merge_adjacent_marks("नरेंद्र मोदी और मोदी", ((0, 7), (8, 12), (16, 20))))
    [(0, 12), (16, 20)]
    """
    begun: Range | None = None
    for start, end in marks:
        if begun is not None and text[begun[1] : start] in {" ", "\u00a0"}:
            begun = begun[0], end
            continue
        if begun is not None:
            yield begun
        begun = start, end
    if begun is not None:
        yield begun


def surrounding_words(text: str, start: int, end: int) -> tuple[str, str]:
    """Return whole words of the same paragraph before and after a range, CONTEXT_CHARS on each side at most."""
    head = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    tail = text[end : line_end if line_end >= 0 else len(text)]
    if len(head) > CONTEXT_CHARS:
        head = head[-CONTEXT_CHARS:].partition(" ")[2]
    if len(tail) > CONTEXT_CHARS:
        tail = tail[:CONTEXT_CHARS].rpartition(" ")[0]
    return " ".join(head.split()), " ".join(tail.split())
