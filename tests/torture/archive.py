"""The archive that is tortured: articles, questions with known answers, and what must hold afterwards."""

from collections.abc import Sequence
from pathlib import Path

from index.errors import KhabarkhojError
from index.reindex.verify import verify
from index.settings import Settings
from index.store.generations import Generations
from index.store.segments import Segments
from search.engines import open_archive
from search.model.filters import Filters
from search.model.question import Question
from tests import source_exports
from tests.searching import search

QUESTIONS = ("मोदी", "सरकार बैठक", "modi OR चुनाव", '"की बैठक"', "टोकाएव -मोदी", "=कज़ाखस्तान", "बारिश नदी पुल")

Answers = list[tuple[int, list[tuple[str, float]]]]


def write_batches(folder: Path, batches: int, size: int) -> list[Path]:
    """So many files of so many articles; each file repeats one article of the one before with another text."""
    every = source_exports.articles(batches * size)
    paths = []
    for number in range(batches):
        part = every[number * size : (number + 1) * size]
        if number:
            part.append({**every[(number - 1) * size], "body": f"यह पाठ बदल गया, बार {number}। मोदी"})
        path = folder / f"{number:03d}.jsonl"
        path.write_bytes(source_exports.json_lines(part))
        paths.append(path)
    return paths


def answers(settings: Settings) -> Answers:
    """What the published archive says to each question."""
    archive = open_archive(settings)
    found = []
    for question in QUESTIONS:
        page = search(archive, Question(question, filters=Filters()), size=20)
        found.append((page.total, [(hit.article.id, hit.score) for hit in page.hits]))
    return found


def article_ids(settings: Settings) -> list[str]:
    """The ids of all published articles, in order."""
    segments = Segments.open(Generations(settings.index).current().path)
    return sorted(
        segment.columns.ids[document].decode()
        for segment in segments
        for document in range(segment.documents)
        if not segment.is_deleted(document)
    )


def faults(settings: Settings, sources: Sequence[Path] = ()) -> list[str]:
    """What verify finds wrong with the published generation."""
    try:
        return [finding.what for finding in verify(settings, sources, sample=50) if finding.is_fault]
    except KhabarkhojError as error:
        return [str(error)]


def published(settings: Settings) -> int:
    """The number of the published generation, 0 for none."""
    return Generations(settings.index).current_number() or 0
