"""The one exception family. A message names what failed and what to do about it."""

import shlex
from pathlib import Path

REBUILD = "rebuild with all its sources as PATH: khabarkhoj reindex --full PATH --index INDEX"
"""The remedy for an unreadable index: read its sources again. For code that does not know the index directory."""


def command_for(index: Path, command: str) -> str:
    """Return a command of ours for an index directory, as a shell takes it."""
    return f"khabarkhoj {command} --index {shlex.quote(str(index))}"


class KhabarkhojError(Exception):
    """Base class of errors that a user can fix; shown as one line without a traceback."""


class IndexMissingError(KhabarkhojError):
    """There is no published generation at the given place."""


class IndexDamagedError(KhabarkhojError):
    """A published generation does not hold what its manifest says."""


class IndexLockedError(KhabarkhojError):
    """Another process is writing to this index."""


class MergeRunningError(IndexLockedError):
    """Another process merges large segments of this index."""


class IndexOutdatedError(KhabarkhojError):
    """The index was built by other analysis rules than the ones installed now."""


class GenerationError(KhabarkhojError):
    """There is no such generation to go back to."""


class DiskFullError(KhabarkhojError):
    """There is no room for what a run writes."""


class NotDurableError(KhabarkhojError):
    """A generation is published, but fsync failed, so it may not survive a power cut."""


class SourceError(KhabarkhojError):
    """A path given to reindex cannot be read at all."""


class SettingError(KhabarkhojError):
    """An environment variable holds a value that its setting cannot take."""


class WatchingStoppedError(KhabarkhojError):
    """The system no longer reports changes of the followed files."""


class ProcessDiedError(KhabarkhojError):
    """A process that shared the work was killed."""


class ClusterUnavailableError(KhabarkhojError):
    """No node of the OpenSearch cluster answers in time."""


class ClusterError(KhabarkhojError):
    """The OpenSearch cluster refuses what it was asked; `status` is HTTP's, `kind` OpenSearch's own name."""

    def __init__(self, message: str, status: int = 0, kind: str = "") -> None:
        super().__init__(message)
        self.status, self.kind = status, kind
