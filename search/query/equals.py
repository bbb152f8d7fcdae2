"""Equals: names that are one thing, भाजपा = बीजेपी = भारतीय जनता पार्टी, from a shipped table and the desk's own.

    # a remark
    भाजपा = बीजेपी = भारतीय जनता पार्टी
    रणवीर ≠ रणबीर

    कु. = कुमारी

A name with a full stop is short for the others where it is typed so, and they are not added to each other. A row
with ≠ names two words that sound alike and are not one; they are never added to each other. A desk writes its own
rows into equals.txt beside the index; a server reads it again when it changes.
"""

import hashlib
from collections.abc import Iterable
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
_SIGNS_OF_QUERIES = '()*~@|"'
Terms = tuple[str, ...]


class Row(NamedTuple):
    """Names that are one thing, or two words that are not."""

    names: list[str]
    are_different: bool = False


class Equals:
    """Which names are one thing, and which words are not; all by folded terms."""

    def __init__(self, rows: Iterable[Row], fingerprint: str = "", faults: Iterable[str] = ()) -> None:
        self._fingerprint = fingerprint
        self.faults = tuple(faults)
        """What is wrong in the files, each with its file and line."""
        self._others: dict[Terms, dict[Terms, str]] = {}
        self._of_short: dict[Terms, dict[Terms, str]] = {}
        self._different: set[frozenset[str]] = set()
        for names, are_different in rows:
            if are_different:
                self._different.add(frozenset(word.term for name in names for word in analyse(name)))
                continue
            known = {_terms_of(name): name for name in names if not _is_short(name)}
            short = [_terms_of(name) for name in names if _is_short(name)]
            for terms in short:
                self._of_short.setdefault(terms, {}).update(known)
            for terms in known if not short else ():
                others = self._others.setdefault(terms, {})
                others.update({other: name for other, name in known.items() if other != terms})
        self.longest = max(map(len, self._others), default=0)
        """Words of the longest name."""

    def revision(self, published: str) -> str:
        """Return the revision of a published state that is searched with these names."""
        return f"{published}-{self._fingerprint}" if self._fingerprint else published

    def of(self, terms: Terms) -> dict[Terms, str]:
        """Return the other names of a name: terms → as the table writes it; none for most."""
        return self._others.get(terms, {})

    def of_short(self, term: str) -> dict[Terms, str]:
        """Return what a term is short for where a full stop stands after it (कु.: कुमारी); none for most."""
        return self._of_short.get((term,), {})

    def are_known_distinct(self, one: str, other: str) -> bool:
        """Return whether two terms are known to be two words, however alike they sound."""
        return frozenset((one, other)) in self._different


def desk_identity(index: Path) -> tuple[int, ...]:
    """Return what changes when INDEX/equals.txt is written, replaced or removed; () without one."""
    try:
        facts = (index / DESK_FILE).stat()
    except OSError:
        return ()
    return facts.st_ino, facts.st_mtime_ns, facts.st_size


def read_equals(index: Path) -> Equals:
    """Return the shipped synonyms and those of INDEX/equals.txt; invalid lines are left out and are its `faults`."""
    faults: list[str] = []
    rows = _read_rows(SHIPPED, SHIPPED.read_bytes(), faults)
    desk = index / DESK_FILE
    try:
        with desk.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        content = b""
    except OSError as error:
        content = b""
        faults.append(f"{desk}: {error.strerror}; no row of it counts")
    rows += _read_rows(desk, content, faults)
    return Equals(rows, hashlib.sha256(content).hexdigest()[:8] if content else "", faults)


def _read_rows(path: Path, content: bytes, faults: list[str]) -> list[Row]:
    """Return the rows of a table; what is wrong in it is added to `faults`."""
    lines = content[:MAX_BYTES].decode("utf-8-sig", "replace").splitlines()
    if len(content) > MAX_BYTES:
        faults.append(f"{path}: longer than {MAX_BYTES} bytes; the rest is left out")
    if len(lines) > MAX_ROWS:
        faults.append(f"{path}: longer than {MAX_ROWS} lines; the rest is left out")
    rows = []
    for number, line in enumerate(lines[:MAX_ROWS], 1):
        text = line.partition("#")[0].strip().replace("!=", "≠")
        if not text:
            continue
        row = Row([name.strip() for name in text.split("≠" if "≠" in text else "=")], "≠" in text)
        if fault := _fault_of(row):
            faults.append(f"{path}:{number}: {fault}; left out")
        else:
            rows.append(row)
    return rows


def _fault_of(row: Row) -> str:
    """Return what is wrong with a row; "" for nothing."""
    terms = [_terms_of(name) for name in row.names]
    if any("\N{REPLACEMENT CHARACTER}" in name for name in row.names):
        return "not in UTF-8"
    if any(sign in name for name in row.names for sign in _SIGNS_OF_QUERIES):
        return "names are words, without the signs of queries"
    if row.are_different and [len(one) for one in terms] != [1, 1]:
        return "expected WORD ≠ WORD"
    if len(terms) < 2 or not all(0 < len(one) <= MAX_WORDS for one in terms):
        return f"expected NAME = NAME, of up to {MAX_WORDS} words"
    if len(set(terms)) == 1:
        return "the names are one word for a search already"
    return ""


def _is_short(name: str) -> bool:
    """Return whether a name is a word with one dot at its end; initials with dots (क.अ.द.) are a name like others."""
    return name.endswith(".") and name.count(".") == 1 and len(_terms_of(name)) == 1


def _terms_of(name: str) -> Terms:
    return tuple(word.term for word in analyse(name))
