"""What a reader says of each record: an article with its warnings, or a stated refusal."""

from dataclasses import dataclass

from index.article import Article


@dataclass(frozen=True)
class Accepted:
    """An article and what had to be mended in it; `line` is 1-based, 0 for a whole file."""

    article: Article
    path: str
    line: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A record that cannot be an article, where it stands and why."""

    path: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"


Outcome = Accepted | Refused
