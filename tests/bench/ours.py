"""ख़बरखोज itself, searching free spellings (tier 1): what comes nearest to the peers' analysis."""

import datetime
from pathlib import Path

from index.reindex.build import reindex
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.execution.prepared_query import plan_text
from search.model.filters import NO_FILTERS, Filters
from search.model.question import ExpansionOptions, Question
from tests.bench.engine import Answer
from tests.bench.queries import Query
from tests.searching import search

NAME = "ख़बरखोज"
PLAIN = ExpansionOptions(stems=False, sounds=False, roman=False)


def index(corpus: Path, folder: Path, processes: int) -> int:
    """reindex as the command line runs it: analysis, fsync and verification included."""
    return reindex([corpus], Settings(index=folder, processes=processes)).documents


class Opened:
    """An open archive."""

    def __init__(self, archive: LocalArchive, choices: ExpansionOptions, settings: Settings) -> None:
        self._archive = archive
        self._settings = settings
        self._choices = choices

    def answer(self, query: Query) -> Answer:
        """Through the whole road: query language, plan, ranking; snippets only where asked for."""
        text = _text(query)
        filters = NO_FILTERS
        if query.since:
            filters = Filters(
                datetime.date.fromisoformat(query.since), datetime.date.fromisoformat(query.until)
            )
        if query.snippets:
            page = search(self._archive, Question(text, expansion=self._choices, filters=filters))
            return Answer(tuple(hit.article.id for hit in page.hits), page.total)
        opened = self._archive.current()
        clause = plan_text(opened, text, self._choices, self._settings)[0].clause
        if clause is None:
            return Answer((), 0)
        ranked, total, _ = opened.searcher.top(clause, 10, filters)
        return Answer(tuple(opened.article_ids([doc.document for doc in ranked])), total)


def _text(query: Query) -> str:
    if query.kind == "phrase":
        return f'"{" ".join(query.words)}"'
    return (" OR " if query.kind == "or" else " ").join(query.words)


def open_index(folder: Path) -> Opened:
    """Open a published index."""
    settings = Settings(index=folder)
    return Opened(LocalArchive(settings), PLAIN, settings)
