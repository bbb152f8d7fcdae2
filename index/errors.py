"""The one exception family. A message names what failed and what to do about it."""


class KhabarkhojError(Exception):
    """Anything a user of Khabarkhoj can mend; shown as one line, never as a traceback."""


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
    """A generation is published, but the disk did not promise to keep it."""


class SourceError(KhabarkhojError):
    """A path given to reindex cannot be read at all."""


class SettingError(KhabarkhojError):
    """An environment variable holds a value that its setting cannot take."""


class ProcessDiedError(KhabarkhojError):
    """A process that shared the work was killed."""


class ClusterUnavailableError(KhabarkhojError):
    """No node of the OpenSearch cluster answers in time."""


class ClusterError(KhabarkhojError):
    """The OpenSearch cluster refuses what it was asked; `status` is HTTP's, `kind` OpenSearch's own name."""

    def __init__(self, message: str, status: int = 0, kind: str = "") -> None:
        super().__init__(message)
        self.status, self.kind = status, kind
