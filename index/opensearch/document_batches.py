"""Batches of documents: what a process turns into bulk requests at one go.

A batch holds names and numbers alone: the processes that do it have the files mapped already.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.opensearch.bulk import BulkLine, Lines, bulk_line, in_requests
from index.opensearch.difference import DocumentRef, GenerationContents
from index.opensearch.documents import DocumentSource, DocumentWriter, document_id
from index.opensearch.mapping import NEVER_DIED

BATCH = 200
"""Articles of one batch."""
SEQUENCE_BITS = 40


@dataclass(frozen=True)
class DocumentBatch:
    """Documents to write, all of one segment of the old or the new generation, and what they are written as.

    It holds names and numbers alone: the processes that do it have the files mapped already.
    """

    is_old: bool
    segment: str
    documents: Sequence[int]
    born: Sequence[int]
    died: int
    version: int
    sequences: Sequence[int]


Known = Mapping[str, tuple[int, int]]
"""id of an article → the first state that has it, and its sequence."""


class RequestWriter:
    """Makes bulk requests of batches, in each process with a memory of words of its own."""

    def __init__(self, new: GenerationContents, old: GenerationContents | None, most_bytes: int) -> None:
        self._contents = new, old or new
        self._most_bytes = most_bytes
        self._writer = DocumentWriter()

    def of(self, batch: DocumentBatch) -> list[Lines]:
        """Return the requests that write some documents."""
        return list(in_requests(self._lines(batch), self._most_bytes))

    def _lines(self, batch: DocumentBatch) -> Iterator[BulkLine]:
        contents = self._contents[batch.is_old]
        segment = contents.by_name[batch.segment]
        placed = []
        for document, born, sequence in zip(batch.documents, batch.born, batch.sequences, strict=True):
            located = DocumentRef(segment, document)
            story = contents.story_of(located)
            article = segment.columns.article(document)
            placed.append(
                DocumentSource(article, located.digest, story.id, story.is_copied, sequence, born, batch.died)
            )
        written = self._writer.documents(placed, segment.columns.average_lengths())
        for source, content in zip(placed, written, strict=True):
            yield bulk_line(document_id(source.article.id, source.born), batch.version, content)


def new_document_batches(come: Iterable[DocumentRef], number: int) -> Iterator[DocumentBatch]:
    """Yield documents that are there from a state on."""
    first = number << SEQUENCE_BITS
    for located in group_by_segment(come):
        sequences = range(first, first + len(located))
        first += len(located)
        yield _batch(located, [number] * len(located), NEVER_DIED, number, sequences, is_old=False)


def rewritten(located: Sequence[DocumentRef], known: Known, died: int, version: int) -> DocumentBatch:
    """Return documents of the old generation that are written once more, with another end."""
    facts = [known[ref.id] for ref in located]
    born, sequences = [fact[0] for fact in facts], [fact[1] for fact in facts]
    return _batch(located, born, died, version, sequences, is_old=True)


def _batch(  # noqa: PLR0913 - a row of facts
    located: Sequence[DocumentRef],
    born: Sequence[int],
    died: int,
    version: int,
    sequences: Sequence[int],
    *,
    is_old: bool,
) -> DocumentBatch:
    documents = [ref.document for ref in located]
    return DocumentBatch(is_old, located[0].segment.name, documents, born, died, version, list(sequences))


def group_by_segment(located: Iterable[DocumentRef]) -> Iterator[list[DocumentRef]]:
    """Yield documents in batches, each of one segment."""
    waiting: list[DocumentRef] = []
    for ref in located:
        if waiting and (len(waiting) == BATCH or waiting[0].segment is not ref.segment):
            yield waiting
            waiting = []
        waiting.append(ref)
    if waiting:
        yield waiting
