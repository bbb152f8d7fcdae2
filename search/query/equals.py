"""Equals: names that are one thing, भाजपा = बीजेपी = भारतीय जनता पार्टी, from a shipped table and the desk's own.

    # a remark
    भाजपा = बीजेपी = भारतीय जनता पार्टी

A desk writes its own rows into equals.txt beside the index; they are read when a generation is opened.
"""

import logging
from collections.abc import Iterator
from pathlib import Path

from index import hindi
from index.hindi.analysis import analyse

SHIPPED = Path(hindi.__file__).with_name("tables") / "equals.txt"
DESK_FILE = "equals.txt"
MOST_ROWS = 10_000
MOST_WORDS = 6
"""Words of one name."""
MAX_BYTES = 1 << 20
_log = logging.getLogger(__name__)

Terms = tuple[str, ...]


class Equals:
    """Which names are one thing; all by folded terms."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self._others: dict[Terms, dict[Terms, str]] = {}
        for names in rows:
            known = {tuple(word.term for word in analyse(name)): name for name in names}
            for terms in known:
                others = self._others.setdefault(terms, {})
                others.update({other: name for other, name in known.items() if other != terms})
        self.longest = max(map(len, self._others), default=0)
        """Words of the longest name."""

    def of(self, terms: Terms) -> dict[Terms, str]:
        """Return the other names of a name: terms → as the table writes it; none for most."""
        return self._others.get(terms, {})


def read_equals(index: Path) -> Equals:
    """Return the shipped names and those of the desk's file beside an index; what is wrong there is logged by line."""

    def rows() -> Iterator[list[str]]:
        yield from _rows(SHIPPED)
        if (index / DESK_FILE).is_file():
            yield from _rows(index / DESK_FILE)

    return Equals(rows())


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        _log.error("%s: longer than %d bytes; the rest is left out", path, MAX_BYTES)
    lines = content[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines()
    for number, line in enumerate(lines[:MOST_ROWS], 1):
        row = line.partition("#")[0].strip()
        if not row:
            continue
        names = [name.strip() for name in row.split("=")]
        if len(names) < 2 or not all(0 < len(analyse(name)) <= MOST_WORDS for name in names):
            _log.error(
                "%s:%d: expected NAME = NAME, of up to %d words; left out",
                path,
                number,
                MOST_WORDS,
            )
        else:
            yield names
