"""Scans: seeds printed as pages, scanned well and badly, read by Tesseract; what is misread, and what is still found."""

import io
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

from rapidfuzz.distance import Levenshtein

from index.hindi.analysis import analyse
from index.readers import scan as scan_reader
from index.readers.format import InputPart, ReadOptions
from index.readers.outcome import Accepted
from index.readers.seed_text import read as read_seed
from index.settings import Settings
from search.embedded.local_archive import LocalArchive
from search.model.question import ExpansionOptions, Question
from tests.archives import publish
from tests.conftest import SEEDS
from tests.printed_pages import Scan, have_fonts, printed
from tests.quality.table import percent, show
from tests.searching import search

PAGES = 30
WORDS = 60
"""Of each page, that are searched."""
SCANS = (
    Scan(300), Scan(300, 2), Scan(300, 2, 14, 0.8), Scan(150), Scan(150, 2), Scan(150, 2, 14, 0.8),
)  # fmt: skip
MIN_LETTERS = 3


def measure() -> None:
    """Print errors by letter and word, and the share of words by which a search finds the page."""
    if reason := scan_reader.unavailable(ReadOptions()) or (
        "" if have_fonts() else "fonts-noto-core is missing"
    ):
        print(f"\nno scans measured: {reason}")
        return
    confusions = Counter[tuple[str, str]]()
    lines = [[str(scan), *_row(scan, confusions)] for scan in SCANS]
    header = ["", "letters wrong %", "words wrong %", "found as typed %", "found %"]
    show(f"{PAGES} seeds, printed and scanned, each word searched", header, lines)
    common = ", ".join(
        f"{one or '∅'}→{other or '∅'} {count}" for (one, other), count in confusions.most_common(40)
    )
    print(f"most frequent misreadings: {common}")


def _row(scan: Scan, confusions: Counter[tuple[str, str]]) -> list[float]:
    with tempfile.TemporaryDirectory() as folder:
        options = ReadOptions(ocr_cache=Path(folder) / "recognised")
        wrong = letters = wrong_words = words = typed_hits = hits = searched = 0
        articles, truths = [], []
        for number, (headline, paragraphs) in enumerate(_stories()):
            picture = io.BytesIO()
            printed(headline, paragraphs, scan, number).save(picture, "PNG", dpi=(scan.dpi, scan.dpi))
            part = InputPart(f"page-{number}.png", picture.getvalue())
            for outcome in scan_reader.read(part, options):
                assert isinstance(outcome, Accepted), outcome
                truth = normalize("NFD", " ".join([headline, *paragraphs]))
                read = normalize(
                    "NFD", " ".join([outcome.article.headline, *outcome.article.body.split("\n")])
                )
                wrong += Levenshtein.distance(truth, read)
                letters += len(truth)
                wrong_words += Levenshtein.distance(truth.split(), read.split())
                words += len(truth.split())
                for edit in Levenshtein.opcodes(truth, read):
                    one, other = truth[edit.src_start : edit.src_end], read[edit.dest_start : edit.dest_end]
                    if edit.tag != "equal" and len(one) < 3 and len(other) < 3:
                        confusions[one, other] += 1
                articles.append(outcome.article)
                truths.append((outcome.article.id, truth))
        settings = Settings(index=Path(folder) / "index")
        publish(articles, settings)
        archive = LocalArchive(settings)
        for page, truth in truths:
            for word in _searched(truth):
                searched += 1
                typed_hits += _finds(archive, word, page, ExpansionOptions(variants=False))
                hits += _finds(archive, word, page, ExpansionOptions())
    return [
        percent(wrong, letters), percent(wrong_words, words), percent(typed_hits, searched), percent(hits, searched),
    ]  # fmt: skip


def _finds(archive: LocalArchive, word: str, page: str, options: ExpansionOptions) -> bool:
    found = search(archive, Question(word, expansion=options), size=PAGES).hits
    return any(hit.article.id == page or page in {copy.id for copy in hit.duplicates} for hit in found)


def _searched(text: str) -> list[str]:
    """Return the first words of a page that a reader may search, each once."""
    words = dict.fromkeys(word.token.text for word in analyse(text) if len(word.term) >= MIN_LETTERS)
    return list(words)[:WORDS]


def _stories() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(SEEDS.glob("*.txt"))[:PAGES]:
        for outcome in read_seed(InputPart(str(path), path.read_bytes()), ReadOptions()):
            assert isinstance(outcome, Accepted)
            article = outcome.article
            yield (
                article.headline,
                [article.standfirst, *article.body.split("\n")]
                if article.standfirst
                else article.body.split("\n"),
            )
