"""reindex: read → analyse → write → verify → publish a generation.

A run adds to the archive: new articles are written, changed ones replaced, unchanged ones cost
only their digest. Nothing that a reader can see changes until the new generation is published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from index.article import Article
from index.documents import to_document
from index.errors import IndexDamagedError
from index.generations import Generation, Generations
from index.lexicon import FOLDER, Lexicon
from index.readers.files import SourceFile, read_file, source_files
from index.readers.outcome import Accepted, Refused
from index.schema import schema
from index.settings import Settings
from index.vocabulary import build_lexicon


@dataclass
class Report:
    """What a run did. `refused` and `warned` name each record; the counts are of articles."""

    read: int = 0
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    repeated: int = 0
    refused: list[Refused] = field(default_factory=list)
    warned: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    terms: int = 0
    generation: int = 0

    @property
    def complete(self) -> bool:
        """True when nothing had to be refused."""
        return not self.refused


@dataclass(frozen=True)
class Progress:
    """How far a run has come: bytes of the sources read of all, articles read, the present stage."""

    bytes_read: int
    bytes_total: int
    articles: int
    stage: str


Observer = Callable[[Progress], None]


def reindex(
    paths: Iterable[Path], settings: Settings, *, full: bool = False, observe: Observer = lambda _: None
) -> Report:
    """Index every article below the paths and publish the result.

    `full` starts from nothing instead of from the published generation. Raises SourceError,
    IndexLockedError, IndexOutdatedError or IndexDamagedError; whatever is raised, the published
    generation stays as it was.
    """
    files = source_files(paths)
    generations = Generations(settings.index)
    with generations.writing():
        base = None if full or generations.current_number() is None else generations.current()
        generation = generations.begin(base)
        try:
            report = _Run(files, settings, generation, observe).write(fresh=base is None)
            if report.documents == 0 or not (report.added or report.replaced or base is None):
                generations.discard(generation)
                report.generation = base.number if base else 0
            else:
                generations.publish(generation, report.documents, settings.keep_generations)
        except BaseException:
            generations.discard(generation)
            raise
    return report


class _Run:
    """One pass over the source files into one unpublished generation."""

    def __init__(
        self, files: list[SourceFile], settings: Settings, generation: Generation, observe: Observer
    ) -> None:
        self.files = files
        self.settings = settings
        self.generation = generation
        self.observe = observe
        self.report = Report(generation=generation.number)
        self.places: dict[str, tuple[str, str]] = {}
        """id → (digest, place) of each article of this run."""
        self.bytes_total = sum(file.size for file in files)
        self.bytes_read = 0

    def write(self, fresh: bool) -> Report:
        """Write all articles and the lexicon; the generation is complete but for its manifest."""
        storage = FileStorage(str(self.generation.path))
        index = storage.create_index(schema()) if fresh else storage.open_index()
        digests = {} if fresh else _digests(index)
        writer = index.writer(limitmb=self.settings.writer_memory_mb)
        try:
            for file in self.files:
                for outcome in read_file(
                    file, self.settings.max_line_bytes, self.settings.max_text_chars, self._count_bytes
                ):
                    self._take(outcome, digests, writer)
        except BaseException:
            writer.cancel()
            raise
        self._progress("writing")
        writer.commit()
        self._lexicon(storage, expected=len(digests.keys() | self.places.keys()))
        return self.report

    def _take(self, outcome: Accepted | Refused, digests: dict[str, str], writer: Any) -> None:
        self.report.read += 1
        if isinstance(outcome, Refused):
            self.report.refused.append(outcome)
            return
        for warning in outcome.warnings:
            kind = warning.split(";")[0] if warning.startswith("no ") else warning
            self.report.warned[kind] = self.report.warned.get(kind, 0) + 1
        article = outcome.article
        digest = article.digest()
        place = f"{outcome.path}:{outcome.line}" if outcome.line else outcome.path
        if article.id in self.places:
            self._repeat(article, digest, outcome)
            return
        self.places[article.id] = (digest, place)
        stored = digests.get(article.id)
        if stored == digest:
            self.report.unchanged += 1
            return
        if stored is not None:
            writer.delete_by_term("id", article.id)
            self.report.replaced += 1
        else:
            self.report.added += 1
        writer.add_document(**to_document(article))
        self._progress("reading")

    def _repeat(self, article: Article, digest: str, outcome: Accepted) -> None:
        """The same article twice is counted; another article under a used id is refused."""
        first_digest, first_place = self.places[article.id]
        if digest == first_digest:
            self.report.repeated += 1
        else:
            reason = (
                f"id {article.id!r} already stands at {first_place} with another text; give it its own id"
            )
            self.report.refused.append(Refused(outcome.path, outcome.line, reason))

    def _count_bytes(self, moved: int) -> None:
        self.bytes_read += moved
        self._progress("reading")

    def _progress(self, stage: str) -> None:
        self.observe(Progress(self.bytes_read, self.bytes_total, self.report.read, stage))

    def _lexicon(self, storage: FileStorage, expected: int) -> None:
        """Build the lexicon from what was really written, and check that all of it can be read."""
        self._progress("words")
        index = storage.open_index()
        with index.reader() as reader:
            self.report.documents = reader.doc_count()
            self.report.terms = build_lexicon(reader, self.generation.path / FOLDER)
        if self.report.documents != expected:
            raise IndexDamagedError(
                f"{self.generation.path}: {self.report.documents} articles instead of {expected}; "
                "nothing was published"
            )
        Lexicon(self.generation.path / FOLDER)


def _digests(index: Any) -> dict[str, str]:
    """id → digest of every article in an index."""
    with index.reader() as reader:
        return {stored["id"]: stored["digest"] for stored in reader.all_stored_fields()}
