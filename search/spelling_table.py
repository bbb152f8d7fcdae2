"""Who spells a word how: the sources of a question's articles against the spellings that they use."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.hindi.analysis import EXACT, analyse
from search.asked import Asked
from search.clauses import AllOf, Sequence
from search.variants import Alternative, Expansion, ExpansionKind

MOST_SPELLINGS = 10
MOST_SOURCES = 50
COUNTED = frozenset({ExpansionKind.SPELLING, ExpansionKind.SOUND, ExpansionKind.ROMAN})
"""Kinds that are other spellings of one name; inflections and compounds are not."""


@dataclass(frozen=True)
class SourceRow:
    """A source and how many of its found articles have each spelling; an article may have several."""

    source: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class SpellingTable:
    """One typed word: its spellings, most frequent first, with the found articles that have each; and the sources."""

    word: str
    spellings: tuple[tuple[str, int], ...]
    rows: tuple[SourceRow, ...]


@dataclass(frozen=True)
class Spellings:
    """The tables of a question that finds `total` articles; `relaxed` ones hold any of its words."""

    tables: tuple[SpellingTable, ...]
    total: int
    is_partial: bool = False
    relaxed: bool = False


def spellings_by_word(text: str, added: Iterable[Expansion]) -> dict[str, list[str]]:
    """typed word → the spellings of it that were searched, the typed one first."""
    found: dict[str, list[str]] = {}
    typed = {word.token.text: word.spelling for word in analyse(text)}
    for expansion in added:
        if expansion.kind not in COUNTED or " " in expansion.spelling:
            continue
        own = [typed[expansion.word]] if expansion.word in typed and not expansion.word.isascii() else []
        spelled = expansion.spelling.lower() if expansion.spelling.isascii() else expansion.spelling
        found.setdefault(expansion.word, own).append(spelled)
    return {word: list(dict.fromkeys(spellings)) for word, spellings in found.items()}


def spelled_so(clause: AllOf, spelling: str) -> AllOf:
    """The clause for those articles that have this very spelling."""
    return AllOf((*clause.wanted, Sequence(((Alternative(EXACT + spelling, 1.0),),))), clause.excluded)


def spellings(asked: Asked) -> Spellings:
    """The table of each word of a question that was searched in several spellings."""
    if asked.clause is None:
        return Spellings((), 0)
    total = asked.opened.matching(asked.clause, asked.filters, asked.deadline).total
    counter = asked.opened.facet_counter("source")
    tables = []
    for word, several in spellings_by_word(asked.question.text, asked.planned.added).items():
        found: list[tuple[str, int, dict[str, int]]] = []
        for spelling in several[:MOST_SPELLINGS]:
            clause = spelled_so(asked.clause, spelling)
            matching = asked.opened.matching(clause, asked.filters, asked.deadline)
            if matching.total:
                by_source = counter.counts(matching.documents)
                found.append((spelling, matching.total, by_source))
        found.sort(key=lambda each: -each[1])
        sources = sorted(
            {source for _, _, by_source in found for source in by_source},
            key=lambda source: (-sum(by_source.get(source, 0) for _, _, by_source in found), source),
        )
        rows = [
            SourceRow(source, tuple(by_source.get(source, 0) for _, _, by_source in found))
            for source in sources[:MOST_SOURCES]
        ]
        tables.append(SpellingTable(word, tuple((each[0], each[1]) for each in found), tuple(rows)))
    told = tuple(table for table in tables if table.spellings)
    return Spellings(told, total, asked.deadline.is_over, asked.relaxed)
