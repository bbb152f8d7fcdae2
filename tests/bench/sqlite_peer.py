"""SQLite's FTS5 with words of letters, marks and digits."""

import json
import sqlite3
from pathlib import Path

from tests.bench.engine import Answer
from tests.bench.queries import Query

NAME = "SQLite FTS5"
WEIGHTS = "0.0, 4.0, 2.0, 1.0, 0.0"


def index(corpus: Path, folder: Path, _threads: int) -> int:
    """All articles in one transaction."""
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "articles.db") as connection:
        connection.execute(
            "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, standfirst, body, day UNINDEXED, "
            "tokenize=\"unicode61 categories 'L* M* N*'\")"
        )
        count = 0
        with corpus.open(encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                row = [record.get(name) or "" for name in ("id", "title", "standfirst", "body", "date")]
                connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", row)
                count += 1
        connection.execute("INSERT INTO articles(articles) VALUES('optimize')")
    connection.close()
    return count


class Opened:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def answer(self, query: Query) -> Answer:
        """One statement; totals by a second one where they are asked for."""
        joint = {"or": " OR ", "and": " AND ", "phrase": " + "}[query.kind]
        match = joint.join(f'"{word}"' for word in query.words)
        within = "AND day BETWEEN ? AND ?" if query.since else ""
        days = [query.since, query.until] if query.since else []
        if query.count:
            row = self._connection.execute("SELECT count(*) FROM articles WHERE articles MATCH ?", [match])
            return Answer((), int(row.fetchone()[0]))
        shown = "id, snippet(articles, 3, '<b>', '</b>', '…', 30)" if query.snippets else "id"
        rows = self._connection.execute(
            f"SELECT {shown} FROM articles WHERE articles MATCH ? {within} "  # noqa: S608 - no text of others
            f"ORDER BY bm25(articles, {WEIGHTS}) LIMIT 10",
            [match, *days],
        ).fetchall()
        return Answer(tuple(row[0] for row in rows), None)


def open_index(folder: Path) -> Opened:
    """Open the database."""
    return Opened(sqlite3.connect(folder / "articles.db"))
