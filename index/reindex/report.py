"""What a run is asked for, how far it has come, and what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from index.article import Article
from index.coverage import SilentSource
from index.readers.format import Format
from index.readers.outcome import Refused


class Prune(Enum):
    """When a run removes articles that its sources no longer have.

    A refused record may be an article that is still there, so IF_COMPLETE removes nothing where any was refused.
    """

    NEVER = auto()
    IF_COMPLETE = auto()
    ALWAYS = auto()


@dataclass(frozen=True, kw_only=True)
class ReindexOptions:
    """How a run goes about its work.

    `full` starts from nothing instead of from the published generation. `strict` publishes nothing when anything was
    refused. `source_format` takes every file to be of one format; `columns` are (our field, the name it has in the
    files). `rewrite` writes every segment again, so that no file holds what was deleted. With `in_folder` files count
    as found in a folder, not as named. `restored` are articles by id whose history is taken over where they are read
    again.
    """

    full: bool = False
    prune: Prune = Prune.NEVER
    strict: bool = False
    source_format: Format | None = None
    columns: tuple[tuple[str, str], ...] = ()
    rewrite: bool = False
    in_folder: bool = False
    restored: Mapping[str, Article] = field(default_factory=dict)


@dataclass
class Report:
    """What a run did. The counts are of articles; `refused` names the first refusals."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    removed: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: list[Refused] = field(default_factory=list)
    refused_count: int = 0
    refused_kinds: dict[str, int] = field(default_factory=dict)
    refused_report: Path | None = None
    """The file that lists every refusal; None when there was none."""
    skipped: dict[str, int] = field(default_factory=dict)
    warned: dict[str, int] = field(default_factory=dict)
    warned_at: dict[str, list[str]] = field(default_factory=dict)
    """Kind of warning → PATH:LINE of the first articles that have it."""
    not_pruned: int = 0
    """Articles that --prune would have removed, had nothing been refused and no link been skipped."""
    documents: int = 0
    terms: int = 0
    generation: int = 0
    published: bool = False
    silent: tuple[SilentSource, ...] = ()
    """Sources that have delivered nothing for much longer than they usually pause."""

    @property
    def complete(self) -> bool:
        """True when nothing had to be refused."""
        return not self.refused_count


@dataclass(frozen=True)
class Progress:
    """How far a run has come: the stage and the share of it done (0 to 1), articles read, and refused."""

    stage: str
    done: float
    articles: int
    refused: int = 0


STAGES = ("reading", "merging", "words", "phrases", "publishing")
"""Of every run; one that recognises pages also reports the stage "scans" while it reads."""
CLUSTER_STAGES = (*STAGES, "sending")
"""Where a copy goes to a cluster; its publication comes last, once more."""
Observer = Callable[[Progress], None]
DEFAULT_OPTIONS = ReindexOptions()
