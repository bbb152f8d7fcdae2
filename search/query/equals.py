"""Equals: names that are one thing, भाजपा = बीजेपी = भारतीय जनता पार्टी, from a shipped table and the desk's own.

    # a remark
    भाजपा = बीजेपी = भारतीय जनता पार्टी
    रणवीर ≠ रणबीर

A row with ≠ names two words that sound alike and are not one; they are never added to each other. A desk writes its
own rows into equals.txt beside the index; they are read when a generation is opened.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index import hindi
from index.hindi.analysis import analyse

SHIPPED = Path(hindi.__file__).with_name("tables") / "equals.txt"
DESK_FILE = "equals.txt"
MAX_ROWS = 10_000
MAX_WORDS = 6
"""Words of one name."""
MAX_BYTES = 1 << 20
_log = logging.getLogger(__name__)

Terms = tuple[str, ...]


class Row(NamedTuple):
    """Names that are one thing, or two words that are not."""

    names: list[str]
    are_different: bool = False


class Equals:
    """Which names are one thing, and which words are not; all by folded terms."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._others: dict[Terms, dict[Terms, str]] = {}
        self._different: set[frozenset[str]] = set()
        for names, are_different in rows:
            if are_different:
                self._different.add(frozenset(word.term for name in names for word in analyse(name)))
                continue
            known = {tuple(word.term for word in analyse(name)): name for name in names}
            for terms in known:
                others = self._others.setdefault(terms, {})
                others.update({other: name for other, name in known.items() if other != terms})
        self.longest = max(map(len, self._others), default=0)
        """Words of the longest name."""

    def of(self, terms: Terms) -> dict[Terms, str]:
        """Return the other names of a name: terms → as the table writes it; none for most."""
        return self._others.get(terms, {})

    def are_known_distinct(self, one: str, other: str) -> bool:
        """Return whether two terms are known to be two words, however alike they sound."""
        return frozenset((one, other)) in self._different


def read_equals(index: Path) -> Equals:
    """Return the shipped synonyms and those of INDEX/equals.txt; invalid lines are logged with their number."""

    def rows() -> Iterator[Row]:
        yield from _rows(SHIPPED)
        if (index / DESK_FILE).is_file():
            yield from _rows(index / DESK_FILE)

    return Equals(rows())


def _rows(path: Path) -> Iterator[Row]:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        _log.error("%s: longer than %d bytes; the rest is left out", path, MAX_BYTES)
    lines = content[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines[:MAX_ROWS], 1):
        row = line.partition("#")[0].strip()
        if not row:
            continue
        are_different = "≠" in row
        names = [name.strip() for name in row.split("≠" if are_different else "=")]
        lengths = [len(analyse(name)) for name in names]
        if are_different and lengths != [1, 1]:
            _log.error("%s:%d: expected WORD ≠ WORD; left out", path, number)
        elif len(names) < 2 or not all(0 < length <= MAX_WORDS for length in lengths):
            _log.error("%s:%d: expected NAME = NAME, of up to %d words; left out", path, number, MAX_WORDS)
        else:
            yield Row(names, are_different)
