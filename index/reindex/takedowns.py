"""Takedowns: which articles were removed for good, when, by whom and why.

    INDEX/TAKEDOWNS.jsonl   one object a line: when, who, action, reason, ids, addresses (SHA-256, one an id)
    INDEX/TAKEDOWNS.lock    held while a line is added

The journal lies beside the generations: no reindex, rollback or rebuild brings back what it names, until it is undone.
It is replaced as a whole and made durable before anything is published, and holds no word of an article.
"""

import datetime
import fcntl
import getpass
import hashlib
import json
import re
from collections.abc import Iterable
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from index.addresses import plain_address
from index.article import Article
from index.errors import IndexDamagedError
from index.hindi.script import INVISIBLE
from index.store.durable import replace_file

JOURNAL, LOCK = "TAKEDOWNS.jsonl", "TAKEDOWNS.lock"
REMOVE, PURGE, UNDO = "remove", "purge", "undo"
"""Actions: shown no more, texts erased as well, may be shown again."""
MAX_REASON_CHARS = 2_000
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


class Takedown(NamedTuple):
    """One entry of the journal; `addresses` are hashes, one an id, "" where the id alone tells."""

    when: str
    who: str
    action: str
    reason: str
    ids: tuple[str, ...]
    addresses: tuple[str, ...] = ()


class Takedowns:
    """The journal of an index directory, as it is when this is made."""

    def __init__(self, index: Path) -> None:
        self.path = index / JOURNAL
        self.entries = self._read()
        found: dict[str, str] = {}
        for takedown in self.entries:
            for article_id, address in zip_longest(
                takedown.ids, takedown.addresses[: len(takedown.ids)], fillvalue=""
            ):
                if takedown.action == UNDO:
                    found.pop(article_id, None)
                else:
                    found[article_id] = address or found.get(article_id, "")
        self.ids = frozenset(found)
        """Ids of the articles that must not be shown."""
        self._addresses = frozenset(filter(None, found.values()))

    def is_taken_down(self, article: Article) -> bool:
        """Return whether an article must not be shown: by its id, or under another id at the same address."""
        return article.id in self.ids or not self._addresses.isdisjoint(_hashes(article.url))

    @property
    def fingerprint(self) -> str:
        """What tells one state of the journal from another."""
        return hashlib.sha256(repr((sorted(self.ids), sorted(self._addresses))).encode()).hexdigest()

    def add(self, action: str, articles: Iterable[tuple[str, str]], reason: str) -> "Takedowns":
        """Write an entry about articles, durably; return the journal with it.

        Each is an id and the address under which the article must not come back with another id; "" for none.
        """
        pairs = list(articles)
        entry = {
            "when": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "who": _user(),
            "action": action,
            "reason": reason[:MAX_REASON_CHARS],
            "ids": [pair for pair, _ in pairs],
            "addresses": [_hashes(address)[0] if address else "" for _, address in pairs],
        }
        with suppress(FileExistsError):
            self.path.open("xb").close()  # before the lock, which says that there is a journal
        with (self.path.parent / LOCK).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            before = self.path.read_bytes()
            replace_file(self.path, before + json.dumps(entry).encode("ascii") + b"\n")
        return Takedowns(self.path.parent)

    def _read(self) -> tuple[Takedown, ...]:
        try:
            lines = self.path.read_bytes().decode("utf-8").split("\n")  # no other sign ends a line of JSON
        except FileNotFoundError:
            if (self.path.parent / LOCK).exists():
                raise self._unreadable(f"is missing, and {LOCK} says that articles were removed") from None
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable(str(error)) from None
        found = []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                said = json.loads(line)
                found.append(
                    Takedown(
                        str(said["when"]), str(said["who"]), str(said["action"]), str(said["reason"]),
                        tuple(map(str, said["ids"])), tuple(map(str, said["addresses"])),
                    )
                )  # fmt: skip
            except (ValueError, KeyError, TypeError):
                raise self._unreadable(f"line {number} cannot be read") from None
        return tuple(found)

    def _unreadable(self, what: str) -> IndexDamagedError:
        return IndexDamagedError(
            f"{self.path}: {what}; nothing is published, because articles that were removed might come back. "
            "Restore the file from a backup"
        )


def _hashes(address: str) -> tuple[str, ...]:
    """Return the hashes of an address without what hardly ever names another page, and as journals before had it."""
    if not address:
        return ()
    plain = plain_address(_INVISIBLE.sub("", address))
    parts = urlsplit(plain)
    host = parts.netloc.removeprefix("www.").removesuffix(":443").removesuffix(":80")
    loose = parts._replace(netloc=host, path=parts.path.rstrip("/")).geturl()
    return tuple(hashlib.sha256(text.encode()).hexdigest()[:32] for text in (loose, plain))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
