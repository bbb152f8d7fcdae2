"""What a reader says of each record: an article with its warnings, a stated refusal, or nothing to read."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from index.article import Article

EXCERPT_CHARS = 120
_VARYING = re.compile(r"'[^']*'|\"[^\"]*\"|[0-9]+")


class Place(NamedTuple):
    """Where a record stands: as compilers write it, or FILE, item 3 where no lines are counted."""

    path: str
    line: int = 0
    """Counts lines or records from 1; 0: the whole file."""
    unit: str = "line"
    """What `line` counts: lines, or the records of a format that has no lines to speak of."""

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}" if self.unit == "line" else f"{self.path}, {self.unit} {self.line}"

    def refused(self, reason: str, content: bytes | str = "") -> "Refused":
        """Return the refusal of the record that stands here, which begins with `content`."""
        return Refused(self.path, self.line, reason, excerpt_of(content), self.unit)


@dataclass(frozen=True)
class Accepted:
    """An article and what had to be mended in it; `line` counts lines or records from 1, 0: a whole file.

    Of several texts under one id the one of the highest `text_version` counts: a moment or a version; 0: unknown.
    """

    article: Article
    path: str
    line: int
    warnings: tuple[str, ...] = ()
    text_version: int = 0


@dataclass(frozen=True)
class Refused:
    """A record that cannot be an article, where it stands, why, and how it begins."""

    path: str
    line: int
    reason: str
    excerpt: str = ""
    line_unit: str = "line"
    """What `line` counts: lines, or the records of a format that has no lines to speak of."""

    def __str__(self) -> str:
        return f"{Place(self.path, self.line, self.line_unit)}: {self.reason}"

    @property
    def kind(self) -> str:
        """The reason without what varies from record to record, for counting.

        >>> Refused("a", 1, "broken JSON: Expecting value at column 3").kind
        'broken JSON'
        """
        return kind_of(self.reason)


def kind_of(said: str) -> str:
    """Return a message without what varies: quoted texts, numbers, and everything after a first : ; or (."""
    return re.split(r"[:;(]", _VARYING.sub("…", said), maxsplit=1)[0].strip()


@dataclass(frozen=True)
class Skipped:
    """What holds no article and was never meant to: a picture, a style sheet, a redirect of a crawl."""

    path: str
    reason: str


def excerpt_of(content: bytes | str) -> str:
    """Return the first characters of a record, on one line, whatever they are."""
    head = content[: 4 * EXCERPT_CHARS]
    text = head.decode("utf-8", "replace") if isinstance(head, bytes) else head
    text = " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:EXCERPT_CHARS])
    return shown + "…" * (len(text) > EXCERPT_CHARS)


Outcome = Accepted | Refused | Skipped
"""All that can come of a record."""
